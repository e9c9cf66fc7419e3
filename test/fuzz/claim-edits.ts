/** Claims of any shape, and what can be done to one between two runs: what makes it say less, and what does not. */
import fc from "fast-check";
import type { CellResult, Interval, Outcome, VerdictRule } from "ncsparse";
import type { LedgerEntry } from "../../report/types.js";
import { ledgerEntry, SPARSITY_CLAIM } from "../fixtures/report/claims.js";

const OUTCOMES: readonly Outcome[] = ["holds", "violated", "inconclusive", "out of range"];

const number = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom("$a \\le b$", "x\ny", "```", "| a |", "</details>", "\u001b[2J", "__proto__", " "),
);

const interval: fc.Arbitrary<Interval> = fc
  .tuple(number, number, number)
  .map((ends) => ends.sort((a, b) => a - b))
  .map(([low, value, high]) => ({ low: low, value: value, high: high }));

const parameters = fc.dictionary(
  fc.constantFrom("n", "k", "input", "a b", "toString"),
  fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom("gauss", "1", "n=1")),
  { minKeys: 1, maxKeys: 3 },
);

const cell: fc.Arbitrary<CellResult> = fc.record({
  parameters,
  draws: fc.oneof(fc.constant(0), fc.integer({ min: 2, max: 1_000 })),
  failures: fc.option(fc.integer({ min: 0, max: 9 })),
  estimate: interval,
  target: number,
  measured: fc.option(interval),
  bound: fc.option(number),
  boundAt: fc.constantFrom(null, { R: 1 }),
  trivial: fc.option(number),
  tightness: fc.option(number),
  use: fc.constantFrom("sharp", "loose", "vacuous", null),
  outcome: fc.constantFrom(...OUTCOMES),
  note: words,
});

const rule: fc.Arbitrary<VerdictRule> = fc.oneof(
  fc.record({ kind: fc.constant("failure-rate" as const), delta: number, text: words }),
  fc.record({ kind: fc.constantFrom("ratio" as const, "difference" as const), tolerance: number, text: words }),
  fc.record({ kind: fc.constant("sign" as const), sign: fc.constantFrom("negative", "positive"), text: words }),
  fc.record({ kind: fc.constant("inequality" as const), text: words }),
);

/** A claim as expected whose control is, too, with a point of its grid once, as every grid here has it. */
const claim: fc.Arbitrary<LedgerEntry> = fc
  .record({
    title: words,
    statement: words,
    scope: words,
    item: words,
    hypotheses: fc.array(words, { maxLength: 3 }),
    rule,
    reason: words,
    outcome: fc.constantFrom(...OUTCOMES),
    cells: fc.uniqueArray(cell, { minLength: 1, maxLength: 5, selector: pointOf }),
    controlCells: fc.uniqueArray(cell, { minLength: 1, maxLength: 3, selector: pointOf }),
    bound: fc.option(fc.record({ tex: words, expression: fc.option(words), function: fc.option(words) })),
    scale: fc.option(words),
  })
  .map(({ reason, controlCells, scale, outcome, ...rest }) => ({
    ...ledgerEntry(SPARSITY_CLAIM, "00-a"),
    ...rest,
    outcome,
    asExpected: true,
    expected: { outcome, reason },
    use: scale === null ? null : { sharp: 1, loose: 0, vacuous: 0, scale },
    control: { ...SPARSITY_CLAIM.control, cells: controlCells },
  }));

export const claims: fc.Arbitrary<LedgerEntry[]> = fc
  .array(claim, { minLength: 1, maxLength: 4 })
  .map((list) => list.map((one, i) => ({ ...one, id: `C${i}-part`, anchor: `c${i}-part` })));

/** What to do to a claim, with a number and a text to do it with; null where there is nothing to do it to. */
export type Edit = (claim: LedgerEntry, number: number, text: string) => LedgerEntry | null;

function pointOf({ parameters: point }: CellResult): string {
  return JSON.stringify(Object.entries(point).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The claim with one of its cells, or of its control's, replaced; null where that leaves it as it is. */
function inCell(change: (cell: CellResult, number: number) => Partial<CellResult> | null): Edit {
  return inCells((cells, number) => {
    if (cells.length === 0) return null;
    const at = number % cells.length;
    const changed = change(cells[at]!, number);
    return changed && cells.map((one, i) => (i === at ? { ...one, ...changed } : one));
  });
}

function inCells(change: (cells: CellResult[], number: number) => CellResult[] | null): Edit {
  return (one, number) => {
    const ofControl = number % 3 === 0;
    const cells = change(ofControl ? one.control.cells : one.cells, number);
    if (cells === null) return null;
    return ofControl ? { ...one, control: { ...one.control, cells } } : { ...one, cells };
  };
}

const reworded = (change: (claim: LedgerEntry, text: string) => Partial<LedgerEntry> | null): Edit => {
  return (one, _, text) => {
    const changed = change(one, text);
    return changed && { ...one, ...changed };
  };
};
const controlled = (change: (control: LedgerEntry["control"], text: string) => Partial<LedgerEntry["control"]>): Edit =>
  reworded((one, text) => ({ control: { ...one.control, ...change(one.control, text) } }));
const another = <T>(values: readonly T[], value: T, number: number): T =>
  values.filter((one) => one !== value)[number % (values.length - 1)]!;

/** `text` is never part of a claim, so that every one of these is a change. */
export const WEAKENINGS: Readonly<Record<string, Edit>> = {
  statement: reworded((one, text) => ({ statement: one.statement + text })),
  title: reworded((one, text) => ({ title: text + one.title })),
  scope: reworded((_, text) => ({ scope: text })),
  item: reworded((_, text) => ({ item: text })),
  restatement: reworded((_, text) => ({ restates: { label: text, relation: "sharpened" } })),
  provenance: reworded(() => ({ provenance: "stated" })),
  "hypothesis added": reworded((one, text) => ({ hypotheses: [text, ...one.hypotheses] })),
  "hypothesis dropped": reworded((one) =>
    one.hypotheses.length === 0 ? null : { hypotheses: one.hypotheses.slice(1) },
  ),
  "bound's TeX": reworded(({ bound }, text) => bound && { bound: { ...bound, tex: text } }),
  "bound's expression": reworded(({ bound }, text) => bound && { bound: { ...bound, expression: text } }),
  "bound's function": reworded(({ bound }, text) => bound && { bound: { ...bound, function: text } }),
  "bound dropped": reworded(({ bound }) => bound && { bound: null }),
  "rule's text": reworded((one, text) => ({ rule: { ...one.rule, text } })),
  "rule's kind": (one, number) => ({
    ...one,
    rule: {
      kind: another(["ratio", "difference"] as const, one.rule.kind as "ratio", number % 2),
      tolerance: 1,
      text: "",
    },
  }),
  "rule's level": (one, number) => {
    if ("delta" in one.rule) return { ...one, rule: { ...one.rule, delta: one.rule.delta * (2 + number) } };
    return "tolerance" in one.rule
      ? { ...one, rule: { ...one.rule, tolerance: one.rule.tolerance / (2 + number) } }
      : null;
  },
  "rule's sign": reworded(({ rule: old }) =>
    "sign" in old ? { rule: { ...old, sign: old.sign === "negative" ? "positive" : "negative" } } : null,
  ),
  "flipped pair": (one, number) => {
    const outcome = another(OUTCOMES, one.outcome, number);
    return { ...one, outcome, expected: { ...one.expected, outcome } };
  },
  "flipped expectation": (one, number) => {
    const outcome = another(OUTCOMES, one.expected.outcome, number);
    return { ...one, asExpected: false, expected: { ...one.expected, outcome } };
  },
  "scale of use": reworded(({ use }, text) => use && { use: { ...use, scale: text } }),
  "use dropped": reworded(({ use }) => use && { use: null }),
  "cell deleted": inCells((cells, number) => cells.filter((_, i) => i !== number % cells.length)),
  "cell moved": inCell((_, number) => ({ parameters: { moved: number } })),
  "cell out of range": inCell(({ outcome }) => (outcome === "out of range" ? null : { outcome: "out of range" })),
  "fewer draws": inCell(({ draws }, number) => (draws === 0 ? null : { draws: number % draws })),
  "drawn instead of exact": inCell(({ draws }, number) => (draws > 0 ? null : { draws: 1 + number })),
  "target moved": inCell(({ target }) => ({ target: target * 1.001 })),
  "bound moved": inCell(({ bound }) => (bound === null ? null : { bound: bound * 1.001 })),
  "trivial bound moved": inCell(({ trivial }) => (trivial === null ? null : { trivial: trivial * 1.001 })),
  "comparison dropped": inCell(({ bound }) =>
    bound === null ? null : { bound: null, trivial: null, tightness: null, use: null },
  ),
  "another level": inCell(({ estimate }) => ({ estimate: { ...estimate, high: estimate.high * 1.1 } })),
  "another verdict on the same numbers": inCell(({ outcome }, number) => {
    const other = another(OUTCOMES, outcome, number);
    return outcome === "out of range" || other === "out of range" ? null : { outcome: other };
  }),
  "control's statement": controlled((_, text) => ({ statement: text })),
  "control's power": controlled(({ power }) => ({ power: { ...power, value: power.value * 0.99 } })),
  "control's power, how": controlled(({ power }, text) => ({ power: { ...power, how: text } })),
};

/** What is behind a claim grows, or is only told otherwise. */
export const STRENGTHENINGS: Readonly<Record<string, Edit>> = {
  "cells added": inCells(([first, ...rest], number) =>
    first === undefined ? null : [{ ...first, parameters: { added: number } }, first, ...rest],
  ),
  "more draws": inCell(({ draws }, number) => (draws === 0 ? null : { draws: draws + 1 + number })),
  "cells in another order": inCells((cells) => [...cells].reverse()),
  "parameters in another order": inCell((one) => ({
    parameters: Object.fromEntries(Object.entries(one.parameters).reverse()),
  })),
  "hypotheses in another order": reworded((one) => ({ hypotheses: [...one.hypotheses].reverse() })),
  "reason worded anew": reworded((one, text) => ({ expected: { ...one.expected, reason: text } })),
  "shown elsewhere": reworded((_, text) => ({ notebook: text, headline: text })),
  "taken into range": inCell(({ outcome }) => (outcome === "out of range" ? { outcome: "holds" } : null)),
  "note of a cell": inCell((one) => ({ note: `${one.note}!` })),
};
