/** Run on a copy of the page that is shown as paper: finds what is changed on the page that is printed. */
import { numbered, type Change } from "./changes.js";
import { fillPages } from "./fill-pages.js";
import { layOutSheets } from "./sheets.js";

function plan(): Change[] {
  const elements = numbered();
  layOutSheets();
  return [...document.querySelectorAll(".chapter")].flatMap((chapter) => fillPages(chapter, elements));
}

Object.assign(globalThis, { paperPlan: plan() });
