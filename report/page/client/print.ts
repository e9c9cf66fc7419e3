/** Run on the page just before it is printed, in the place of the page's own scripts. */
import { splitColumns } from "./paper/panels.js";
import { REM_MM, TEXT_WIDTH_MM, TURNED_WIDTH_MM } from "./paper/sizes.js";
import { fixRoots } from "./roots.js";

const PAPER_REM = TEXT_WIDTH_MM / REM_MM;
const TURNED_REM = TURNED_WIDTH_MM / REM_MM;
/** A table that would have to be set smaller than this is turned; and if that is not enough, parted into several. */
const SMALLEST = 0.62;

/**
 * On screen MathML speaks for a formula. On paper a tag for each of its many boxes would make the file much larger and read
 * out as fragments, so a formula is one figure whose alternative is its text.
 */
function nameFormulas(): void {
  for (const formula of document.querySelectorAll("math")) {
    formula.setAttribute("role", "img");
    formula.setAttribute("aria-label", formula.textContent);
  }
}

/**
 * What is wider than the paper would have the browser print everything smaller; so it is made to fit by itself. It is
 * measured as the screen has it, in rem: a page that was laid out for paper before prints its tags in changing order.
 */
function fitWide(): void {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  for (const box of document.querySelectorAll<HTMLElement>(".equation, .table-scroll")) {
    const most = (TURNED_REM / SMALLEST) * rem;
    if (box.scrollWidth > most) splitColumns(box, most);
    const width = box.scrollWidth / rem;
    if (width <= PAPER_REM) continue;
    const isTurned = box.matches(".table-scroll") && PAPER_REM / width < SMALLEST;
    // A table is turned with its caption.
    if (isTurned) (box.closest("figure") ?? box).classList.add("turned");
    const paper = isTurned ? TURNED_REM : PAPER_REM;
    box.style.zoom = String(Math.min(1, Math.floor((1000 * paper) / width) / 1000));
  }
}

nameFormulas();
fixRoots();
fitWide();
