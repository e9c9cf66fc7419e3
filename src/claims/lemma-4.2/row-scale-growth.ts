/** How R grows with n when the input is Gaussian and W stays. */
import { rowScaleMedian } from "../../bounds/row-scale.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { chiSquareCdf, quantileInterval } from "ncsparse-kit/probability";
import {
  certain,
  exactDifferenceClaim,
  ratioClaim,
  type Exact,
  type MeasuredDifference,
  type MeasuredRatio,
  type Role,
} from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly, over } from "ncsparse-kit/claims/intervals";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { CONTROL_CELL, CONTROL_GRID, DIMENSION, extremes, ISOTROPIC_GRID, type MatrixCell } from "./samples.js";
import { GAUSSIAN_HYPOTHESES } from "./words.js";

/** Over 160 draws the median of R is known to about 1.5 % at the intervals' level; R itself spreads by 3 %. */
const TOLERANCE = 0.03;

function medianRatio(cell: MatrixCell, context: Context, role: Role, rows: number): MeasuredRatio {
  const { rowScale } = extremes(cell, context, role);
  const median = quantileInterval(rowScale, 0.5);
  const law = rowScaleMedian(Math.log(rows), DIMENSION) / Math.sqrt(DIMENSION);
  return {
    draws: rowScale.length,
    ratio: over(median, law),
    note: `median R ${median.value.toFixed(3)}, law ${law.toFixed(3)}`,
  };
}

/** The law of R at finite n. */
export const growth: Claim = ratioClaim({
  id: "L4.2-growth",
  item: "Definition 4.1, R as a function of n",
  title: "For Gaussian input R is the root of a largest chi-square variable",
  provenance: "ours",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope: "$W = I/\\sqrt d$: exact, for every $n$ and $d$.",
  statement:
    "$\\sqrt d\\,R = \\max_i \\lVert x_i\\rVert$, so $\\Pr[\\sqrt d\\,R \\le r] = \\Pr[\\chi^2_d \\le r^2]^n$; its median is the $2^{-1/n}$-quantile of $\\chi_d$.",
  bound: fromFunction(
    "rowScaleMedian",
    "\\operatorname{median} R^2 = \\tfrac1d\\,F_{\\chi^2_d}^{-1}\\bigl(2^{-1/n}\\bigr)",
  ),
  tolerance: TOLERANCE,
  rule: "The distribution-free interval of the median of $R$ over 160 matrices, over the law’s, must lie within $1 \\pm 0.03$.",
  reason: "$\\sigma_i = \\lVert x_i\\rVert/\\sqrt d$, and the rows are independent.",
  grid: ISOTROPIC_GRID,
  law: (cell) => cell.n,
  measure: medianRatio,
  caption: "The median of $R$ over 160 matrices and its law, $d = 64$: the largest of more rows is larger.",
  chart: growthOfScale,
  control: {
    statement: "One row’s law for all rows: $\\operatorname{median} R^2 = \\tfrac1d F^{-1}_{\\chi^2_d}(1/2)$.",
    power: () =>
      1 - chiSquareCdf((1 + TOLERANCE) ** 2 * rowScaleMedian(0, DIMENSION) ** 2, DIMENSION) ** CONTROL_CELL.n,
    how: "exact for a single draw: some of 256 rows exceeds the median of one row by 3 %; the median of 160 draws does so all the more",
    grid: CONTROL_GRID,
    law: () => 1,
  },
});

type LimitCell = { readonly d: number; readonly lnN: number };

const LIMIT: readonly LimitCell[] = [16, 64, 256].flatMap((d) => [1e5, 1e6].map((lnN) => ({ d, lnN })));
const LIMIT_TOLERANCE = 0.01;

/** R / (||W||_2 sqrt(2 ln n)) - 1 at its median, W = I/sqrt(d). */
function lead(lnN: number, d: number, norm: number): number {
  return rowScaleMedian(lnN, d) / (Math.sqrt(d) * norm * Math.sqrt(2 * lnN)) - 1;
}

function measureLimit({ d, lnN }: LimitCell, norm: number): Exact<MeasuredDifference> {
  const value = lead(lnN, d, norm);
  return { difference: exactly(value) };
}

/** R is never o(sqrt(ln n)) for Gaussian input at fixed W. */
export const growthLimit: Claim = exactDifferenceClaim({
  id: "L4.2-limit",
  item: "the hypothesis R = o(√ln n) of Theorem 5.1",
  title: "For Gaussian input at fixed weights R grows like √(2 ln n)",
  provenance: "ours",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope:
    "$W = I/\\sqrt d$, $\\lVert W\\rVert_2 = 1/\\sqrt d$; the limit is slow, so it is read at $\\ln n = 10^5$ and $10^6$, by the law alone.",
  statement:
    "$R \\sim \\lVert W\\rVert_2\\sqrt{2\\ln n}$ as $n \\to \\infty$: the hypothesis $R = o(\\sqrt{\\ln n})$ is never met, $R = O(\\sqrt{\\ln n})$ always.",
  bound: fromFunction("rowScaleMedian", "R/\\bigl(\\lVert W\\rVert_2\\sqrt{2\\ln n}\\bigr) \\to 1"),
  tolerance: LIMIT_TOLERANCE,
  rule: "The median of $R$ by its law, over $\\lVert W\\rVert_2\\sqrt{2\\ln n}$, must be within 0.01 of 1; nothing is random.",
  reason: "The largest of $n$ chi-square variables is $2\\ln n + (d-2)\\ln\\ln n + O(1)$.",
  grid: LIMIT,
  measure: (cell) => measureLimit(cell, 1 / Math.sqrt(cell.d)),
  caption:
    "The median of $R$ over $\\lVert W\\rVert_2\\sqrt{2\\ln n}$ against $\\ln n$, for three dimensions. At lengths of practice ($\\ln n$ about 10) $R$ is still nearly the constant $\\lVert W\\rVert_F$; the limit is a matter of $\\ln n \\gg d$.",
  chart: limitChart,
  control: {
    statement: "With the Frobenius norm for the spectral one: $R \\sim \\lVert W\\rVert_F\\sqrt{2\\ln n}$.",
    power: certain("$\\lVert W\\rVert_F = \\sqrt d\\,\\lVert W\\rVert_2$ for $W = I/\\sqrt d$"),
    grid: LIMIT,
    measure: (cell: LimitCell) => measureLimit(cell, 1),
  },
});

function growthOfScale({ cells }: ClaimResult, context: Context): ChartSpec {
  const measured = cells.map(({ parameters }) => {
    const cell = parameters as unknown as MatrixCell;
    const { value, low, high } = quantileInterval(extremes(cell, context, "claim").rowScale, 0.5);
    return { x: cell.n, y: value, low, high };
  });
  const lengths = Array.from({ length: 11 }, (_, i) => 2 ** (i + 2));
  return boundChart({
    series: [
      {
        kind: "law",
        label: "law",
        points: lengths.map((n) => ({ x: n, y: rowScaleMedian(Math.log(n), DIMENSION) / Math.sqrt(DIMENSION) })),
      },
      { kind: "measured", label: "measured", points: measured },
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "median of $R$", domain: [1, 1.5] },
    height: 230,
    description: `Median of R at n = ${measured.map((p) => p.x).join(", ")} on the curve of its law, rising from 1.1 to 1.4.`,
  });
}

function limitChart(): ChartSpec {
  const lengths = Array.from({ length: 25 }, (_, i) => Math.exp(Math.log(4) + (i * Math.log(2.5e5)) / 24));
  return boundChart({
    series: [
      { kind: "trivial", label: "limit", points: [4, 1e6].map((x) => ({ x, y: 1 })) },
      ...([16, 64, 256] as const).map((d, index) => ({
        kind: "law" as const,
        label: `$d = ${d}$`,
        colour: (["blue", "vermillion", "green"] as const)[index]!,
        points: lengths.map((lnN) => ({ x: lnN, y: 1 + lead(lnN, d, 1 / Math.sqrt(d)) })),
      })),
    ],
    x: { title: "$\\ln\\,n$", scale: "log" },
    y: { title: "$R$ over its limit form", scale: "log" },
    height: 240,
    description:
      "R over its limit form against ln n from 4 to 10^6: it falls from 2 to 7 towards 1, later the larger d is.",
  });
}
