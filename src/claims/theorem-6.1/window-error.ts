import { errorBound, errorBoundPaper, errorTrivial } from "../../bounds/theorem-6.1.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { errorChart } from "./figures.js";
import { CONTROL_CELL, FACTOR_CELLS, GRID, lnError, type WindowCell } from "./samples.js";
import { tenthOfLevel, windowBound, type FalseBound, type WindowBound } from "./window-bound.js";

const ERROR = "\\lVert D_{\\text{spar}}^{-1}A_{\\text{spar}} - D^{-1}A\\rVert_{\\max}";

/** Part 4 with a small share of its exponent. */
const smallExponent = (cell: WindowCell, words: string): FalseBound => ({
  statement: `With a twentieth of the direct route’s exponent, which is far: the error is at most $e^{\\lambda'/10}/k$${words}.`,
  cell,
  ...tenthOfLevel(),
});

const PAPER: Pick<WindowBound, "provenance" | "scope" | "reason" | "lnValue" | "lnBound" | "trivial"> = {
  provenance: "reconstructed",
  scope:
    "The entrywise max norm; $1 \\le k \\le n-1$. On one event of probability $1-\\delta$: $|z_{ij}| \\le \\lambda = R\\,\\ell(n^2,\\delta/2)$ off the diagonal, every logit within $\\lambda'$. That a typical row’s error decreases to 0 is [NA-stable](#NA-stable) and [NA-limit](#NA-limit), that of all rows [LL-matrix-max](#LL-matrix-max); at $s = 1$, $C = 1/2$ the errors of this grid still rise with $n$.",
  reason: "The triangle inequality, then Parts 1 and 4 of Lemma E.3, as the surviving proof says.",
  lnValue: lnError,
  lnBound: ({ n, k, lambda, lambdaAll }) => errorBoundPaper.evaluateLn({ n, k, lambda, lambdaAll }),
  trivial: (n, k) => errorTrivial.evaluate({ n, k }),
};

/** Theorem E.1, Part 1: k = n^C. */
export const part1: Claim = windowBound({
  ...PAPER,
  id: "T6.1-part1",
  item: "Theorem 6.1 (= E.1, Part 1)",
  restates: "Theorem 6.1",
  title: "The error of $n^C$ entries is bounded, in the entrywise max norm",
  statement: `With $k = n^C$ and probability at least $1-\\delta$, $${ERROR} \\le e^{2\\lambda}/(n-1) + e^{4\\lambda'}/k$.`,
  bound: fromFormula(`${ERROR} \\le \\beta,\\quad \\beta`, errorBoundPaper),
  grid: GRID,
  finding: ({ cells, use }) =>
    `Theorem 6.1 holds as reconstructed in the entrywise max norm, and its bound is not below the trivial $1 - k/n$ on ${formatNumber(Math.round(use!.vacuous * cells.length))} of ${formatNumber(cells.length)} grid cells.`,
  caption:
    "The largest entry of $P_k - P$ (points, 90 % quantile over 160 matrices), the theorem’s bound (dotted), the sharper one (dashed) and the trivial bound $1 - k/n$; $n = 512$. At $s = 1$ both bounds lie above the frame’s end; at $s = 1/64$, in the table, both inform.",
  chart: (_, context) => errorChart(context),
  control: smallExponent(CONTROL_CELL, ""),
});

/** Theorem E.1, Part 2: k = alpha n^C. */
export const part2: Claim = windowBound({
  ...PAPER,
  id: "T6.1-part2",
  item: "Theorem E.1, Part 2",
  restates: "Theorem E.1",
  title: "A factor in front of $n^C$ changes the constant",
  statement: `With $k = \\alpha n^C$ and probability at least $1-\\delta$, the same bound holds: its second term is $e^{4\\lambda'} n^{-C}/\\alpha$.`,
  bound: fromFormula(`${ERROR} \\le \\beta,\\quad \\beta`, errorBoundPaper),
  grid: FACTOR_CELLS,
  caption: "The same error and bounds: along a curve, $\\alpha$ moves the window and nothing else. $n = 512$.",
  chart: (_, context) => errorChart(context),
  control: smallExponent({ ...CONTROL_CELL, alpha: 0.5 }, ", at $\\alpha = 1/2$"),
});

/** `ours`: half the exponent, and the larger of the two parts for their sum. */
export const sharper: Claim = windowBound({
  ...PAPER,
  id: "T6.1-sharper",
  item: "Theorem 6.1 (= E.1)",
  restates: { label: "Theorem 6.1", relation: "sharpened" },
  title: "The larger of two terms, at half the exponent",
  provenance: "ours",
  statement: `With probability at least $1-\\delta$, $${ERROR} \\le \\max\\bigl(e^{2\\lambda}/(n-1),\\, e^{2\\lambda'}/k\\bigr)$.`,
  bound: fromFormula(`${ERROR} \\le \\beta,\\quad \\beta`, errorBound),
  reason:
    "Kept and dropped entries do not overlap, so that the largest entry of the sum is the larger of the largest entries; and Part 4 needs no detour.",
  lnBound: ({ n, k, lambda, lambdaAll }) => errorBound.evaluateLn({ n, k, lambda, lambdaAll }),
  grid: GRID.quick.filter(({ n, s }) => n === 512 && s < 1),
  finding: ({ cells, use }) =>
    `Kept and dropped entries do not overlap: taking the larger of two terms instead of their sum, and half the exponent, makes the bound informative on ${formatNumber(Math.round((1 - use!.vacuous) * cells.length))} of ${formatNumber(cells.length)} cells at small scales.`,
  caption:
    "The same error against the sharper bound (dashed). It is not vacuous where the logits are small: $s = 1/16$, where the diagonal’s mean is $1/2$.",
  chart: (_, context) => errorChart(context),
  control: smallExponent(CONTROL_CELL, ""),
});
