import {
  along,
  boundClaim,
  countDraws,
  formatNumber,
  formatRange,
  formula,
  fromFormula,
  mapDraws,
  quantileInterval,
  type Claim,
  type Context,
  type FailureCount,
  type Role,
} from "ncsparse-kit";
import { drawLargestSum, largestExceeds } from "../random-sums.js";

/** m sums of n signs each. */
export type SumsCell = { readonly m: number; readonly n: number };

export const DELTA = 0.1;
const DRAWS = 400;
const QUICK: readonly SumsCell[] = [32, 128, 512].map((n) => ({ m: 256, n }));
const FULL: readonly SumsCell[] = [...QUICK, { m: 256, n: 2048 }, { m: 4096, n: 128 }];
const CONTROL: SumsCell = { m: 256, n: 128 };

/** Exceeded by some of m sums of n signs with probability at most delta. */
export const level = formula({
  name: "level",
  expression: "sqrt(2 * n * ln(m / delta))",
  symbols: { delta: "\\delta" },
});

/** The largest sum of each draw, remembered: verdict and figure read the same draws. */
function largestSums({ m, n }: SumsCell, { seed, memo }: Context, role: Role): Float64Array {
  return memo(JSON.stringify(["largest sums", role, m, n]), () =>
    mapDraws(DRAWS, (draw) => drawLargestSum(m, n, seed, "largest-sum", role, draw)),
  );
}

/** The draws whose largest sum exceeds the level of `sums` sums: m of them in the claim, one in its control. */
function measure(cell: SumsCell, context: Context, role: Role, sums: number): FailureCount {
  const largest = largestSums(cell, context, role);
  const bound = level.evaluate({ ...cell, m: sums, delta: DELTA });
  return {
    draws: DRAWS,
    failures: countDraws(DRAWS, (draw) => largest[draw]! > bound),
    comparison: { measured: quantileInterval(largest, 1 - DELTA), bound, trivial: cell.n },
  };
}

/** Theorem 2 for random signs, and a union bound over m sums. */
export const largestSum: Claim = boundClaim({
  id: "T2-union",
  restates: "Theorem 2",
  title: "The largest of many sums",
  provenance: "reconstructed",
  hypotheses: ["$S_1, \\dots, S_m$ are sums of $n$ independent signs, each $\\pm 1$ with probability $1/2$."],
  scope:
    "Every $n, m \\ge 1$ and $\\delta$ in $(0, 1)$; the sums may depend on each other. Measured on sums that do not.",
  statement: "With probability at least $1 - \\delta$, for all $j$ at once, $S_j \\le \\lambda(m)$.",
  bound: fromFormula("\\lambda(m)", level),
  delta: DELTA,
  rule: "Failures in independent draws of all $m$ sums; the 99.999 % Clopper–Pearson interval must lie at or below $\\delta = 0.1$.",
  reason: "A sign has range 2, so Theorem 2 gives $\\Pr[S_j > t] \\le \\exp(-t^2/2n)$; a union bound does the rest.",
  useScale: "sum to sum, at the measured 90 % quantile",
  grid: { quick: QUICK, full: FULL },
  law: ({ m }) => m,
  measure,
  finding: ({ cells, draws }) =>
    `Hoeffding’s inequality with a union bound holds for the largest of many sums of signs: it was tried on ${formatNumber(draws)} draws, and its level is ${formatRange(cells.map((cell) => cell.tightness!))} times what was measured.`,
  caption: "The 90 % quantile of the largest of 256 sums of $n$ signs, and the level $\\lambda$ that they keep below.",
  chart: ({ cells }) =>
    along({
      parameter: "n",
      x: { title: "signs $n$", scale: "log2" },
      y: { title: "largest sum", scale: "log2" },
      measuredLabel: "measured",
      boundLabel: "$\\lambda$",
      boundKind: "paper-bound",
      cells: cells.filter(({ parameters }) => parameters.m === 256),
    }),
  control: {
    statement: "Without the union bound: for all $j$ at once, $S_j \\le \\lambda(1)$, the level of a single sum.",
    power: () => largestExceeds(level.evaluate({ m: 1, n: CONTROL.n, delta: DELTA }), CONTROL.m, CONTROL.n),
    how: "the binomial law of one sum, and independence of the others",
    grid: CONTROL,
    law: () => 1,
  },
});
