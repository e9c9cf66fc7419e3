/** Figures of what holds for every row: the captured mass, and the norms of the error. */
import { rowErrors } from "../../attention/row-identities.js";
import { softmax } from "../../attention/softmax.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";

/** One row of 1,024 normal logits, in decreasing order. */
function drawnRow(context: Context, sigma: number): Float64Array {
  return drawSet(context, ["T6.1", "figure", sigma], (path) => {
    const logits = new Float64Array(1024);
    drawInputs(stream(context.seed, ...path), "gaussian", logits, sigma);
    return softmax(logits).sort().reverse();
  });
}

const ROW_WINDOWS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 960] as const;

/** Captured mass against the floor k/n. */
export function massChart(context: Context): ChartSpec {
  const lines = ([0.5, 1, 2] as const).map((sigma, index): ChartSeries => ({
    kind: "law",
    label: `$\\sigma = ${sigma}$`,
    colour: (["sky", "blue", "purple"] as const)[index]!,
    points: rowErrors(drawnRow(context, sigma), ROW_WINDOWS).map(({ mass }, w) => ({ x: ROW_WINDOWS[w]!, y: mass })),
  }));
  return boundChart({
    series: [...lines, { kind: "trivial", label: "$k/n$", points: ROW_WINDOWS.map((k) => ({ x: k, y: k / 1024 })) }],
    x: { title: "window $k$", scale: "log2" },
    y: { title: "captured mass $m_k$", scale: "log" },
    useless: "below",
    description: "Captured mass of one row of 1,024 normal logits at three scales: above k/n at every window.",
  });
}

/** Three norms of one row's error and the geometric mean that bounds the middle one. */
export function normsChart(context: Context): ChartSpec {
  const errors = rowErrors(drawnRow(context, 1), ROW_WINDOWS);
  const points = (value: (row: (typeof errors)[number]) => number): ChartPoint[] =>
    errors.map((row, w) => ({ x: ROW_WINDOWS[w]!, y: value(row) }));
  return boundChart({
    series: [
      { kind: "law", label: "$l_1$", colour: "sky", points: points(({ l1 }) => l1) },
      { kind: "bound", label: "geometric mean", points: points(({ l1, linf }) => Math.sqrt(l1 * linf)) },
      { kind: "law", label: "$l_2$", points: points(({ l2 }) => l2) },
      { kind: "law", label: "largest entry", colour: "purple", points: points(({ linf }) => linf) },
    ],
    x: { title: "window $k$", scale: "log2" },
    y: { title: "norm of $p_k - p$", scale: "log" },
    description:
      "The l1, l2 and entrywise max norm of one row's error over the window; the geometric mean of the outer two lies above the middle one.",
  });
}
