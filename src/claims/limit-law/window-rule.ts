import { logWindowFraction } from "../../limit/finite-size.js";
import { binomialTail, meanInterval, quantileInterval } from "ncsparse-kit/probability";
import { windowRule } from "../../window/index.js";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { ratioForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { over } from "ncsparse-kit/claims/intervals";
import { massRange, medianPower } from "./power.js";
import { lnLength } from "./rows.js";
import { DRAWN_ROWS, rowsOf, widenedBy, type Made, type WindowRows } from "./window-rows.js";
import { FIXED_HYPOTHESIS } from "./words.js";

type RuleCell = {
  readonly n: keyof typeof LN_LENGTHS;
  readonly sigma: number;
  readonly t: number;
  readonly rows?: Made;
};

const LN_LENGTHS = { "2¹⁴": 14 * Math.LN2, "10⁶": lnLength(6), "10¹²": lnLength(12), "10¹⁰⁰": lnLength(100) } as const;
const DRAWS = 400;
const TOLERANCE = 0.1;

const CELLS: readonly RuleCell[] = [
  { n: "2¹⁴", sigma: 1, t: 0.1 },
  { n: "2¹⁴", sigma: 2, t: 0.1 },
  { n: "2¹⁴", sigma: 2, t: 0.5 },
  { n: "10⁶", sigma: 2, t: 0.01 },
  { n: "10⁶", sigma: 3, t: 0.1 },
  { n: "10¹²", sigma: 4, t: 0.1 },
  { n: "10¹⁰⁰", sigma: 4, t: 0.1 },
  { n: "10⁶", sigma: 2, t: 0.1, rows: "drawn" },
];
const CONTROL_CELL: RuleCell = { n: "10⁶", sigma: 2, t: 0.1 };
const BEYOND: RuleCell = { n: "2¹⁴", sigma: 4, t: 0.1 };
/** The same scale at a length to which the rule does apply. */
const LONG: RuleCell = { n: "10¹²", sigma: 4, t: 0.1 };
/** The share of the rule's window that the control keeps: it leaves 1.4 times the budget. */
const FALSE_SHARE = 0.75;

const BOUND = fromFunction("windowRule", "\\frac kn = \\overline\\Phi\\bigl(\\sigma + \\Phi^{-1}(t)\\bigr)");

/** `ours`: the finite-n rule for choosing a window. */
export const windowRuleClaim: Claim = ratioClaim({
  id: "LL-window-rule",
  item: "answers Future Direction 2",
  title: "The window rule: which k a budget needs",
  provenance: "ours",
  hypotheses: [FIXED_HYPOTHESIS],
  scope:
    "$n \\ge 100\\,e^{\\sigma^2}$, and at least 100 entries kept and left; elsewhere `ncsparse window` takes the mean itself.",
  inScope: ({ n, sigma, t }) => windowRule({ ln: LN_LENGTHS[n] }, sigma, t).applies,
  statement:
    "To leave at most a share $t$ of the mass, keep $k = n\\,\\overline\\Phi(\\sigma + \\Phi^{-1}(t))$ entries: a fixed *share* of $n$ at fixed $\\sigma$, which the scale alone decides (also arXiv 2512.07647).",
  bound: BOUND,
  tolerance: TOLERANCE,
  rule: `Student’s interval of the mean total variation over 400 sampled rows, wider by the error that they state, or over ${DRAWN_ROWS} rows drawn logit by logit, divided by the budget $t$, must lie within $1 \\pm 0.1$.`,
  reason:
    "Under the weights $e^z$ the logits are $N(\\sigma^2,\\sigma^2)$: the share $t$ of the mass lies below $\\sigma + \\Phi^{-1}(t)$ standard deviations.",
  grid: CELLS,
  law: () => 1,
  measure: meanOver,
  caption: "Mean total variation left by the rule’s window, over the budget.",
  chart: (result) => ratioForest(result, "total variation"),
  control: {
    statement: "Three quarters of that window suffice.",
    power: () => controlPower(),
    grid: CONTROL_CELL,
    law: () => FALSE_SHARE,
  },
});

/** `ours`: the rule where it does not apply. */
export const windowRuleBeyond: Claim = ratioClaim({
  id: "LL-window-rule-beyond",
  title: "The window rule also holds where n is small against exp(σ²)",
  provenance: "ours",
  hypotheses: [FIXED_HYPOTHESIS],
  scope: "$\\sigma = 4$ at $n = 2^{14}$: $e^{\\sigma^2}$ is 542 times $n$.",
  statement:
    "In a typical row the rule’s window leaves the share $t = 0.1$ of the mass also at $\\sigma = 4$, $n = 2^{14}$.",
  bound: BOUND,
  tolerance: TOLERANCE,
  rule: "The distribution-free interval of the median total variation over 400 rows, divided by the budget $t$, must lie within $1 \\pm 0.1$.",
  expects: "violated",
  reason:
    "The mean of $D$ comes from logits that a row of $2^{14}$ does not have: its $D$ is smaller and its tail a larger share. The calculator says when the rule does not apply, and takes the mean itself, an integral, instead.",
  grid: [BEYOND],
  measure: typicalOver,
  caption: "Median total variation over the budget, at $\\sigma = 4$ and $n = 2^{14}$.",
  chart: (result) => ratioForest(result, "total variation"),
  control: {
    statement: "The same at $\\sigma = 4$ and $n = 10^{12}$, which is more than $100\\,e^{\\sigma^2}$.",
    expects: "holds",
    power: () => beyondPower(),
    grid: LONG,
  },
});

/** Rows under a share of the window that the rule gives. */
function rowsUnder(cell: RuleCell, share: number, context: Context, role: string): WindowRows {
  const { n, sigma, t, rows } = cell;
  const lnN = LN_LENGTHS[n];
  const lnK = lnN + logWindowFraction(sigma, t) + Math.log(share);
  return rowsOf(rows, { n: { ln: lnN }, sigma, k: { ln: lnK }, rows: DRAWS }, context, ["rule", role, n, sigma, t]);
}

/** The mean total variation of a share of the rule's window, over the budget. */
function meanOver(cell: RuleCell, context: Context, role: string, share: number) {
  const { lnTail, error } = rowsUnder(cell, share, context, role);
  const mean = widenedBy(meanInterval(lnTail.map(Math.exp)), error);
  const note = `mean total variation ${formatNumber(mean.value)}`;
  return { draws: lnTail.length, ratio: over(mean, cell.t), note } as const;
}

/** The median total variation of the rule's window, over the budget. */
function typicalOver(cell: RuleCell, context: Context, role: string) {
  const { lnTail, error } = rowsUnder(cell, 1, context, role);
  const median = widenedBy(quantileInterval(lnTail.map(Math.exp), 0.5), error);
  const note = `median total variation ${formatNumber(median.value)}`;
  return { draws: DRAWS, ratio: over(median, cell.t), note } as const;
}

/** A mean of numbers in [0, 1] over 400 rows of which few stray: Student's interval reaches at most this far. */
const WIDEST_HALF = 0.01;
/** How far the sums of a row may be from their means. */
const SLACK = 0.05;

function rangeAt({ n, sigma, t }: RuleCell, share: number, slack: number) {
  const lnN = LN_LENGTHS[n];
  return massRange({ lnN, sigma, lnK: lnN + logWindowFraction(sigma, t) + Math.log(share) }, slack);
}

/** No more than one row in twenty strays, and then the mean exceeds the band even if those left nothing. */
function controlPower() {
  const range = rangeAt(CONTROL_CELL, FALSE_SHARE, SLACK);
  const least = 0.95 * (1 - range.highest) - WIDEST_HALF;
  const caught = least > (1 + TOLERANCE) * CONTROL_CELL.t;
  return {
    value: caught ? binomialTail(Math.ceil(0.95 * DRAWS), DRAWS, 1 - range.missed) : 0,
    how: "Chebyshev’s inequality for the kept and the left sum, the binomial law for how many rows obey it",
  };
}

function beyondPower() {
  const range = rangeAt(LONG, 1, SLACK);
  const [least, most] = [1 - range.highest, 1 - range.lowest];
  const within = least > (1 - TOLERANCE) * LONG.t && most < (1 + TOLERANCE) * LONG.t;
  return {
    value: within ? medianPower(DRAWS, range.missed) : 0,
    how: "Chebyshev’s inequality for the kept and the left sum of a row, the binomial law for the median",
  };
}
