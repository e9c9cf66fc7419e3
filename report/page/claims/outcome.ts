/** Outcomes as readers see them: always a shape and a word, the colour only besides. */
import type { Outcome } from "ncsparse-kit";

/** The outcome as HTML: its word, or more that is to be told of it, before which the page's style sets its shape. */
export function outcomeHtml(outcome: Outcome, words: string = outcome): string {
  return `<span class="outcome ${outcomeClass(outcome)}">${words}</span>`;
}

/** What came of a control that behaved as required: a tick, whatever it was found, so that it alarms nobody. */
export function asRequiredHtml(words: string): string {
  return `<span class="outcome as-required">${words}</span>`;
}

/** The signs that `page.css` sets before outcomes, the same shapes as in figures (`OUTCOME_MARKS` of ncsparse); and the tick. */
export const OUTCOME_SIGNS = "●×◇□✓";

/** The outcome as a CSS class: `out-of-range`. */
export function outcomeClass(outcome: Outcome): string {
  return outcome.replaceAll(" ", "-");
}
