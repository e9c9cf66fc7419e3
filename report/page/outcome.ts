/** Outcomes as readers see them: always a shape and a word, the colour only besides. */
import type { Outcome } from "ncsparse";

/** The outcome as HTML: its word, before which the page's style sets its shape. */
export function outcomeHtml(outcome: Outcome): string {
  return `<span class="outcome ${outcomeClass(outcome)}">${outcome}</span>`;
}

/** The signs that `page.css` sets before outcomes, the same shapes as in figures (`OUTCOME_MARKS` of ncsparse). */
export const OUTCOME_SIGNS = "●×◇□";

/** The outcome as a CSS class: `out-of-range`. */
export function outcomeClass(outcome: Outcome): string {
  return outcome.replaceAll(" ", "-");
}
