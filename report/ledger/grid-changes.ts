/** What became of a grid: cells deleted or left out of range, fewer draws, bounds and verdicts that moved by themselves. */
import type { CellResult, Interval, VerdictRule } from "ncsparse-kit";
import { cellName, pairCells } from "./cell-pairs.js";
import {
  arrow,
  changesBy,
  differ,
  ROUNDING,
  type Change,
  type Conditions,
  type Effect,
  type Facets,
} from "./change.js";

/** How a grid's cells are to be read. */
export interface GridContext extends Conditions {
  rule: VerdictRule["kind"];
  /** Whether both runs expect the statement to hold, so that a higher tolerance makes it weaker. */
  mustHold: boolean;
}

/** A cell's change; those of one effect and kind are told together. */
interface CellChange {
  effect: Effect;
  what: string;
  detail: string;
}

/** @param whose what stands before "grid cells", e.g. "the control's " */
export function gridChanges(
  whose: string,
  before: readonly CellResult[],
  after: readonly CellResult[],
  context: GridContext,
): Change[] {
  const { both, deleted, added } = pairCells(before, after);
  const members = (effect: Effect, what: string, cells: readonly CellResult[]): CellChange[] =>
    context.sameProfile ? cells.map((cell) => ({ effect, what, detail: cellName(cell) })) : [];
  return together(whose, [
    ...members("weakened", "deleted grid cells", deleted),
    ...both.flatMap(([was, is]) =>
      changesBy(CELL, was, is, context).map((change) => ({ ...change, detail: `${cellName(is)}: ${change.detail}` })),
    ),
    ...members("strengthened", "added grid cells", added),
  ]);
}

/** As many cells are named as a reader takes in. */
const NAMED = 6;

function together(whose: string, changes: readonly CellChange[]): Change[] {
  const groups = new Map<string, CellChange[]>();
  for (const change of changes) {
    const key = `${change.effect} ${change.what}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((group) => {
    const named = group.slice(0, NAMED).map(({ detail }) => detail);
    const rest = group.length - named.length;
    const list = [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join("; ");
    return { effect: group[0]!.effect, what: `${whose}${group[0]!.what} (${group.length}): ${list}` };
  });
}

const CELL: Facets<CellResult, GridContext, CellChange> = {
  parameters: null, // by which cells are matched
  draws: drawsChange,
  failures: null, // measured
  estimate: (was, is, { sameDraws }) => {
    // The interval of this many failures in this many draws is the same whatever was drawn.
    const counted = was.failures !== null && is.failures !== null;
    return sameDraws || counted ? levelChange("estimate", was, is) : [];
  },
  target: targetChange,
  measured: (was, is, { sameDraws }) => (sameDraws ? levelChange("measured", was, is) : []),
  bound: comparisonChange("bound"),
  boundAt: null, // drawn
  trivial: comparisonChange("trivial"),
  tightness: null, // has a section of its own
  use: (was, is) =>
    sameNumbers(was, is) && was.use !== is.use ? moved("use of the same numbers", was.use, is.use) : [],
  outcome: outcomeChange,
  note: null, // tells of what was measured
};

function drawsChange(was: CellResult, is: CellResult, { sameProfile }: GridContext): CellChange[] {
  if (!sameProfile || was.draws === is.draws) return [];
  // A law that was exact and is drawn now has more draws, and says less.
  if (was.draws === 0) return moved("draws where nothing was random", was.draws, is.draws);
  const fewer = is.draws < was.draws;
  return moved(fewer ? "fewer draws" : "more draws", was.draws, is.draws, fewer ? "weakened" : "strengthened");
}

/** The same data with another interval: the level at which it is judged is another. */
function levelChange(field: "estimate" | "measured", was: CellResult, is: CellResult): CellChange[] {
  const [a, b] = [was[field], is[field]];
  if (a === null || b === null || was.draws !== is.draws || a.value !== b.value) return [];
  if (!differ(a.low, b.low) && !differ(a.high, b.high)) return [];
  return moved(`interval of the same ${field === "estimate" ? "estimate" : "measurement"}`, ends(a), ends(b));
}

/** What a rule tolerates. In an inequality the rounding that it allows may depend on what was drawn. */
function targetChange(was: CellResult, is: CellResult, context: GridContext): CellChange[] {
  const { rule, mustHold, sameDraws } = context;
  const sameExcess = sameDraws && was.estimate.value === is.estimate.value;
  const drawn = rule === "inequality" && !nothingRandom(was, is) && !sameExcess;
  if (drawn || !differ(was.target, is.target)) return [];
  const weaker = (rule === "inequality" || rule === "failure-rate") && mustHold && is.target > was.target;
  return moved("target", was.target, is.target, weaker ? "weakened" : "changed");
}

/** A bound may depend on the draws, as by the largest scale among them: with other draws it moves as the measured does. */
function comparisonChange(field: "bound" | "trivial") {
  const name = field === "bound" ? "bound's value" : "trivial bound's value";
  return (was: CellResult, is: CellResult, { sameDraws }: GridContext): CellChange[] => {
    const [a, b] = [was[field], is[field]];
    if (a === null || b === null) return a === b ? [] : moved(name, a, b, b === null ? "weakened" : "strengthened");
    if (!sameDraws && !nothingRandom(was, is)) return [];
    const slack = sameMeasured(was, is) ? ROUNDING : Math.max(width(was.measured), width(is.measured), ROUNDING);
    return differ(a, b, slack) ? moved(name, a, b) : [];
  };
}

function outcomeChange(was: CellResult, is: CellResult): CellChange[] {
  if (was.outcome === is.outcome) return [];
  if (is.outcome === "out of range") return moved("cells left out of range", was.outcome, is.outcome, "weakened");
  if (was.outcome === "out of range") return moved("cells taken into range", was.outcome, is.outcome, "strengthened");
  if (sameInterval(was.estimate, is.estimate) && was.target === is.target)
    return moved("outcome of the same numbers", was.outcome, is.outcome);
  return moved("cells that came out otherwise", was.outcome, is.outcome, "noted");
}

function moved(
  what: string,
  before: number | string | null,
  after: number | string | null,
  effect: Effect = "changed",
): CellChange[] {
  return [{ effect, what, detail: arrow(before, after) }];
}

function ends({ low, high }: Interval): string {
  return `[${low}, ${high}]`;
}

function nothingRandom(was: CellResult, is: CellResult): boolean {
  return was.draws === 0 && is.draws === 0;
}

function sameMeasured(was: CellResult, is: CellResult): boolean {
  return was.draws === is.draws && sameInterval(was.measured, is.measured);
}

function sameInterval(a: Interval | null, b: Interval | null): boolean {
  return a?.value === b?.value && a?.low === b?.low && a?.high === b?.high;
}

function sameNumbers(was: CellResult, is: CellResult): boolean {
  return (
    sameMeasured(was, is) && (["bound", "trivial", "tightness"] as const).every((field) => was[field] === is[field])
  );
}

/** An interval's width beside its value. */
function width(interval: Interval | null): number {
  return interval === null || interval.value === 0 ? 0 : Math.abs((interval.high - interval.low) / interval.value);
}
