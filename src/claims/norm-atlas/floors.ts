import { rowErrors } from "../../attention/row-identities.js";
import { softmax } from "../../attention/softmax.js";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { boundChart, type ChartPoint, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { worstRow, type RowCell } from "../worst-row.js";

/** Equal logits attain both floors. */
const CELLS: readonly RowCell[] = [
  { n: 64, k: 4, sigma: 0 },
  { n: 1024, k: 4, sigma: 0 },
  { n: 1024, k: 4, sigma: 1 },
  { n: 1024, k: 7, sigma: 1 },
  { n: 1024, k: 4, sigma: 4 },
];
const EQUAL: readonly RowCell[] = CELLS.slice(0, 2);

function worst(cell: RowCell, context: Context, role: string, factor: number): MeasuredExcess {
  const { n, k } = cell;
  return worstRow(cell, context, ["NA-floor", role], ({ tail, linf, l2 }) => {
    const max = Math.log((factor * tail) / (k * linf));
    return Math.max(max, Math.log((factor * tail * Math.sqrt(1 / k + 1 / (n - k))) / l2));
  });
}

/** `ours`: why a constant window is unstable in every norm. */
export const floor: Claim = inequalityClaim({
  id: "NA-floor",
  item: "norm atlas, constant windows",
  title: "A constant window has a floor in the entrywise max and ℓ2 norms",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$; equality at equal logits.",
  statement:
    "$\\lVert p_k-p\\rVert_{\\max} \\ge (1-m_k)/k$ and $\\lVert p_k-p\\rVert_2 \\ge (1-m_k)\\,(\\tfrac1k+\\tfrac1{n-k})^{1/2}$: where $1-m_k \\to 1$ and $k$ is constant, neither vanishes.",
  bound: fromTex("\\lVert p_k-p\\rVert_{\\max} \\ge \\frac{1-m_k}{k}"),
  rule: "The larger of $\\ln$ floor − $\\ln$ error of the two norms, over 200 rows, must not exceed rounding.",
  reason:
    "The kept entries gain $1-m_k$ together: the largest gain is at least their mean, and Cauchy–Schwarz does the rest.",
  grid: CELLS,
  law: () => 1,
  measure: worst,
  caption:
    "The entrywise max and the $\\ell_2$ error of the median row among 25 with $k = 4$ (points), and their floors at the same rows (lines), against $n$; $\\sigma = 1$.",
  chart: (_, context) => floorChart(context),
  control: {
    statement: "One kept entry fewer: $\\lVert p_k-p\\rVert_{\\max} \\ge (1-m_k)/(k-1)$, at equal logits.",
    power: certain("equal logits attain the floor"),
    grid: EQUAL,
    law: (cell) => cell.k / (cell.k - 1),
  },
});

function floorChart(context: Context): ChartSpec {
  const k = 4;
  const rows = [64, 256, 1024, 4096, 16384].map((n) => {
    const source = stream(context.seed, "NA-floor", "figure", n);
    const logits = new Float64Array(n);
    const drawn = Array.from({ length: 25 }, () => {
      drawInputs(source, "gaussian", logits, 1);
      return rowErrors(softmax(logits).sort().reverse(), [k])[0]!;
    });
    return { n, row: drawn.sort((a, b) => a.linf - b.linf)[12]! };
  });
  const points = (value: (at: (typeof rows)[number]) => number): ChartPoint[] =>
    rows.map((at) => ({ x: at.n, y: value(at) }));
  return boundChart({
    series: [
      { kind: "measured", label: "$l_2$", points: points(({ row }) => row.l2) },
      { kind: "bound", label: "its floor", points: points(({ n, row }) => row.tail * Math.sqrt(1 / k + 1 / (n - k))) },
      { kind: "measured", label: "entrywise max", colour: "sky", points: points(({ row }) => row.linf) },
      { kind: "bound", label: "its floor", points: points(({ row }) => row.tail / k) },
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "error of a row, $k = 4$", domain: [0, 0.7] },
    description:
      "Entrywise max and l2 error of a row with four kept entries for n from 64 to 16,384: both level off above their floors, a quarter and a half of the dropped mass.",
  });
}
