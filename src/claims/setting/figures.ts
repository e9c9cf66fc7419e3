/** Figures of the setting: one sorted row, seen through every window. */
import { l2Sandwich, rowErrors } from "../../attention/row-identities.js";
import { softmax } from "../../attention/softmax.js";
import { rowErrorsByDefinition, type RowErrors } from "../../attention/sparse-row.js";
import { boundChart, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { fillNormal, stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";

const N = 1024;
const WINDOWS: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768, 960, 1008];
const POINTS: readonly number[] = [1, 8, 64, 512];

const CURVES: readonly { name: keyof RowErrors; label: string; colour: SeriesColour }[] = [
  { name: "tail", label: "total variation", colour: "vermillion" },
  { name: "l2", label: "$l_2$", colour: "blue" },
  { name: "linf", label: "largest entry", colour: "green" },
];

/** The errors of one row in three norms, for all windows. */
export function errorCurves(context: Context): ChartSpec {
  const row = exampleRow(context, 1);
  const sorted = Float64Array.from(row).sort().reverse();
  const errors = rowErrors(sorted, WINDOWS);
  const series: ChartSeries[] = CURVES.flatMap(({ name, label, colour }) => [
    { kind: "law" as const, label, colour, points: WINDOWS.map((k, i) => ({ x: k, y: errors[i]![name] })) },
    {
      kind: "measured" as const,
      label: `${label}, by definition`,
      colour,
      points: POINTS.map((k) => ({ x: k, y: rowErrorsByDefinition(row, k)[name] })),
    },
  ]);
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "error of the sparse row", scale: "log" },
    description: "Total variation, l2 and largest-entry error of one row of 1024 logits against the window; all fall.",
  });
}

/** The l2 error and the ends of its sandwich, for a narrow and a wide spread of logits. */
export function sandwichCurves(context: Context): ChartSpec {
  const series = [1, 4].flatMap((sigma): ChartSeries[] => {
    const sorted = Float64Array.from(exampleRow(context, sigma)).sort().reverse();
    const facet = `$\\sigma = ${sigma}$`;
    const ends = WINDOWS.map((k) => ({ k, ...l2Sandwich(sorted, k) }));
    const errors = rowErrors(sorted, WINDOWS);
    return [
      { kind: "bound", label: "upper end", facet, points: ends.map(({ k, upper }) => ({ x: k, y: upper })) },
      { kind: "measured", label: "$l_2$ error", facet, points: errors.map(({ l2 }, i) => ({ x: WINDOWS[i]!, y: l2 })) },
      {
        kind: "bound",
        label: "lower end",
        colour: "sky",
        facet,
        points: ends.map(({ k, lower }) => ({ x: k, y: lower })),
      },
    ];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "$l_2$ error of the sparse row", scale: "log" },
    description: "The l2 error lies between its lower and upper end at every window, for logit scales 1 and 4.",
  });
}

function exampleRow(context: Context, sigma: number): Float64Array {
  const logits = new Float64Array(N);
  fillNormal(stream(context.seed, "setting figures", sigma), logits, sigma);
  return softmax(logits);
}
