import { logWindowFraction } from "../../limit/finite-size.js";
import { typicalSums } from "../../limit/typical-row.js";
import {
  binomialTail,
  logNormalDifference,
  meanInterval,
  normalTailQuantileFromLog,
  quantileInterval,
} from "../../probability/index.js";
import { windowRule } from "../../window/index.js";
import { defineClaim, type Claim, type Context } from "../claim.js";
import { ratioForest } from "../charts.js";
import { fromFunction } from "../display.js";
import { formatNumber } from "../format.js";
import { over } from "../intervals.js";
import type { VerdictRule } from "../result.js";
import { massRange, medianPower } from "./power.js";
import { forEachSample, lnLength } from "./rows.js";
import { FIXED_HYPOTHESIS } from "./words.js";

type RuleCell = { readonly n: "2¹⁴" | "10⁶" | "10¹⁰⁰"; readonly sigma: number; readonly t: number };

const LN_LENGTHS = { "2¹⁴": 14 * Math.LN2, "10⁶": lnLength(6), "10¹⁰⁰": lnLength(100) } as const;
const DRAWS = 400;
const TOLERANCE = 0.1;

const CELLS: readonly RuleCell[] = [
  { n: "2¹⁴", sigma: 1, t: 0.1 },
  { n: "2¹⁴", sigma: 2, t: 0.1 },
  { n: "2¹⁴", sigma: 2, t: 0.5 },
  { n: "10⁶", sigma: 2, t: 0.01 },
  { n: "10⁶", sigma: 3, t: 0.1 },
  { n: "10¹⁰⁰", sigma: 4, t: 0.1 },
];
const CONTROL_CELL: RuleCell = { n: "10⁶", sigma: 2, t: 0.1 };
const BEYOND: RuleCell = { n: "2¹⁴", sigma: 4, t: 0.1 };
/** The budget that the control says the same window to keep. */
const FALSE_BUDGET = 0.01;

const RULE: VerdictRule = {
  kind: "ratio",
  tolerance: TOLERANCE,
  text: "Student’s interval of the mean total variation over 400 rows, divided by the budget $t$, must lie within $1 \\pm 0.1$.",
};
const BOUND = fromFunction("windowRule", "\\frac kn = \\overline\\Phi\\bigl(\\sigma + \\Phi^{-1}(t)\\bigr)");

/** `ours`: the finite-n rule for choosing a window. */
export const windowRuleClaim: Claim = defineClaim<RuleCell, RuleCell>({
  id: "LL-window-rule",
  item: "answers Future Direction 2",
  restates: null,
  title: "The window rule: which k a budget needs",
  provenance: "ours",
  hypotheses: [FIXED_HYPOTHESIS],
  scope:
    "$n \\ge 100\\,e^{\\sigma^2}$, and at least 100 entries kept and left; elsewhere `ncsparse window` takes the mean itself.",
  inScope: ({ n, sigma, t }) => windowRule({ ln: LN_LENGTHS[n] }, sigma, t).applies,
  statement:
    "To leave at most a share $t$ of the mass, keep $k = n\\,\\overline\\Phi(\\sigma + \\Phi^{-1}(t))$ entries: a fixed *share* of $n$ at fixed $\\sigma$, which the scale alone decides (also arXiv 2512.07647).",
  bound: BOUND,
  rule: RULE,
  expected: {
    outcome: "holds",
    reason:
      "Under the weights $e^z$ the logits are $N(\\sigma^2,\\sigma^2)$: the share $t$ of the mass lies below $\\sigma + \\Phi^{-1}(t)$ standard deviations.",
  },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure: (cell, context) => meanOver(cell, cell.t, context, "claim"),
  figure: {
    caption: "Mean total variation left by the rule’s window, over the budget.",
    chart: (result) => ratioForest(result, "total variation"),
  },
  control: {
    statement: "The sign of the budget’s quantile reversed: $k/n = \\overline\\Phi(\\sigma - \\Phi^{-1}(t))$.",
    power: () => controlPower(),
    grid: { quick: [CONTROL_CELL], full: [CONTROL_CELL] },
    // Phi^-1(1 - t) = -Phi^-1(t): the window for the budget 1 - t.
    measure: (cell, context) => meanOver(cell, 1 - cell.t, context, "control"),
  },
});

/** `ours`: the rule where it does not apply. */
export const windowRuleBeyond: Claim = defineClaim<RuleCell, RuleCell>({
  id: "LL-window-rule-beyond",
  item: "none",
  restates: null,
  title: "The window rule fails where n is small against exp(σ²)",
  provenance: "ours",
  hypotheses: [FIXED_HYPOTHESIS],
  scope: "$\\sigma = 4$ at $n = 2^{14}$: $e^{\\sigma^2}$ is 542 times $n$.",
  statement:
    "In a typical row the rule’s window leaves the share $t = 0.1$ of the mass also at $\\sigma = 4$, $n = 2^{14}$.",
  bound: BOUND,
  rule: {
    kind: "ratio",
    tolerance: TOLERANCE,
    text: "The distribution-free interval of the median total variation over 400 rows, divided by the budget $t$, must lie within $1 \\pm 0.1$.",
  },
  expected: {
    outcome: "violated",
    reason:
      "The mean of $D$ comes from logits that a row of $2^{14}$ does not have: its $D$ is smaller and its tail a larger share. The calculator says when the rule does not apply, and takes the mean itself, an integral, instead.",
  },
  useScale: null,
  grid: { quick: [BEYOND], full: [BEYOND] },
  measure: (cell, context) => typicalOver(cell, cell.t, context, "claim"),
  figure: {
    caption: "Median total variation over the budget, at $\\sigma = 4$ and $n = 2^{14}$.",
    chart: (result) => ratioForest(result, "total variation"),
  },
  control: {
    statement: "Falser still: the same window leaves only a hundredth of the mass.",
    power: () => beyondPower(),
    grid: { quick: [BEYOND], full: [BEYOND] },
    measure: (cell, context) => typicalOver(cell, FALSE_BUDGET, context, "control"),
  },
});

/** Total variation of the window for a budget, one value a row. */
function variations(cell: RuleCell, budget: number, context: Context, role: string): Float64Array {
  return context.memo(`LL rule ${role} ${cell.n} ${cell.sigma} ${cell.t}`, () => {
    const lnN = LN_LENGTHS[cell.n];
    const out = new Float64Array(DRAWS);
    const window = { ln: lnN + logWindowFraction(cell.sigma, budget) };
    const law = { n: { ln: lnN }, scale: { sigma: cell.sigma }, windows: [window] };
    forEachSample(law, DRAWS, context, ["rule", role, cell.n, cell.sigma, cell.t], (row, draw) => {
      out[draw] = Math.exp(row.windows[0]!.lnTail);
    });
    return out;
  });
}

/** The mean total variation of the window for a budget, over the cell's own budget. */
function meanOver(cell: RuleCell, budget: number, context: Context, role: string) {
  const mean = meanInterval(variations(cell, budget, context, role));
  const note = `mean total variation ${formatNumber(mean.value)}`;
  return { rule: "ratio", draws: DRAWS, ratio: over(mean, cell.t), note } as const;
}

/** The median total variation of the window for the cell's budget, over a budget. */
function typicalOver(cell: RuleCell, budget: number, context: Context, role: string) {
  const median = quantileInterval(variations(cell, cell.t, context, role), 0.5);
  const note = `median total variation ${formatNumber(median.value)}`;
  return { rule: "ratio", draws: DRAWS, ratio: over(median, budget), note } as const;
}

/** A mean of numbers in [0, 1] over 400 rows: Student's interval reaches at most this far. */
const WIDEST_HALF = 0.12;

/** The control is caught if more than half of the rows leave more than half of their mass. */
function caughtPower(missed: number): number {
  const value = 0.25 - WIDEST_HALF > (1 + TOLERANCE) * CONTROL_CELL.t ? 1 : 0;
  return value * binomialTail(Math.ceil(DRAWS / 2), DRAWS, 1 - missed);
}

function controlPower() {
  const { n, sigma, t } = CONTROL_CELL;
  const lnN = LN_LENGTHS[n];
  const range = massRange({ lnN, sigma, lnK: lnN + logWindowFraction(sigma, 1 - t) }, 0.25);
  return {
    value: range.highest < 0.5 ? caughtPower(range.missed) : 0,
    how: "Chebyshev’s inequality for the kept and the left sum, the binomial law for how many rows obey it",
  };
}

/** How rarely the largest logit may exceed the level up to which the kept sum is averaged. */
const RARE = 0.05;
/** Markov's inequality gives the kept sum this multiple of its mean. */
const MARKOV = 6;

function beyondPower() {
  const { n, sigma, t } = BEYOND;
  const lnN = LN_LENGTHS[n];
  const { edge, tail, tailSquares } = typicalSums(lnN, sigma, lnN + logWindowFraction(sigma, t));
  // n Phic(top) = RARE: all logits below `top` but for that probability.
  const top = normalTailQuantileFromLog(Math.log(RARE) - lnN);
  const kept = lnN + 0.5 * sigma * sigma + logNormalDifference(edge - sigma, top - sigma);
  const leaves = 1 / (1 + 2 * MARKOV * Math.exp(kept - tail)); // at least half of the left sum's mean
  const missed = RARE + 1 / MARKOV + 4 * Math.exp(tailSquares - 2 * tail);
  return {
    value: leaves > (1 + TOLERANCE) * FALSE_BUDGET ? medianPower(DRAWS, missed) : 0,
    how: "Markov’s inequality for the kept sum below a level that the largest logit rarely exceeds, Chebyshev’s for the left one, the binomial law for the median",
  };
}
