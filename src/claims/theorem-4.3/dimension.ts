import { epsPaper } from "../../bounds/theorem-4.3.js";
import { dimensionFactorLimit } from "../../bounds/order-forms.js";
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import { DELTA } from "./samples.js";

type DimensionCell = { readonly n: number; readonly k: number; readonly R: number; readonly d: number };

const CELLS: readonly DimensionCell[] = [
  { n: 512, k: 1, R: 0.0625, d: 64 },
  { n: 512, k: 1, R: 0.25, d: 64 },
  { n: 512, k: 64, R: 0.25, d: 64 },
  { n: 512, k: 1, R: 0.25, d: 256 },
  { n: 1e6, k: 1, R: 0.5, d: 64 },
  { n: 1e6, k: 1, R: 1, d: 64 },
  { n: 1e9, k: 1, R: 1, d: 64 },
  { n: 1e9, k: 1, R: 1, d: 4096 },
];
const CONTROL: readonly DimensionCell[] = CELLS.slice(0, 1);

/** ln eps with d in the logarithm, less ln eps without. */
function lnFactor({ n, k, R, d }: DimensionCell): number {
  return epsPaper.evaluateLn({ n, k, R, delta: DELTA / d }) - epsPaper.evaluateLn({ n, k, R, delta: DELTA });
}

/** The share 1 of the limit's exponent for the claim, 1/2 for its control. */
function measureAt(cell: DimensionCell, share: number): MeasuredExcess {
  const { n, k, R, d } = cell;
  const [factor, limit] = [lnFactor(cell), share * dimensionFactorLimit.evaluateLn({ n, k, R, d, delta: DELTA })];
  const eps = (delta: number): string => formatNumber(epsPaper.evaluate({ n, k, R, delta }));
  return {
    excess: factor - limit,
    roundingBound: 64 * ULP * Math.log(n), // two exponents and two logarithms of at most some ln n each
    comparison: { measured: exactly(Math.exp(factor)), bound: Math.exp(limit), trivial: null },
    note: `ε = ${eps(DELTA)} without d, ${eps(DELTA / d)} with it`,
  };
}

/** `ours`: the two forms in which the bound is found in print, side by side. */
export const dimensionFactor: Claim = inequalityClaim({
  id: "T4.3-dimension",
  item: "Theorem 4.3 with the dimension in its logarithm",
  title: "The dimension in the logarithm costs a factor that falls with n",
  provenance: "ours",
  hypotheses: ["$\\delta = 0.1$; the bounds read at their own $R$, nothing random."],
  scope:
    "Every $n$, $k$, $R$ and $d \\ge 1$. The formula of Theorem 4.3 is lost. We restate it with a union over pairs; ParallelComp (arXiv 2502.14317), two of whose authors are the paper’s, prints a form with $\\delta/(nd)$ for $\\delta/n$.",
  statement:
    "With $\\delta/d$ for $\\delta$, i.e. $d$ in the logarithm, $\\varepsilon_{\\text{paper}}$ grows by a factor of at most $d^{2R/\\ell(n(n-k),\\delta)}$, which tends to 1.",
  bound: fromFormula(
    "\\frac{\\varepsilon_{\\text{paper}}(\\delta/d)}{\\varepsilon_{\\text{paper}}(\\delta)} \\le \\beta,\\quad \\beta",
    dimensionFactorLimit,
  ),
  rule: "The difference of the two logarithms must not exceed their rounding error.",
  reason:
    "$\\ell(md,\\delta) - \\ell(m,\\delta) \\le \\ln d/\\ell(m,\\delta)$, since the root is concave; the exponent has $2R$ of it.",
  useScale: "factor to factor",
  grid: CELLS,
  measure: (cell) => measureAt(cell, 1),
  caption:
    "$\\varepsilon_{\\text{paper}}$ at $k = 1$, $\\delta = 0.1$ without the dimension in its logarithm and with $d = 64$ in it, against $n$, and the trivial bound. The two run side by side; the form with $d$ is the larger one, and so holds wherever the other does.",
  chart: dimensionChart,
  control: {
    statement: "With half the exponent: by a factor of at most $d^{R/\\ell(n(n-k),\\delta)}$.",
    power: certain("at $n = 512$, $R = 1/16$, $d = 64$ the factor is 1.092, and the limit 1.048"),
    grid: CONTROL,
    measure: (cell: DimensionCell) => measureAt(cell, 0.5),
  },
});

function dimensionChart(): ChartSpec {
  const lengths = Array.from({ length: 25 }, (_, i) => 2 ** (i + 5));
  const line = (R: number, d: number) =>
    lengths.map((n) => ({ x: n, y: epsPaper.evaluate({ n, k: 1, R, delta: DELTA / d }) }));
  const series = [0.25, 0.5, 1].flatMap((R): ChartSeries[] => {
    const facet = `$R = ${R}$`;
    return [
      { kind: "paper-bound", label: "without $d$", facet, points: line(R, 1) },
      { kind: "bound", label: "$d = 64$", facet, points: line(R, 64) },
      { kind: "trivial", label: "$1/2$", facet, points: lengths.map((n) => ({ x: n, y: 0.5 })) },
    ];
  });
  return boundChart({
    series,
    x: { title: "length $n$", scale: "log2" },
    y: { title: "$\\eps$ at $k = 1$", scale: "log" },
    useless: "above",
    columns: 3,
    height: 190,
    description:
      "The paper-shaped bound at k = 1 for row scales 1/4, 1/2 and 1, with and without d = 64 in its logarithm: two curves close to each other that cross the trivial bound at nearly the same length.",
  });
}
