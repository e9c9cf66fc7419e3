/** A claim's box: what is stated, where it comes from, what was measured, the verdict, and how it could have failed. */
import type { ClaimResult } from "ncsparse";
import { controlTitle, outcomeWords } from "ncsparse/dist/claims/wording.js";
import type { Output } from "../types.js";
import { cellsTable } from "./cells-table.js";
import { claimAnchor, type Chapter } from "./context.js";
import { renderFigure } from "./figures.js";
import { renderInline, renderMarkdown } from "./markdown.js";
import { renderMath } from "./math.js";
import { formatNumber } from "./numbers.js";
import { outcomeClass, outcomeHtml } from "./outcome.js";
import { fill } from "./templates.js";

/** The numbered box, with the figures that belong to the claim. */
export async function renderClaim(claim: ClaimResult, chapter: Chapter, figures: readonly Output[]): Promise<string> {
  const anchor = claimAnchor(claim.id);
  const inline = (text: string): string => renderInline(text, chapter.markdown);
  const drawn: string[] = [];
  for (const figure of figures) drawn.push(await renderFigure(figure, chapter));
  const cells = cellsTable(claim.cells);
  return fill("claim", {
    ...claim,
    anchor,
    name: chapter.book.claimLabels.get(anchor)!.name,
    title: inline(claim.title),
    item: tellsMore(claim) ? inline(claim.item) : null,
    provenanceNote: chapter.book.provenance[claim.provenance],
    statement: renderMarkdown(claim.statement, chapter.markdown),
    hypotheses: claim.hypotheses.map((text) => inline(clause(text))),
    scope: inline(clause(claim.scope)),
    rule: inline(claim.rule.text),
    bound: claim.bound === null ? null : { tex: renderMath(claim.bound.tex, true) },
    headline: claim.headline.split(/ [|·] /).map(inline),
    ...verdict(claim, inline),
    use: claim.use === null ? null : inline(shares(claim.use)),
    figures: drawn,
    cells,
    cellCount: claim.cells.length,
    control: control(claim, inline),
  });
}

/** The heading names what is restated; parts, twins and what a finding is about stand beside the box. */
function tellsMore({ item, restates }: ClaimResult): boolean {
  return item !== "none" && item !== restates?.label;
}

function verdict(claim: ClaimResult, inline: (text: string) => string): object {
  return {
    outcome: outcomeHtml(claim.outcome, outcomeWords(claim)),
    outcomeClass: outcomeClass(claim.outcome),
    expectation: claim.asExpected ? "as expected" : `expected: ${claim.expected.outcome}`,
    deviates: !claim.asExpected,
    reason: inline(sentence(claim.expected.reason)),
  };
}

/** Text without its final stop, to stand in a list of clauses. */
function clause(text: string): string {
  return text.trim().replace(/\.$/, "");
}

/** Text with a final stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text.trim()) ? text : `${text}.`;
}

/** "sharp on 60 %, loose on 20 %, vacuous on 20 % of the grid": shares that are zero are left out. */
function shares(use: NonNullable<ClaimResult["use"]>): string {
  const named = (["sharp", "loose", "vacuous"] as const).filter((name) => use[name] > 0);
  const parts = named.map((name) => `${name} on ${formatNumber(Math.round(100 * use[name]))}\u202f%`);
  return parts.length === 0 ? "" : `${parts.join(", ")} of the grid (${use.scale})`;
}

function control(claim: ClaimResult, inline: (text: string) => string): object {
  const { statement, power, cells, outcome, expected, asExpected } = claim.control;
  return {
    statement: inline(statement),
    power: formatNumber(power.value),
    how: inline(power.how),
    outcome: outcomeHtml(outcome),
    outcomeClass: outcomeClass(outcome),
    title: controlTitle(claim.control),
    asExpected,
    verdict: expected === "holds" ? "It was found to hold." : "It was caught.",
    verb: expected === "holds" ? "It is found to hold" : "It fails",
    cells: cells.length === 0 ? null : cellsTable(cells),
    cellCount: cells.length,
  };
}
