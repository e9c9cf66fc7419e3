/** The ledger: one row a claim, with the verdict first; and what went wrong, named before everything else. */
import type { CellResult, Outcome } from "ncsparse-kit";
import { statementResults } from "ncsparse-kit/claims/parts";
import { outcomeWords } from "ncsparse-kit/claims/wording";
import { OUTCOMES, problemsOf, tally } from "../../ledger/tally.js";
import { errorRateOf, percentLeft, percentUp } from "../../ledger/error-rate.js";
import { controlsWords, countWords, expectationWords, totalsOf } from "../../ledger/totals.js";
import { anchorOf } from "../../document/anchors.js";
import type { Chapter, ReportDocument } from "../../document/model.js";
import type { LedgerEntry } from "../../types.js";
import type { Book, UndrawnFigure } from "../context.js";
import { renderInline, type MarkdownContext } from "../markdown/markdown.js";
import { formatNumber, formatParameter } from "../../text/numbers.js";
import { itemsTable } from "./items-table.js";
import { outcomeClass, outcomeHtml } from "./outcome.js";
import { fill } from "../assets/templates.js";
import { escapeHtml } from "../../text/escape.js";
import { tightnessAxis, tightnessBar } from "./tightness-chart.js";

/** The ledger's table, grouped by chapter, and the sentence above it. */
export function renderLedger(
  { ledger, items }: Pick<ReportDocument, "ledger" | "items">,
  book: Book,
  context: MarkdownContext,
): string {
  if (ledger.length === 0) return "";
  const groups = [...new Set(ledger.map(({ notebook }) => notebook))].map((notebook) => {
    const anchor = anchorOf(notebook);
    const chapter = book.chapterTitles.get(anchor);
    const entries = ledger.filter((entry) => entry.notebook === notebook);
    return {
      anchor,
      number: chapter?.number ?? "",
      title: chapter === undefined || chapter.isName ? escapeHtml(notebook) : renderInline(chapter.title, context),
      plainTitle: chapter === undefined ? notebook : chapter.title.replace(/\$|<\/?[a-zA-Z][^>]*>/g, ""),
      rows: entries.map((entry) => row(entry, book, context)),
    };
  });
  return fill("ledger", {
    items: itemsTable(items, book, context),
    isFolded: items.length > 0 && ledger.every((entry) => problemsOf(entry).length === 0),
    summary: summary(ledger),
    count: ledger.length,
    noun: ledger.length === 1 ? "claim" : "claims",
    groups,
    outcomes: OUTCOMES.filter((outcome) => ledger.some((entry) => outcomesOf(entry).includes(outcome))).map(
      (outcome) => ({
        value: outcomeClass(outcome),
        text: outcome,
      }),
    ),
    provenances: [...new Set(ledger.map(({ provenance }) => provenance))].sort(),
    axis: tightnessAxis(),
    level: levelOf(ledger),
  });
}

function row(entry: LedgerEntry, book: Book, context: MarkdownContext): object {
  const decisive = entry.cells.filter(({ outcome }) => outcome === entry.outcome);
  const cell = representative(decisive.length > 0 ? decisive : entry.cells);
  const problems = problemsOf(entry);
  return {
    anchor: entry.anchor,
    label: book.claimLabels.get(entry.anchor)?.short ?? entry.id,
    title: renderInline(entry.title, context),
    outcome: outcomeHtml(entry.outcome, outcomeWords(entry)),
    outcomeClass: outcomeClass(entry.outcome),
    expectation: problems.length > 0 ? { text: problems.join("; ") } : null,
    parts: partsOf(entry),
    outcomes: outcomesOf(entry).map(outcomeClass).join(" "),
    provenance: entry.provenance,
    measured: cell === null ? "–" : formatNumber((cell.measured ?? cell.estimate).value),
    bound: cell === null ? "–" : formatNumber(cell.bound ?? cell.target),
    tightness: tightness(entry.cells),
  };
}

/** Those of its statements: what the filter finds a claim by. */
function outcomesOf(entry: LedgerEntry): Outcome[] {
  return [...new Set(statementResults(entry).map(({ outcome }) => outcome))];
}

/** "3 parts", or "3 parts: 2 hold, 1 violated" where they did not come out alike; null for a single statement. */
function partsOf(entry: LedgerEntry): object | null {
  if (entry.parts.length === 0) return null;
  const statements = statementResults(entry);
  const told = outcomesOf(entry).length === 1 ? "" : `: ${tally(statements)}`;
  return { text: `${statements.length} parts${told}` };
}

/** The cell that stands for a claim: of those in range, the one of median tightness (the lower median). */
export function representative(cells: readonly CellResult[]): CellResult | null {
  const inRange = cells.filter((cell) => cell.outcome !== "out of range");
  const looseness = (cell: CellResult): number => cell.tightness ?? Math.abs(cell.estimate.value - cell.target);
  const ordered = [...(inRange.length > 0 ? inRange : cells)].sort((a, b) => looseness(a) - looseness(b));
  return ordered[Math.floor((ordered.length - 1) / 2)] ?? null;
}

/** The range of bound / measured over the grid: as a bar, and as text, e.g. "1.2–14"; what is not positive
 * has no place on a logarithmic axis. Null where no cell has a ratio. */
function tightness(cells: readonly CellResult[]): object | null {
  const ratios = cells.flatMap((cell) =>
    cell.tightness === null || cell.outcome === "out of range" ? [] : [cell.tightness],
  );
  if (ratios.length === 0) return null;
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
  const ends = [...new Set([low, high].map(formatNumber))];
  return { path: low > 0 ? tightnessBar(low, high) : "", range: ends.join("\u2009–\u2009") };
}

/** "14 claims: 11 hold, 3 violated; all as expected; all 14 controls behaved as required" */
function summary(ledger: readonly LedgerEntry[]): string {
  const totals = totalsOf(ledger);
  return [countWords(totals), expectationWords(totals), controlsWords(totals)].join("; ");
}

/** What the guide derives the level from. */
function levelOf(ledger: readonly LedgerEntry[]): object {
  const { oneSided, band, atMost } = errorRateOf(ledger);
  const counts = { oneSided: formatParameter(oneSided), band: formatParameter(band) };
  const drawn = oneSided + band === 0 ? null : formatParameter(oneSided + band);
  return { ...counts, drawn, atMost: percentUp(atMost), right: percentLeft(atMost) };
}

/** What a reader must know before anything else: failed cells, missing figures, deviations, controls that slipped through. */
export function alarms(
  chapters: readonly Pick<Chapter, "name" | "anchor" | "failures">[],
  ledger: readonly LedgerEntry[],
  notDrawn: readonly UndrawnFigure[] = [],
): { anchor: string; text: string }[] {
  const failed = chapters.flatMap(({ name, anchor, failures }) =>
    failures.map((failure) => ({
      anchor,
      text: `${name}: cell ${failure.codeCellNumber} failed (${failure.kind}): ${failure.ename}: ${failure.evalue}`,
    })),
  );
  const deviating = ledger.flatMap((entry) =>
    problemsOf(entry).map((problem) => ({ anchor: entry.anchor, text: `${entry.id}: ${problem}` })),
  );
  const missing = notDrawn.map(({ label, anchor, reason }) => ({ anchor, text: `${label} was not drawn: ${reason}` }));
  return [...failed, ...missing, ...deviating];
}
