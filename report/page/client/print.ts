/** Run on the page just before it is printed, in the place of the page's own scripts. */
import { fillTables } from "./paper/cells.js";
import { keepFramesWhole, markLongLines } from "./paper/long-lines.js";
import { splitColumns } from "./paper/panels.js";
import { REM_MM, TEXT_WIDTH_MM, TURNED_WIDTH_MM } from "./paper/sizes.js";
import { nameFormulas, nameLinks } from "./paper/spoken.js";
import { keepPart, type PrintedPart } from "./printed-part.js";
import { fixRoots } from "./roots.js";

/** Defined where the script is bundled. */
declare const PRINTED_PART: PrintedPart;

const PAPER_REM = TEXT_WIDTH_MM / REM_MM;
const TURNED_REM = TURNED_WIDTH_MM / REM_MM;
/** Printed text that would be smaller than this share even on a turned page wraps as other text does. */
const SMALLEST_FRAME = 0.45;
/** A table that would have to be set smaller than this is turned; and if that is not enough, parted into several. */
const SMALLEST = 0.62;

/** On paper a chapter is whole: what its fold holds stands directly in it, as where there is no fold. */
function unfoldChapters(): void {
  for (const fold of document.querySelectorAll(".whole-chapter")) {
    fold.querySelector(":scope > summary")?.remove();
    fold.replaceWith(...fold.childNodes);
  }
}

/**
 * What is wider than the paper would have the browser print everything smaller; so it is made to fit by itself. It is
 * measured as the screen has it, in rem: a page that was laid out for paper before prints its tags in changing order.
 */
function fitWide(): void {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const most = (TURNED_REM / SMALLEST) * rem;
  for (const box of document.querySelectorAll<HTMLElement>(".table-scroll")) {
    if (box.scrollWidth > most) splitColumns(box, most);
  }
  for (const box of document.querySelectorAll<HTMLElement>(".equation, .table-scroll, pre.framed")) {
    fit(box, box.scrollWidth / rem);
  }
}

/** @param width in rem */
function fit(box: HTMLElement, width: number): void {
  if (width <= PAPER_REM) return;
  if (box.matches(".framed") && TURNED_REM / width < SMALLEST_FRAME) {
    box.classList.remove("framed");
    return;
  }
  const isTurned = !box.matches(".equation") && PAPER_REM / width < SMALLEST;
  // A table is turned with its caption.
  if (isTurned) (box.closest("figure") ?? box).classList.add("turned");
  const paper = isTurned ? TURNED_REM : PAPER_REM;
  box.style.zoom = String(Math.min(1, Math.floor((1000 * paper) / width) / 1000));
}

unfoldChapters();
keepPart(PRINTED_PART);
nameFormulas();
nameLinks();
fillTables();
fixRoots();
keepFramesWhole();
fitWide();
markLongLines();
