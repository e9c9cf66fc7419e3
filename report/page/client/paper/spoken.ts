/** What formulas and links say, for those who have a PDF read to them. */
import { wordsOf } from "./words.js";

/** Tells the PDF's maker a formula from a picture: `report/pdf/ua/figures.ts` takes it away again. */
const FORMULA_MARK = "\u{E000}";

/**
 * On screen MathML speaks for a formula. On paper a tag for each of its many boxes would make the file much larger and read
 * out as fragments, so a formula is one element with a text. A simple one without MathML is text as it is, unless it has
 * raised or lowered parts, which text alone would run together. A formula with a link in it stays as it is, for the link's
 * sake.
 */
export function nameFormulas(): void {
  for (const formula of document.querySelectorAll("math, .lean:has(sup, sub)")) {
    if (formula.querySelector("a") !== null) continue;
    formula.setAttribute("role", "img");
    formula.setAttribute("aria-label", FORMULA_MARK + wordsOf(formula));
  }
}

/** Writes into every link what it says, for `report/pdf/print.ts` to read once the page is printed. */
export function nameLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]"))
    link.dataset.words = link.getAttribute("aria-label") ?? wordsOf(link);
}
