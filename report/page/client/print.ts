/** Run on the page just before it is printed, in the place of the page's own scripts. */
import { mendRoots } from "./roots.js";

/** What the margins of `templates/print.css` leave of the paper's width. */
const BETWEEN_MARGINS = "166mm";

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

/** What is wider than the paper would have the browser print everything smaller; so it is made to fit by itself. */
function fitFormulas(): void {
  const { style } = document.documentElement;
  style.width = BETWEEN_MARGINS;
  for (const equation of document.querySelectorAll<HTMLElement>(".equation")) {
    const { clientWidth, scrollWidth } = equation;
    if (scrollWidth > clientWidth) equation.style.zoom = String(Math.floor((1000 * clientWidth) / scrollWidth) / 1000);
  }
  style.width = "";
}

nameFormulas();
mendRoots();
fitFormulas();
