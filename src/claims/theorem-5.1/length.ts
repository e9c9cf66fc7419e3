import { epsPaper } from "../../bounds/theorem-4.3.js";
import { boundChart, powerText, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { collapseLength } from "../../limit/collapse-length.js";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { ULP } from "ncsparse-kit/claims/rounding";
import { DELTA } from "./thresholds.js";

/** d = 1: the union over pairs of Theorem 4.3; else over pairs and coordinates, with delta / d for delta. */
type LengthCell = { readonly eps: number; readonly R: number; readonly d: number; readonly n: number };

const CELLS: readonly LengthCell[] = [
  { eps: 1e-2, R: 0.125, d: 1, n: 394 },
  { eps: 1e-4, R: 0.25, d: 1, n: 451_650 },
  { eps: 1e-4, R: 0.5, d: 1, n: 69_288_653 },
  { eps: 1e-7, R: 0.25, d: 1, n: 1_129_352_467 },
  { eps: 1e-2, R: 0.125, d: 64, n: 478 },
  { eps: 1e-4, R: 0.25, d: 64, n: 609_937 },
  { eps: 1e-4, R: 0.5, d: 64, n: 124_110_748 },
  { eps: 1e-7, R: 0.25, d: 64, n: 1_434_559_029 },
];

/** n0: from which length on Part 1 speaks. */
export const lengthClaim: Claim = inequalityClaim({
  id: "T5.1-length",
  item: "reach of Theorem 5.1, Part 1",
  title: "From which length on Theorem 5.1 speaks",
  provenance: "ours",
  hypotheses: ["$\\delta = 0.1$; the bound read at its own $R$, nothing random."],
  scope:
    "$k = 1$: at most one entry above $\\varepsilon$. $d = 1$ is the bound as reconstructed; a variant, printed by two of the authors elsewhere (ParallelComp), carries the dimension in the logarithm, $\\delta/(nd)$ for $\\delta/n$, and stands beside it at $d = 64$.",
  statement:
    "$\\varepsilon_{\\text{paper}}(n,1,\\delta/d,R) \\le \\varepsilon$ holds at the stated $n = n_0$ and at every longer length that was tried, and fails at $n_0 - 1$.",
  bound: fromFunction(
    "collapseLength",
    "\\ln n_0 \\approx 8R^2 + \\ln\\tfrac1\\varepsilon + 2R\\sqrt{16R^2 + 4\\ln\\tfrac1\\varepsilon + 2\\ln\\tfrac{2d}\\delta}",
  ),
  rule: "$\\ln\\varepsilon_{\\text{paper}} - \\ln\\varepsilon$ at $n_0, 2n_0, \\dots, 2^{20}n_0$, and $\\ln\\varepsilon - \\ln\\varepsilon_{\\text{paper}}$ at $n_0 - 1$, must be at most a few rounding errors.",
  reason:
    "The condition is $\\ln(\\varepsilon(n-1)) \\ge 2R\\,\\ell(n(n-1),\\delta)$, whose right side is concave in $\\ln n$.",
  grid: CELLS,
  measure: (cell) => measureAt(cell),
  finding: () => {
    const exponent = (R: number): number => collapseLength(1e-4, R, DELTA).lnN0 / Math.LN10;
    return `Theorem 5.1 guarantees that at most one entry of a row exceeds $10^{-4}$ from $n = ${formatNumber(CELLS[1]!.n).replaceAll(",", "{,}")}$ on at $R = 1/4$, from about $10^{${exponent(1).toFixed(0)}}$ at $R = 1$ and $10^{${exponent(4).toFixed(0)}}$ at $R = 4$.`;
  },
  caption:
    "The length $n_0$ from which Theorem 5.1, Part 1 speaks, against the largest row scale $R$, for four of the thresholds of the paper’s Figure 1; $\\delta = 0.1$. Lengths in use today end near $10^6$ to $10^7$.",
  chart: lengthChart,
  control: {
    statement: "Already from $n_0 - 1$ on.",
    power: certain("$n_0$ is the smallest such length"),
    grid: CELLS.slice(0, 1),
    measure: (cell) => {
      const { excess, roundingBound } = excesses({ ...cell, n: cell.n - 1 });
      return { excess: excess(cell.n - 1), roundingBound } as const;
    },
  },
});

/** ln eps_paper - ln eps at a length, and what rounding can make of it. */
function excesses({ eps, R, d, n }: LengthCell) {
  const excess = (length: number): number =>
    Math.log(epsPaper.evaluate({ n: length, k: 1, R, delta: DELTA / d }) / eps);
  // The exponent, ln(n - 1) and ln eps carry about one rounding error each, relative to their size.
  return { excess, roundingBound: 8 * ULP * Math.log((n * n) / eps) };
}

function measureAt(cell: LengthCell) {
  const { excess, roundingBound } = excesses(cell);
  let worst = Math.max(excess(cell.n), -excess(cell.n - 1));
  for (let length = cell.n; length <= cell.n * 2 ** 20; length *= 2) worst = Math.max(worst, excess(length));
  return { excess: worst, roundingBound, note: dimensionNote(cell) } as const;
}

/** What the dimension in the logarithm costs in length. */
function dimensionNote({ eps, R, d, n }: LengthCell): string {
  return d === 1 ? "" : `${(n / collapseLength(eps, R, DELTA).n0!).toFixed(2)} times the length without d`;
}

const DRAWN: readonly { exponent: number; colour: SeriesColour }[] = [
  { exponent: -4, colour: "orange" },
  { exponent: -5, colour: "green" },
  { exponent: -6, colour: "blue" },
  { exponent: -7, colour: "purple" },
];

function lengthChart(): ChartSpec {
  const scales = Array.from({ length: 41 }, (_, i) => 0.1 * i);
  const series = DRAWN.map(({ exponent, colour }): ChartSeries => {
    const points = scales.map((R) => ({ x: R, y: collapseLength(10 ** exponent, R, DELTA).lnN0 / Math.LN10 }));
    return { kind: "paper-bound", label: `$\\eps =$ ${powerText(10, exponent)}`, colour, points };
  });
  return boundChart({
    series,
    x: { title: "largest row scale $R$" },
    y: { title: "$n_0$", scale: "exponent" },
    description:
      "The length from which Theorem 5.1 speaks grows from 1/eps at R = 0 to about 10^14 at R = 1 and 10^120 at R = 4 for eps = 1e-4; smaller thresholds add a few powers of ten.",
  });
}
