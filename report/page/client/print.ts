/** Run on the page just before it is printed, in the place of the page's own scripts. */
import { mendRoots } from "./roots.js";

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

nameFormulas();
mendRoots();
