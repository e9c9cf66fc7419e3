/**
 * A claim's result as a box, for front ends that show HTML. They sanitise it: kept are the tags and styles used here, and of
 * colours their numbers alone, so that one set of tones must do on light and on dark ground.
 */
import { statementResults } from "../claims/parts.js";
import type { ClaimResult, Outcome } from "../claims/result.js";
import { CHART_COLOURS, type ChartColour } from "../figures/theme.js";
import { cellsHtml } from "./cells-html.js";
import { markdownHtml } from "./markdown-html.js";
import { controlMarkdown, origin, verdict } from "./summary.js";

/** Tones that carry white text. */
const OUTCOME_COLOUR: Readonly<Record<Outcome, ChartColour>> = {
  holds: "greenText",
  violated: "vermillionText",
  inconclusive: "orangeText",
  "out of range": "muted",
};

/**
 * A box in the colour of the outcome: title, statement, bound, numbers, verdict, control, and folded the cells; then the same of
 * each part.
 */
export function claimHtml(result: ClaimResult): string {
  const side = CHART_COLOURS[OUTCOME_COLOUR[result.outcome]].light;
  const style = `border: 1px solid ${CHART_COLOURS.trivial.light}; border-left: 6px solid ${side}; border-radius: 4px; padding: 2px 14px`;
  const title = markdownHtml(`**${result.title}** (${result.item}, ${origin(result)})`);
  return [`<div style="${style}">`, title, ...statementResults(result).map(statementHtml), "</div>"].join("\n");
}

function statementHtml(result: ClaimResult, index: number): string {
  const { bound, expected, headline } = result;
  return [
    ...(index === 0 ? [] : [markdownHtml(`*Part ${index + 1}.* **${result.title}** (${origin(result)})`)]),
    markdownHtml(result.statement),
    ...(bound ? [markdownHtml(`$$${bound.tex}$$`)] : []),
    markdownHtml(`${badge(result)} — ${headline}. Expected: ${expected.outcome}. ${expected.reason}`),
    markdownHtml(controlMarkdown(result)),
    cellsHtml(result.cells),
  ].join("\n");
}

/** The verdict; one against the expectation has the colour of what is violated, whatever it is. */
function badge(result: ClaimResult): string {
  const name = result.asExpected ? OUTCOME_COLOUR[result.outcome] : "vermillionText";
  const style = `background-color: ${CHART_COLOURS[name].light}; color: #ffffff; border-radius: 4px; padding: 1px 6px`;
  return `<strong style="${style}">${verdict(result)}</strong>`;
}
