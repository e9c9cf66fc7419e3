/** Outcomes and provenance as readers see them: always a shape and a word, the colour only besides. */
import type { Outcome, Provenance } from "ncsparse";

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

/** What each provenance means, for the note beside a box. */
export const PROVENANCE_NOTES: Readonly<Record<Provenance, string>> = {
  stated: "the surviving text states it in full",
  reconstructed: "formula lost; restated from the paper’s prose and proof",
  ours: "not in the paper; the comparison needs it",
};
