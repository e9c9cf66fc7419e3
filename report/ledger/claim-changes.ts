/** What a claim is in one run and in another: its words, its expectation, its rule, its grid and its control. */
import type { BoundDisplay, CellResult, ControlResult, Outcome, VerdictRule } from "ncsparse-kit";
import type { LedgerEntry } from "../types.js";
import { pairCells } from "./cell-pairs.js";
import { arrow, changesBy, differ, reworded, type Change, type Facets } from "./change.js";
import { gridChanges, type GridContext } from "./grid-changes.js";

/** Every change of a claim between two runs, whatever its effect. */
export function claimChanges(before: LedgerEntry, after: LedgerEntry): Change[] {
  const sameProfile = before.profile === after.profile;
  return changesBy(CLAIM, before, after, {
    sameProfile,
    sameDraws: sameProfile && before.seed === after.seed,
    rule: after.rule.kind,
    mustHold: before.expected.outcome === "holds" && after.expected.outcome === "holds",
  });
}

const CLAIM: Facets<LedgerEntry, GridContext> = {
  schemaVersion: null,
  id: null, // by which claims are matched
  expected: expectationChanges,
  statement: text("statement", "statement"),
  hypotheses: hypothesesChanges,
  scope: text("scope", "scope"),
  title: text("title", "title"),
  item: text("item", "item of the paper"),
  restates: ({ restates: before }, { restates: after }) =>
    reworded("what it restates", restated(before), restated(after)),
  provenance: text("provenance", "provenance"),
  bound: boundChanges,
  rule: (before, after, { mustHold }) => ruleChanges(before.rule, after.rule, mustHold),
  cells: (before, after, context) => gridChanges("", before.cells, after.cells, context),
  outcome: (before, after) => combinedChange("", before, after),
  use: (before, after) => reworded("scale of its use", before.use?.scale ?? null, after.use?.scale ?? null),
  control: (before, after, context) =>
    changesBy(CONTROL, before.control, after.control, { ...context, mustHold: false }),
  finding: ({ finding: before }, { finding: after }) =>
    before !== null && after === null ? [{ effect: "noted", what: "finding", words: { before, after } }] : [],
  asExpected: null, // follows from outcome and expectation
  profile: null, // a condition of the run, as the seed
  seed: null,
  draws: null, // the cells' sum
  headline: null, // told of the cells
  notebook: null, // where it is shown
  anchor: null,
  label: null, // says again what it restates, or where it stands
  parts: null, // each is compared as a statement of its own
  aliases: null, // told where a claim is gone
};

const CONTROL: Facets<ControlResult, GridContext> = {
  statement: (before, after) => reworded("the control's statement", before.statement, after.statement),
  power: ({ power: before }, { power: after }, { sameProfile }) => {
    if (!sameProfile) return [];
    const what = `the control's power: ${arrow(before.value, after.value)}`;
    return [
      ...(differ(before.value, after.value) ? [{ effect: "changed", what } as const] : []),
      ...reworded("how the control's power is computed", before.how, after.how),
    ];
  },
  cells: (before, after, context) => gridChanges("the control's ", before.cells, after.cells, context),
  outcome: (before, after) => combinedChange("the control's ", before, after),
  expected: ({ expected: before }, { expected: after }) =>
    before === after ? [] : [{ effect: "flipped", what: `the control's expectation: ${before} → ${after}` }],
  selfTest: ({ selfTest: before }, { selfTest: after }) =>
    before === after
      ? []
      : [{ effect: after ? "weakened" : "strengthened", what: `the control: ${kindOf(before)} → ${kindOf(after)}` }],
  asExpected: null, // follows from its outcome
};

function kindOf(selfTest: boolean): string {
  return selfTest ? "a self-test" : "a statement near the claim";
}

type TextField = "statement" | "scope" | "title" | "item" | "provenance";

function text(field: TextField, what: string) {
  return (before: LedgerEntry, after: LedgerEntry): Change[] => reworded(what, before[field], after[field]);
}

/** E.g. "Theorem 4.3, sharpened"; null for a finding of ours. */
function restated(what: LedgerEntry["restates"]): string | null {
  return what === null ? null : `${what.label}, ${what.relation}`;
}

/** An expectation that flips with the outcome comes out "as expected": nothing else in a run tells of it. */
function expectationChanges(before: LedgerEntry, after: LedgerEntry): Change[] {
  const told = ({ expected, outcome }: LedgerEntry): string => `expected ${expected.outcome}, came out ${outcome}`;
  const what = before.outcome === after.outcome ? "expectation" : "expectation and outcome together";
  const [was, is] = [before.expected, after.expected];
  return [
    ...(was.outcome === is.outcome
      ? []
      : [{ effect: "flipped", what: `${what}: ${told(before)} → ${told(after)}` } as const]),
    ...reworded("reason of the expectation", was.reason, is.reason).map(
      (change) => ({ ...change, effect: "noted" }) as const,
    ),
  ];
}

/** A condition more makes a claim weaker; their order is none of its words. */
function hypothesesChanges({ hypotheses: before }: LedgerEntry, { hypotheses: after }: LedgerEntry): Change[] {
  const [dropped, added] = [without(before, after), without(after, before)];
  if (dropped.length === 0 && added.length === 0) return [];
  const words = { before: dropped.join("\n") || null, after: added.join("\n") || null };
  return [{ effect: dropped.length === 0 ? "weakened" : "changed", what: "hypotheses", words }];
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return texts.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const BOUND: Facets<BoundDisplay, null> = {
  tex: (before, after) => reworded("the bound's TeX", before.tex, after.tex),
  expression: (before, after) => reworded("the bound's expression", before.expression, after.expression),
  function: (before, after) => reworded("the bound's function", before.function, after.function),
};

function boundChanges({ bound: before }: LedgerEntry, { bound: after }: LedgerEntry): Change[] {
  if (before !== null && after !== null) return changesBy(BOUND, before, after, null);
  return reworded("bound", before?.tex ?? null, after?.tex ?? null);
}

/** Every field of a rule: its kind, its level, tolerance or sign, its text. */
function ruleChanges(before: VerdictRule, after: VerdictRule, mustHold: boolean): Change[] {
  const [was, is] = [before, after] as unknown as Record<string, string | number | undefined>[];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field): Change[] => {
    const [old, now] = [was![field], is![field]];
    if (old === now) return [];
    if (typeof old !== "number" || typeof now !== "number")
      return reworded(field === "text" ? "rule" : `the rule's ${field}`, told(old), told(now));
    const effect = mustHold && now > old ? "weakened" : "changed";
    return [{ effect, what: `the rule's ${field}: ${old} → ${now}` }];
  });
}

function told(value: string | number | undefined): string | null {
  return value === undefined ? null : String(value);
}

/** Another outcome of the same cells: the rule that combines them is another. */
function combinedChange(
  whose: string,
  before: { outcome: Outcome; cells: readonly CellResult[] },
  after: { outcome: Outcome; cells: readonly CellResult[] },
): Change[] {
  const { both, deleted, added } = pairCells(before.cells, after.cells);
  const sameCells = deleted.length + added.length === 0 && both.every(([was, is]) => was.outcome === is.outcome);
  if (before.outcome === after.outcome || !sameCells) return [];
  return [{ effect: "changed", what: `${whose}outcome of the same cells: ${before.outcome} → ${after.outcome}` }];
}
