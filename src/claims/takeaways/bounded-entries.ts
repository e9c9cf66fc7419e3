import { boundChart, type ChartPoint, type ChartSpec } from "ncsparse-kit/figures";
import { criticalWindow, rowScale } from "../../limit/index.js";
import { normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { certain, exactDifferenceClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";

type BoundaryCell = { readonly c: number };

const LN_N = 1e6;
const TOLERANCE = 0.001;
const CELLS: readonly BoundaryCell[] = [0.1, 0.25, 0.5, 1, 1.5].map((c) => ({ c }));

/** Alman and Song's boundary in the terms of the limit law. */
export const boundedEntries: Claim = exactDifferenceClaim({
  id: "AS23-scale",
  item: "Section 5, Discussion: [AS23]",
  title: "Alman and Song’s boundary, beside the limit law",
  provenance: "ours",
  hypotheses: [
    "The text: a fast algorithm with small error requires bounded query, key and value matrices, entries at most $B = o(\\sqrt{\\ln n})$, and “the bound is astonishingly similar”.",
    "Ours: with entries at most $B$ the normalised logits are at most $B^2$; we read $B^2$ as the largest logit of a row of i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma = c\\sqrt{2\\ln n}$.",
  ],
  scope: "Any $c > 0$, computed at $\\ln n = 10^6$.",
  statement:
    "$B^2/\\ln n \\to 2c$. So $B = o(\\sqrt{\\ln n})$ means $c \\to 0$, and there, by [the critical window](#LL-critical-window), the number of keys that hold the mass, $n^{1-c^2}$, becomes $n^{1-o(1)}$: where their algorithm is fast, attention is dense in total variation, not sparse.",
  bound: fromFunction("rowScale", "\\frac{B^2}{\\ln n} = \\frac{\\sigma\\,\\Phi^{-1}(1-1/n)}{\\ln n} \\to 2c"),
  tolerance: TOLERANCE,
  rule: "$\\sigma\\Phi^{-1}(1-1/n)/\\ln n - 2c$ at $\\ln n = 10^6$ must lie within $0.001$ of 0; the bias of the limit there is a third of that at most.",
  reason: "$\\Phi^{-1}(1-1/n) \\sim \\sqrt{2\\ln n}$, with a relative bias of about $\\ln\\ln n/(4\\ln n)$.",
  grid: CELLS,
  measure: (cell) => measureAt(cell, 2 * cell.c),
  caption:
    "The window exponent above which a window captures the mass, $C = 1 - c^2$, against $B^2/\\ln n = 2c$. Alman and Song’s fast regime is the left end, $B^2/\\ln n \\to 0$, where the window is everything; a constant number of entries suffices from $B^2 = 2\\ln n$ on, deep in the regime where no subquadratic algorithm is expected.",
  chart: boundaryChart,
  control: {
    statement: "$B^2/\\ln n \\to c$.",
    power: certain("the two limits differ by $c$"),
    grid: CELLS.slice(0, 2),
    measure: (cell) => measureAt(cell, cell.c),
  },
});

function measureAt({ c }: BoundaryCell, limit: number) {
  const value = (rowScale(LN_N, c) * normalTailQuantileFromLog(-LN_N)) / LN_N - limit;
  return { difference: exactly(value) } as const;
}

function boundaryChart(): ChartSpec {
  const line = Array.from({ length: 45 }, (_, i): ChartPoint => {
    const c = (1.1 * i) / 44;
    return { x: 2 * c, y: criticalWindow(c) };
  });
  return boundChart({
    series: [
      { kind: "law", label: "$1 - c^2$", points: line },
      { kind: "trivial", label: "all of $n$", points: [line[0]!, line.at(-1)!].map(({ x }) => ({ x, y: 1 })) },
    ],
    x: { title: "$B^2$ / $\\ln n$" },
    y: { title: "window exponent $C$" },
    description: "The critical window exponent falls from 1 at B^2/ln n = 0 to 0 at 2 and stays there.",
  });
}
