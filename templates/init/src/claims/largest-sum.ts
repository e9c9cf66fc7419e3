import {
  along,
  countDraws,
  defineClaim,
  formatNumber,
  formatRange,
  formula,
  fromFormula,
  mapDraws,
  quantileInterval,
  type Claim,
  type Context,
} from "ncsparse-kit";
import { drawLargestSum, largestExceeds } from "../random-sums.js";

/** m sums of n signs each. */
export type SumsCell = { readonly m: number; readonly n: number };

export const DELTA = 0.1;
const DRAWS = 400;
const QUICK: readonly SumsCell[] = [32, 128, 512].map((n) => ({ m: 256, n }));
const FULL: readonly SumsCell[] = [...QUICK, { m: 256, n: 2048 }, { m: 4096, n: 128 }];
const CONTROL: readonly SumsCell[] = [{ m: 256, n: 128 }];

/** Exceeded by some of m sums of n signs with probability at most delta. */
export const level = formula({
  name: "level",
  expression: "sqrt(2 * n * ln(m / delta))",
  symbols: { delta: "\\delta" },
});

/** The largest sum of each draw, remembered: verdict and figure read the same draws. */
function largestSums({ m, n }: SumsCell, { seed, memo }: Context, role: "claim" | "control"): Float64Array {
  return memo(JSON.stringify(["largest sums", role, m, n]), () =>
    mapDraws(DRAWS, (draw) => drawLargestSum(m, n, seed, "largest-sum", role, draw)),
  );
}

/** Theorem 2 for random signs, and a union bound over m sums. */
export const largestSum: Claim = defineClaim<SumsCell, SumsCell>({
  id: "T2-union",
  item: "Theorem 2",
  restates: { label: "Theorem 2" },
  title: "The largest of many sums",
  provenance: "reconstructed",
  hypotheses: ["$S_1, \\dots, S_m$ are sums of $n$ independent signs, each $\\pm 1$ with probability $1/2$."],
  scope:
    "Every $n, m \\ge 1$ and $\\delta$ in $(0, 1)$; the sums may depend on each other. Measured on sums that do not.",
  statement: "With probability at least $1 - \\delta$, for all $j$ at once, $S_j \\le \\lambda(m)$.",
  bound: fromFormula("\\lambda(m)", level),
  rule: {
    kind: "failure-rate",
    delta: DELTA,
    text: "Failures in independent draws of all $m$ sums; the 99.999 % Clopper–Pearson interval must lie at or below $\\delta = 0.1$.",
  },
  expected: {
    outcome: "holds",
    reason: "A sign has range 2, so Theorem 2 gives $\\Pr[S_j > t] \\le \\exp(-t^2/2n)$; a union bound does the rest.",
  },
  useScale: "sum to sum, at the measured 90 % quantile",
  grid: { quick: QUICK, full: FULL },
  measure(cell, context) {
    const largest = largestSums(cell, context, "claim");
    const bound = level.evaluate({ ...cell, delta: DELTA });
    return {
      rule: "failure-rate",
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => largest[draw]! > bound),
      comparison: { measured: quantileInterval(largest, 1 - DELTA), bound, trivial: cell.n },
    };
  },
  finding: ({ cells, draws }) =>
    `Hoeffding’s inequality with a union bound holds for the largest of many sums of signs: it was tried on ${formatNumber(draws)} draws, and its level is ${formatRange(cells.map((cell) => cell.tightness!))} times what was measured.`,
  figure: {
    caption:
      "The 90 % quantile of the largest of 256 sums of $n$ signs, and the level $\\lambda$ that they keep below.",
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
  },
  control: {
    statement: "Without the union bound: for all $j$ at once, $S_j \\le \\lambda(1)$, the level of a single sum.",
    power: () => ({
      value: Math.min(...CONTROL.map(({ m, n }) => largestExceeds(level.evaluate({ m: 1, n, delta: DELTA }), m, n))),
      how: "the binomial law of one sum, and independence of the others",
    }),
    grid: { quick: CONTROL, full: CONTROL },
    measure(cell, context) {
      const largest = largestSums(cell, context, "control");
      const single = level.evaluate({ ...cell, m: 1, delta: DELTA });
      return { rule: "failure-rate", draws: DRAWS, failures: countDraws(DRAWS, (draw) => largest[draw]! > single) };
    },
  },
});
