/** Outcomes as readers see them: always a shape and a word, the colour only besides. */
import type { Outcome } from "ncsparse";

/** Paths in a 12 x 12 box; the same shapes as in figures (`OUTCOME_MARKS` of ncsparse). */
const SHAPES: Readonly<Record<Outcome, string>> = {
  holds: '<circle cx="6" cy="6" r="4.6" fill="currentColor"/>',
  violated: '<path d="M2.2 2.2 9.8 9.8M9.8 2.2 2.2 9.8" stroke="currentColor" stroke-width="2.4" fill="none"/>',
  inconclusive: '<path d="M6 1.2 10.8 6 6 10.8 1.2 6Z" stroke="currentColor" stroke-width="1.5" fill="none"/>',
  "out of range":
    '<rect x="1.9" y="1.9" width="8.2" height="8.2" stroke="currentColor" stroke-width="1.4" fill="none"/>',
};

/** The shapes, defined once in the page; every outcome refers to its own. */
export function outcomeShapes(): string {
  const symbols = Object.entries(SHAPES).map(
    ([outcome, shape]) => `<symbol id="mark-${outcomeClass(outcome as Outcome)}" viewBox="0 0 12 12">${shape}</symbol>`,
  );
  return `<svg class="shapes" aria-hidden="true" width="0" height="0">${symbols.join("")}</svg>`;
}

/** The outcome's shape and word, as HTML. */
export function outcomeHtml(outcome: Outcome): string {
  const name = outcomeClass(outcome);
  return `<span class="outcome ${name}"><svg class="mark" aria-hidden="true"><use href="#mark-${name}"/></svg>${outcome}</span>`;
}

/** The outcome as a CSS class: `out-of-range`. */
export function outcomeClass(outcome: Outcome): string {
  return outcome.replaceAll(" ", "-");
}
