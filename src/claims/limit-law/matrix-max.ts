/** The largest error of a whole matrix: what a theorem in the entrywise maximum speaks of. */
import { matrixMaxErrorExponent } from "../../limit/exponents.js";
import { rowScale } from "../../limit/finite-size.js";
import { MatrixMaxLaw } from "../../limit/matrix-max-law.js";
import { typicalRow } from "../../limit/typical-row.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { trendClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { subtract } from "ncsparse-kit/claims/intervals";
import type { Interval } from "ncsparse-kit/claims/result";
import { farExponent, limitClaim } from "./exponent-claim.js";
import { drawnMatrixMax, MATRICES, sampledMatrixMax, worstRowPower } from "./matrix-max-rows.js";
import { lnLength } from "./rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

type MatrixMaxCell = { readonly c: number; readonly C: number };

const [FROM, TO] = [6, 100];
const BELOW: readonly MatrixMaxCell[] = [
  { c: 0.3, C: 0.25 },
  { c: 0.5, C: 0.25 },
  { c: 0.75, C: 0.3 },
];
/** Between C_max(.3) = .374 and the critical line, .91. */
const BETWEEN: MatrixMaxCell = { c: 0.3, C: 0.5 };

const HYPOTHESES = [SCALING_HYPOTHESIS, "The $n$ rows are independent."];

/** `ours`: below its line the largest error of the matrix grows, where every typical row's vanishes. */
export const matrixMaxMeasured: Claim = trendClaim({
  id: "LL-matrix-max",
  item: "beside Theorem 6.1, over all rows",
  title: "The largest error of a whole matrix tends to 1 below its line",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope:
    "$C < C_{\\max}(c)$, which is $1 - c^2$ from $c = \\sqrt2 - 1$ on, and below that as in Part 2. At a fixed $\\sigma$, $c \\to 0$, the line is at $C = 0$.",
  statement:
    "$\\max_{i,j}\\lvert P_k - P\\rvert_{ij}$ grows with $n$ although a typical row’s maximum vanishes. A kept entry of weight $w$ among others that sum to $K$ (kept) and $T$ (left) is wrong by $\\frac{w\\,T}{(K+w)(K+T+w)}$, at most by $\\frac{1-\\sqrt m}{1+\\sqrt m}$, $m = K/(K+T)$; a typical row has no entry of the weight, $\\sqrt{K(K+T)}$, at which it is, but among the $n^2$ logits there is one.",
  bound: fromFunction("matrixMaxCriticalWindow", "C < C_{\\max}(c)"),
  sign: "positive",
  rule: `The change from $n = 10^6$ to $10^{100}$ of the logarithm of the matrix’s largest error, the median over ${MATRICES} matrices, wider by the error that their rows state: its whole interval must lie above 0. Of a matrix, the row is sampled whose largest logit is the largest of all $n^2$, or has the weight of the largest possible error if that is smaller.`,
  reason:
    "The largest of $n^2$ logits is near $\\sqrt2\\,\\sigma\\sqrt{2\\ln n}$; it reaches the kept sum, $n^{C + 2c\\sqrt{1-C}}$, where $C + 2c\\sqrt{1-C} < 2\\sqrt2\\,c$, and below the critical line $m \\to 0$.",
  grid: BELOW,
  measure: (cell, context, role) => ({ draws: 2 * MATRICES, trend: trend(cell, context, role) }),
  finding: () =>
    "In the entrywise maximum a whole matrix differs from its typical row: its largest error vanishes only above a line of its own, which from $c = \\sqrt2 - 1$ on is the critical line $C = 1 - c^2$ and lies lower for smaller $c$; below it that error tends to 1.",
  caption:
    "Largest error over all rows at $c = 1/2$, $C = 1/4$: the law at finite $n$ (solid), sampled matrices at $10^6$ and $10^{100}$, matrices drawn logit by logit at $2^8$, $2^9$ and $2^{10}$, whose rows vary more than the law lets them. Dotted: the largest error of a typical row.",
  chart: (_, context) => matrixMaxChart(context),
  control: {
    statement: "It grows with $n$ up to the critical line for every $c$, as at $c = 0.3$, $C = 1/2$.",
    power: () => worstRowPower(lawAt(BETWEEN, TO) - lawAt(BETWEEN, FROM), BETWEEN.c, [lnLength(FROM), lnLength(TO)]),
    how: "Chebyshev’s inequality: in no draw is a sum of the row off by a factor 2, and the law falls by more than that could explain",
    grid: BETWEEN,
  },
});

function trend({ c, C }: MatrixMaxCell, context: Context, role: string): Interval {
  const [from, to] = [FROM, TO].map((power) => sampledMatrixMax({ power, c, C }, context, role));
  return subtract(to!, from!);
}

function lawAt({ c, C }: MatrixMaxCell, power: number): number {
  const lnN = lnLength(power);
  return new MatrixMaxLaw(lnN, rowScale(lnN, c), C * lnN).lnMax;
}

function farMaxExponent({ c, C }: MatrixMaxCell): number {
  return farExponent((lnN) => new MatrixMaxLaw(lnN, rowScale(lnN, c), C * lnN).lnMax);
}

/** `ours`: its limit, on both sides of both lines. */
export const matrixMaxLimit: Claim = limitClaim({
  id: "LL-matrix-max-limit",
  title: "The largest error of a whole matrix, in the limit",
  scope: "All $c > 0$, $0 < C < 1$.",
  statement:
    "As $n \\to \\infty$ the exponent of the largest error over $n$ independent rows tends to that of the tail mass plus $\\min(0, 2\\sqrt2\\,c - \\kappa)$, $\\kappa$ the exponent of the kept entries’ sum. It is negative if and only if $C > C_{\\max}(c)$, which is $1 - c^2$ from $c = \\sqrt2 - 1$ on.",
  reason: "The largest of $n^2$ logits against the kept sum.",
  bound: fromFunction(
    "matrixMaxCriticalWindow",
    "C_{\\max}(c) = 1 - \\Bigl(c + \\sqrt{c^2 - 2\\sqrt2\\,c + 1}\\Bigr)^2,\\qquad c \\le \\sqrt2 - 1",
  ),
  grid: [
    { c: 0.1, C: 0.2 },
    { c: 0.1, C: 0.5 },
    { c: 0.3, C: 0.25 },
    { c: 0.3, C: 0.5 },
    { c: 0.3, C: 0.93 },
    { c: 0.5, C: 0.25 },
    { c: 0.5, C: 0.65 },
    { c: 0.5, C: 0.9 },
    { c: 0.75, C: 0.3 },
    { c: 0.75, C: 0.8 },
    { c: 1.25, C: 0.5 },
  ],
  difference: (cell) => farMaxExponent(cell) - matrixMaxErrorExponent(cell.c, cell.C),
  caption:
    "How far the law’s exponent of the matrix’s largest error, between $\\ln n = 10^7$ and $2\\cdot 10^7$, still is from its limit: within $10^{-4}$ where the claim holds.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: {
    statement: "From the critical line down the exponent is 0 for every $c$, as at $c = 0.3$, $C = 1/2$.",
    grid: BETWEEN,
    difference: (cell) => farMaxExponent(cell),
  },
});

/** Rows of the drawn matrices in the figure. */
const DRAWN_LENGTHS = [256, 512, 1024];
const FIGURE_CELL: MatrixMaxCell = { c: 0.5, C: 0.25 };
const CURVE_POINTS = 40;

function matrixMaxChart(context: Context): ChartSpec {
  const { c, C } = FIGURE_CELL;
  const powers = Array.from({ length: CURVE_POINTS }, (_, i) => 2.2 * (120 / 2.2) ** (i / (CURVE_POINTS - 1)));
  const row = (power: number): number => {
    const lnN = lnLength(power);
    return Math.exp(typicalRow(lnN, rowScale(lnN, c), C * lnN).lnMax);
  };
  const sampled = [FROM, TO].map((power) => {
    const { value, low, high } = sampledMatrixMax({ power, c, C }, context, "claim");
    return { x: power, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
  });
  const drawn = DRAWN_LENGTHS.map((n) => ({ x: Math.log10(n), y: drawnMatrixMax({ n, c, C }, context) }));
  return boundChart({
    series: [
      {
        kind: "law",
        label: "law, all rows",
        points: powers.map((power) => ({ x: power, y: Math.exp(lawAt(FIGURE_CELL, power)) })),
      },
      {
        kind: "paper-bound",
        label: "law, a typical row",
        points: powers.map((power) => ({ x: power, y: row(power) })),
      },
      { kind: "measured", label: "sampled", points: sampled },
      { kind: "measured", label: "drawn logit by logit", colour: "orange", points: drawn },
    ],
    x: { title: "decimal digits of $n$", scale: "log" },
    y: { title: "largest error", domain: [0, 1] },
    description:
      "Largest error of |P_k - P| at c = 1/2, C = 1/4 against the number of digits of n. Over all rows it rises from .3 at three digits towards 1; drawn matrices of 256 to 1024 rows lie at .5; for a typical row it falls to 0.",
  });
}
