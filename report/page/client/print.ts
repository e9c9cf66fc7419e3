/** Run on the page just before it is printed, in the place of the page's own scripts. */
import { mendRoots } from "./roots.js";

/** What the margins of `templates/print.css` leave of the paper's width, 166 mm, in its root's size of 10.2 pt. */
const PAPER_REM = 166 / 25.4 / (10.2 / 72);

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
function fitFormulas(): void {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  for (const equation of document.querySelectorAll<HTMLElement>(".equation")) {
    const width = equation.scrollWidth / rem;
    if (width > PAPER_REM) equation.style.zoom = String(Math.floor((1000 * PAPER_REM) / width) / 1000);
  }
}

nameFormulas();
mendRoots();
fitFormulas();
