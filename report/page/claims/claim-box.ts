/** A claim's box: what is stated, where it comes from, what was measured, the verdict, and how it could have failed. */
import type { ClaimResult } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import { controlOdds, controlOutcome, controlTitle, outcomeWords } from "ncsparse-kit/claims/wording";
import { anchorOf } from "../../document/anchors.js";
import type { ClaimBlock, FigureBlock } from "../../document/model.js";
import { cellsTable } from "./cells-table.js";
import type { ChapterContext } from "../context.js";
import { renderFigure } from "../figures/figures.js";
import { renderInline, renderMarkdown } from "../markdown/markdown.js";
import { renderMath } from "../math/math.js";
import { formatNumber } from "../../text/numbers.js";
import { asRequiredHtml, outcomeClass, outcomeHtml } from "./outcome.js";
import { fill } from "../assets/templates.js";

/** The numbered box, with its parts and with the figures that belong to them. */
export async function renderClaim({ claim, figures }: ClaimBlock, chapter: ChapterContext): Promise<string> {
  const [first, ...parts] = statementResults(claim);
  const body = await renderBody(first!, chapter, figures.get(claim.id) ?? []);
  const rendered: object[] = [];
  for (const part of parts)
    rendered.push({ ...head(part, chapter), body: await renderBody(part, chapter, figures.get(part.id) ?? []) });
  return fill("claim", {
    ...head(claim, chapter),
    aliases: claim.aliases.map(anchorOf),
    item: tellsMore(claim) ? inlineIn(chapter)(claim.item) : null,
    provenanceNote: chapter.book.provenance[claim.provenance],
    body,
    parts: rendered,
  });
}

/** What stands above a claim or a part of one, and beside it. */
function head(claim: ClaimResult, chapter: ChapterContext): object {
  const anchor = anchorOf(claim.id);
  return {
    anchor,
    id: claim.id,
    name: chapter.book.claimLabels.get(anchor)!.name,
    title: inlineIn(chapter)(claim.title),
    provenance: claim.provenance,
    ...verdict(claim),
  };
}

/** A statement with its bound, its verdict, its figures, its cells and its control. */
async function renderBody(
  claim: ClaimResult,
  chapter: ChapterContext,
  figures: readonly FigureBlock[],
): Promise<string> {
  const inline = inlineIn(chapter);
  const drawn: string[] = [];
  for (const figure of figures) drawn.push(await renderFigure(figure, chapter));
  return fill("statement", {
    statement: renderMarkdown(claim.statement, chapter.markdown),
    hypotheses: claim.hypotheses.map((text) => inline(clause(text))),
    scope: inline(clause(claim.scope)),
    rule: inline(claim.rule.text),
    bound: claim.bound === null ? null : { tex: renderMath(claim.bound.tex, true) },
    headline: claim.headline.split(/ [|·] /).map(inline),
    ...verdict(claim),
    reason: inline(sentence(claim.expected.reason)),
    use: claim.use === null ? null : inline(shares(claim.use)),
    figures: drawn,
    cells: cellsTable(claim.cells),
    cellCount: claim.cells.length,
    control: control(claim, inline),
  });
}

function inlineIn(chapter: ChapterContext): (text: string) => string {
  return (text) => renderInline(text, chapter.markdown);
}

/** The heading names what is restated; parts, twins and what a finding is about stand beside the box. */
function tellsMore({ item, restates }: ClaimResult): boolean {
  return item !== "none" && item !== restates?.label;
}

function verdict(claim: ClaimResult): object {
  return {
    outcome: outcomeHtml(claim.outcome, outcomeWords(claim)),
    outcomeClass: outcomeClass(claim.outcome),
    expectation: claim.asExpected ? "as expected" : `expected: ${claim.expected.outcome}`,
    deviates: !claim.asExpected,
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
  const { statement, power, cells, outcome, asExpected } = claim.control;
  const words = controlOutcome(claim.control);
  return {
    statement: inline(statement),
    odds: controlOdds(claim),
    how: inline(power.how),
    outcome: asExpected ? asRequiredHtml(words) : outcomeHtml(outcome, words),
    title: controlTitle(claim.control),
    of: claim.id,
    asExpected,
    cells: cells.length === 0 ? null : cellsTable(cells),
    cellCount: cells.length,
  };
}
