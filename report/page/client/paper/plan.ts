/** Run on a copy of the page that is shown as paper: finds what is changed on the page that is printed. */
import { numbered, type ChapterPlan } from "./changes.js";
import { fillPages } from "./fill-pages.js";
import { layOutSheets } from "./sheets.js";

/** The plans of the chapters that this copy shows. */
function plan(): ChapterPlan[] {
  layOutSheets();
  return [...document.querySelectorAll(".chapter")].flatMap((chapter, index) =>
    chapter.getClientRects().length === 0 ? [] : [{ chapter: index, changes: fillPages(chapter, numbered(chapter)) }],
  );
}

Object.assign(globalThis, { paperPlan: plan() });
