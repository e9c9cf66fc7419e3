import { droppedBound, errorTrivial, keptBound, keptBoundPaper } from "../../bounds/theorem-6.1.js";
import { epsTrivial } from "../../bounds/theorem-4.3.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { entryExceeds } from "ncsparse-kit/claims/power";
import { droppedChart, keptChart } from "./figures.js";
import { DELTA, DIMENSION, GRID } from "./samples.js";
import { logitBound } from "../../bounds/lemma-4.2.js";
import { tenthOfLevel, windowBound, type FalseBound } from "./window-bound.js";

/** Part 1: no dropped probability is large. */
export const part1: Claim = windowBound({
  id: "E3-part1",
  item: "Lemma E.3, Part 1",
  restates: "Lemma E.3",
  title: "No dropped entry is large",
  provenance: "reconstructed",
  scope: "$1 \\le k \\le n-1$; the off-diagonal level $\\lambda = R\\,\\ell(n^2,\\delta)$ suffices.",
  statement:
    "With probability at least $1-\\delta$, $\\lVert D^{-1}(A - A_{\\text{spar}})\\rVert_{\\max} \\le e^{2\\lambda}/(n-1)$ with $\\lambda = R\\,\\ell(n^2,\\delta)$.",
  bound: fromFormula("\\lVert D^{-1}(A - A_{\\text{spar}})\\rVert_{\\max} \\le \\beta_1,\\quad \\beta_1", droppedBound),
  reason:
    "The largest dropped entry of a row is $p_{(k+1)}$. One at least of the $k+1$ largest logits stands off the diagonal, so $p_{(k+1)} \\le e^{\\lambda}/D$, and $D \\ge (n-1)e^{-\\lambda}$.",
  grid: GRID,
  lnValue: ({ lnDropped }) => lnDropped,
  lnBound: ({ n, R }) => droppedBound.evaluateLn({ n, R, delta: DELTA }),
  trivial: (_, k) => epsTrivial.evaluate({ k }),
  caption:
    "The largest dropped entry of all rows (points, 90 % quantile over 160 matrices), Part 1 at the median $R$, and the trivial bound $1/(k+1)$; $n = 512$. Part 1 does not see the window.",
  chart: (_, context) => droppedChart(context),
  control: {
    statement: "With a fortieth of the exponent, which is far: every dropped entry is at most $e^{\\lambda/20}/(n-1)$.",
    lnLevel: ({ n, R }) => lnFewDropped(n, R),
    power: ({ n, s, k }) => entryExceeds({ n, s, k, d: DIMENSION, lnEps: (R) => lnFewDropped(n, R) }),
    how: "row 1 alone: Cantelli's inequality for its sum, the binomial law for its largest logits, averaged over the law of $\\sigma_1$",
  },
});

/** Part 1 with a small share of its exponent. */
function lnFewDropped(n: number, R: number): number {
  return 0.05 * logitBound.evaluate({ R, n, delta: DELTA }) - Math.log(n - 1);
}

/** The control that both forms of Part 4 share. */
const SMALL_EXPONENT: FalseBound = {
  statement:
    "With a twentieth of the direct route’s exponent, which is far: every entry is at most $e^{\\lambda'/10}/k$.",
  ...tenthOfLevel(),
};

const KEPT = "\\lVert (D_{\\text{spar}}^{-1} - D^{-1})A_{\\text{spar}}\\rVert_{\\max}";

/** Part 4 without the detour over Parts 2 and 3. */
export const part4: Claim = windowBound({
  id: "E3-part4",
  item: "Lemma E.3, Part 4",
  restates: { label: "Lemma E.3", relation: "sharpened" },
  title: "No kept entry moves far: the direct route",
  provenance: "ours",
  scope: "$1 \\le k \\le n-1$; on the event that every logit, diagonal included, lies within $\\lambda'$.",
  statement: `With probability at least $1-\\delta$, $${KEPT} \\le e^{2\\lambda'}/k$.`,
  bound: fromFormula(`${KEPT} \\le \\beta_4,\\quad \\beta_4`, keptBound),
  reason:
    "$0 \\le \\bigl(\\tfrac1{D_{\\text{spar}}} - \\tfrac1D\\bigr)A_{ij} \\le A_{ij}/D_{\\text{spar}}$; the numerator is at most $e^{\\lambda'}$ and $D_{\\text{spar}} \\ge k e^{-\\lambda'}$.",
  grid: GRID,
  lnValue: ({ lnKept }) => lnKept,
  lnBound: ({ k, lambdaAll }) => keptBound.evaluateLn({ k, lambdaAll }),
  trivial: (n, k) => errorTrivial.evaluate({ n, k }),
  caption:
    "How far the largest kept entry moves (points, 90 % quantile over 160 matrices), the two forms of Part 4 at the median $R$, and the trivial bound $1 - k/n$; $n = 512$.",
  chart: (_, context) => keptChart(context),
  control: SMALL_EXPONENT,
});

/** Part 4 as its proof goes. */
export const part4Paper: Claim = windowBound({
  id: "E3-part4-paper",
  item: "Lemma E.3, Part 4",
  restates: "Lemma E.3",
  title: "No kept entry moves far: the route of the proof",
  provenance: "reconstructed",
  scope: "$1 \\le k \\le n-1$; on the event that every logit, diagonal included, lies within $\\lambda'$.",
  statement: `With probability at least $1-\\delta$, $${KEPT} \\le e^{4\\lambda'}/k$.`,
  bound: fromFormula(`${KEPT} \\le \\beta_4,\\quad \\beta_4`, keptBoundPaper),
  reason:
    "$\\tfrac1{D_{\\text{spar}}} - \\tfrac1D = (D - D_{\\text{spar}})/(D\\,D_{\\text{spar}})$, each factor bounded by Lemma E.4: $n e^{\\lambda'}\\cdot\\tfrac{e^{\\lambda'}}{n}\\cdot\\tfrac{e^{\\lambda'}}{k}$, times $A_{ij} \\le e^{\\lambda'}$. The detour pays the exponent twice.",
  grid: GRID,
  lnValue: ({ lnKept }) => lnKept,
  lnBound: ({ k, lambdaAll }) => keptBoundPaper.evaluateLn({ k, lambdaAll }),
  trivial: (n, k) => errorTrivial.evaluate({ n, k }),
  caption:
    "The same entries against the route of the proof, $e^{4\\lambda'}/k$ (dotted), and the direct one (dashed): they part by a factor $e^{2\\lambda'}$.",
  chart: (_, context) => keptChart(context),
  control: SMALL_EXPONENT,
});
