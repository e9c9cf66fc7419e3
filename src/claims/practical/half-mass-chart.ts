import { boundChart, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { compareMethods, type MethodErrors } from "../../practical/compare.js";
import { openHead } from "../../practical/head.js";
import { lshBuckets, slidingWindow } from "../../practical/methods/index.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { DIMENSION, drawInput } from "./samples.js";

const HEADS = 2;
const LENGTH = 128;
const KEPT: readonly number[] = [4, 8, 16, 32, 48, 64, 96, 120];
const SERIES: readonly (readonly [string, SeriesColour])[] = [
  ["ideal top-k", "ink"],
  ["sliding window", "blue"],
  ["LSH buckets", "purple"],
];

/** Distance over norm against the captured mass, of three choices of keys on Gaussian heads. */
export function halfMassChart(context: Context): ChartSpec {
  const comparisons = Array.from({ length: HEADS }, (_, draw) => {
    const source = stream(context.seed, "PW-half", "figure", draw);
    const head = openHead(drawInput("Gaussian", { n: LENGTH, d: DIMENSION }, source), { scale: 1, causal: false });
    return compareMethods(head, { methods: [slidingWindow, lshBuckets], windows: KEPT, outputs: [] }, source);
  });
  const masses = Array.from({ length: 60 }, (_, t) => 0.04 + 0.016 * t);
  const line = (kind: "bound" | "trivial", label: string, height: (m: number) => number): ChartSeries => ({
    kind,
    label,
    points: masses.map((x) => ({ x, y: height(x) })),
  });
  return boundChart({
    series: [
      line("trivial", "no attention", () => 1),
      line("bound", "least distance", (m) => Math.min(1, 1 / m - 1)),
      ...SERIES.map(([label, colour], at): ChartSeries => ({
        kind: "measured",
        label,
        colour,
        points: KEPT.map((_, w) => {
          const errors = comparisons.map((windows): MethodErrors => [windows[w]!.ideal, ...windows[w]!.methods][at]!);
          return { x: average(errors.map(({ mass }) => mass)), y: average(errors.map(({ l2 }) => l2)) };
        }),
      })),
    ],
    x: { title: "captured mass $m$", domain: [0, 1] },
    y: { title: "distance / norm of the row", scale: "log" },
    description:
      "Distance of the renormalised row from the exact one over the exact row's norm, against the captured mass: every choice of keys lies above 1 up to a mass of one half, the ideal top-k falls below 1 soon after, and so do the others only where they keep most keys.",
  });
}

function average(x: readonly number[]): number {
  return x.reduce((sum, value) => sum + value, 0) / x.length;
}
