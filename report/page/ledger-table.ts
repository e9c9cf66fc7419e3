/** The ledger: one row a claim, with the verdict first; and what went wrong, named before everything else. */
import type { CellResult, Outcome } from "ncsparse";
import type { ExecutedNotebook, LedgerEntry } from "../types.js";
import type { Book } from "./context.js";
import { renderInline, type MarkdownContext } from "./markdown.js";
import { formatInterval, formatNumber } from "./numbers.js";
import { outcomeClass, outcomeHtml } from "./outcome.js";
import { fill } from "./templates.js";
import { slug } from "./text.js";

/** The ledger's table and the sentence above it. */
export function renderLedger(ledger: readonly LedgerEntry[], book: Book, context: MarkdownContext): string {
  if (ledger.length === 0) return "";
  return fill("ledger", { summary: summary(ledger), rows: ledger.map((entry) => row(entry, book, context)) });
}

function row(entry: LedgerEntry, book: Book, context: MarkdownContext): object {
  const cell = representative(entry.cells);
  return {
    anchor: entry.anchor,
    label: book.claimLabels.get(entry.anchor) ?? entry.id,
    title: renderInline(entry.title, context),
    item: entry.item === "none" ? "" : renderInline(entry.item, context),
    outcome: outcomeHtml(entry.outcome),
    outcomeClass: outcomeClass(entry.outcome),
    deviates: !entry.asExpected || !entry.control.caught,
    expectation: expectation(entry),
    provenance: entry.provenance,
    measured: cell === null ? "–" : formatInterval(cell.measured ?? cell.estimate),
    bound: cell === null ? "–" : formatNumber(cell.bound ?? cell.target),
    tightness: tightness(entry.cells),
  };
}

function expectation(entry: LedgerEntry): string {
  const control = entry.control.caught ? "" : "; control not caught";
  return (entry.asExpected ? "as expected" : `expected ${entry.expected.outcome}`) + control;
}

/** The cell that stands for a claim: of those in range, the one of median tightness (the lower median). */
export function representative(cells: readonly CellResult[]): CellResult | null {
  const inRange = cells.filter((cell) => cell.outcome !== "out of range");
  const looseness = (cell: CellResult): number => cell.tightness ?? Math.abs(cell.estimate.value - cell.target);
  const ordered = [...(inRange.length > 0 ? inRange : cells)].sort((a, b) => looseness(a) - looseness(b));
  return ordered[Math.floor((ordered.length - 1) / 2)] ?? null;
}

/** The range of bound / measured over the grid, e.g. "1.2–14". */
function tightness(cells: readonly CellResult[]): string {
  const ratios = cells.flatMap((cell) =>
    cell.tightness === null || cell.outcome === "out of range" ? [] : [cell.tightness],
  );
  if (ratios.length === 0) return "–";
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(formatNumber);
  return low === high ? `${low}` : `${low}\u2009–\u2009${high}`;
}

const OUTCOMES: readonly Outcome[] = ["holds", "violated", "inconclusive", "out of range"];

/** "14 claims: 11 hold, 2 violated ...; all as expected; every control was caught." */
function summary(ledger: readonly LedgerEntry[]): string {
  const counted = OUTCOMES.flatMap((outcome) => {
    const count = ledger.filter((entry) => entry.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome === "holds" && count > 1 ? "hold" : outcome}`];
  });
  const unexpected = ledger.filter((entry) => !entry.asExpected).length;
  const missed = ledger.filter((entry) => !entry.control.caught).length;
  return [
    `${ledger.length} ${ledger.length === 1 ? "claim" : "claims"}: ${counted.join(", ")}`,
    unexpected === 0 ? "all as expected" : `${unexpected} not as expected`,
    missed === 0
      ? "every control was caught"
      : `${missed} ${missed === 1 ? "control was" : "controls were"} not caught`,
  ].join("; ");
}

/** What a reader must know before anything else: failed cells, deviations, controls that slipped through. */
export function alarms(
  notebooks: readonly ExecutedNotebook[],
  ledger: readonly LedgerEntry[],
): { anchor: string; text: string }[] {
  const failed = notebooks.flatMap((notebook) =>
    notebook.failures.map((failure) => ({
      anchor: slug(notebook.name),
      text: `${notebook.name}: cell ${failure.codeCellNumber} failed (${failure.kind}): ${failure.ename}: ${failure.evalue}`,
    })),
  );
  const deviating = ledger.flatMap((entry) => [
    ...(entry.asExpected
      ? []
      : [{ anchor: entry.anchor, text: `${entry.id}: ${entry.outcome}, but ${entry.expected.outcome} was expected` }]),
    ...(entry.control.caught
      ? []
      : [{ anchor: entry.anchor, text: `${entry.id}: its control was not caught (${entry.control.outcome})` }]),
  ]);
  return [...failed, ...deviating];
}
