import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { worstRow, type RowCell, type RowGap } from "../worst-row.js";
import { massChart, normsChart } from "./row-figures.js";

/** Equal logits attain m_k = k/n; at k = n/2 they attain the inequality between the norms, too. */
const CELLS: readonly RowCell[] = [
  { n: 64, k: 8, sigma: 0 },
  { n: 64, k: 32, sigma: 0 },
  { n: 64, k: 8, sigma: 1 },
  { n: 1024, k: 32, sigma: 1 },
  { n: 1024, k: 512, sigma: 0.25 },
  { n: 1024, k: 181, sigma: 4 },
];
const EQUAL: readonly RowCell[] = CELLS.slice(0, 2);
const HALF: readonly RowCell[] = CELLS.slice(1, 2);

/** `ours`: what the top-k choice alone gives. */
export const mass: Claim = inequalityClaim({
  id: "T6.1-mass",
  item: "beside Theorem 6.1",
  title: "The window keeps its share, whatever the logits",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$.",
  statement: "$m_k \\ge k/n$, hence $\\lVert p_k - p\\rVert_{\\max} \\le p_{(1)}\\,n/k$ and $\\le 1 - k/n$.",
  bound: fromTex("m_k \\ge \\tfrac kn"),
  rule: "The largest of $\\ln\\frac kn - \\ln m_k$, $\\ln\\lVert p_k-p\\rVert_{\\max} - \\ln(p_{(1)}n/k)$ and $\\ln\\lVert p_k-p\\rVert_{\\max} - \\ln(1-k/n)$ over 200 rows must not exceed rounding.",
  reason:
    "The mean of the $k$ largest entries is at least the mean $1/n$ of all. Then $p_{(1)}(1/m_k - 1) \\le p_{(1)}(n/k - 1)$, no entry of the difference exceeds $1 - m_k$, and $p_{(k+1)} \\le p_{(1)}$.",
  grid: CELLS,
  law:
    ({ n, k }): RowGap =>
    ({ mass, linf }, largest) =>
      Math.max(Math.log(k / n) - Math.log(mass), Math.log((linf * k) / (largest * n)), Math.log(linf / (1 - k / n))),
  measure: (cell, context, role, gap) => worstRow(cell, context, ["T6.1-mass", role], gap),
  caption:
    "Captured mass of a row of 1,024 normal logits against the window, for three scales, and the floor $k/n$ that equal logits attain.",
  chart: (_, context) => massChart(context),
  control: {
    statement: "One entry too many: $m_k \\ge (k+1)/n$.",
    power: certain("equal logits have $m_k = k/n$"),
    grid: EQUAL,
    law:
      ({ n, k }) =>
      ({ mass }) =>
        Math.log((k + 1) / n) - Math.log(mass),
  },
});

/** `ours`: from the entrywise norm to the row's l2 norm. */
export const norms: Claim = inequalityClaim({
  id: "T6.1-norms",
  item: "beside Theorem 6.1",
  title: "The l2 error lies between the other two",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$; equality where all $|p_{k,j} - p_j|$ are equal.",
  statement:
    "$\\lVert p_k-p\\rVert_2^2 \\le \\lVert p_k-p\\rVert_1\\,\\lVert p_k-p\\rVert_{\\max}$: a bound in the entrywise norm is one in $\\ell_2$, at half its exponent.",
  bound: fromTex("\\lVert p_k-p\\rVert_2^2 \\le \\lVert p_k-p\\rVert_1\\,\\lVert p_k-p\\rVert_{\\max}"),
  rule: "$2\\ln\\ell_2 - \\ln\\ell_1 - \\ln\\ell_\\infty$ of 200 rows must not exceed rounding; at $\\sigma = 0$, $k = n/2$ it is an equality.",
  reason: "Hölder’s inequality for $\\sum_j |x_j|\\,|x_j|$.",
  grid: CELLS,
  law:
    (): RowGap =>
    ({ l1, l2, linf }) =>
      Math.log((l2 * l2) / (l1 * linf)),
  measure: (cell, context, role, gap) => worstRow(cell, context, ["T6.1-norms", role], gap),
  caption:
    "The three norms of $p_k - p$ for one row of 1,024 normal logits ($\\sigma = 1$), and $\\sqrt{\\ell_1\\ell_\\infty}$, which bounds the middle one.",
  chart: (_, context) => normsChart(context),
  control: {
    statement: "With the total variation $\\tfrac12\\lVert p_k-p\\rVert_1$ for the $\\ell_1$ norm.",
    power: certain("at equal logits and $k = n/2$ the inequality is an equality"),
    grid: HALF,
    law:
      () =>
      ({ tail, l2, linf }) =>
        Math.log((l2 * l2) / (tail * linf)),
  },
});
