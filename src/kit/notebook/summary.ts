/** A claim's result in words, for readers of the notebook itself. */
import { statementResults } from "../claims/parts.js";
import type { ClaimResult } from "../claims/result.js";
import { controlOdds, controlOutcome, controlTitle, outcomeWords } from "../claims/wording.js";

/** Markdown with $TeX$: title, statement, bound, numbers, verdict, control; then the same of each part. */
export function claimMarkdown(result: ClaimResult): string {
  const texts = statementResults(result).map(statementMarkdown);
  return [`**${result.title}** (${result.item}, ${origin(result)})`, ...texts].join("\n\n");
}

function statementMarkdown(result: ClaimResult, index: number): string {
  const { bound, expected } = result;
  return [
    ...(index === 0 ? [] : [`*Part ${index + 1}.* **${result.title}** (${origin(result)})`]),
    result.statement,
    ...(bound ? [`$$${bound.tex}$$`] : []),
    `**${verdict(result)}** — ${result.headline}. Expected: ${expected.outcome}. ${expected.reason}`,
    controlMarkdown(result),
  ].join("\n\n");
}

/** The control: what it states, what came of it, and how likely that was. */
export function controlMarkdown(result: ClaimResult): string {
  const { statement, power, asExpected } = result.control;
  const outcome = `${asExpected ? "" : "**NOT AS REQUIRED**: "}${controlOutcome(result.control)}`;
  return `*${controlTitle(result.control)}.* ${statement} This control was ${outcome}. ${controlOdds(result)} (${power.how}).`;
}

/** "corrected; `D3.5-trend`" */
export function origin({ restates, provenance, id }: ClaimResult): string {
  return `${restates?.relation ?? provenance}; \`${id}\``;
}

/** One line a statement for terminals. */
export function claimText(result: ClaimResult): string {
  return statementResults(result)
    .map((one) => `${one.id}: ${verdict(one)} (${one.headline}); control ${controlOutcome(one.control)}`)
    .join("\n");
}

/** "holds, as expected" */
export function verdict(result: ClaimResult): string {
  return `${outcomeWords(result)}, ${result.asExpected ? "as expected" : "NOT as expected"}`;
}
