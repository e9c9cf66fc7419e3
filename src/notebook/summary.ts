/** A claim's result for readers of the notebook itself, where the report's box is not at hand. */
import type { ClaimResult } from "../claims/result.js";
import { controlTitle, outcomeWords } from "../claims/wording.js";

/** Markdown with $TeX$: title, statement, bound, numbers, verdict, control. */
export function claimMarkdown(result: ClaimResult): string {
  const { bound, control, expected } = result;
  return [
    `**${result.title}** (${result.item}, ${result.restates?.relation ?? result.provenance}; \`${result.id}\`)`,
    result.statement,
    ...(bound ? [`$$${bound.tex}$$`] : []),
    `**${verdict(result)}** — ${result.headline}. Expected: ${expected.outcome}. ${expected.reason}`,
    `*${controlTitle(control)}.* ${control.statement} Outcome of this control: **${control.outcome}**.`,
  ].join("\n\n");
}

/** One line for terminals. */
export function claimText(result: ClaimResult): string {
  return `${result.id}: ${verdict(result)} (${result.headline}); control ${result.control.outcome}`;
}

function verdict(result: ClaimResult): string {
  return `${outcomeWords(result)}, ${result.asExpected ? "as expected" : "NOT as expected"}`;
}
