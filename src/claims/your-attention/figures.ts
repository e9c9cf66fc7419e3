/** Figures and tables of a reader's own attention. */
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { exampleHead, type MeasuredWindow, type Measurement, type Quartiles } from "../../measure/index.js";
import { formatNumber } from "ncsparse-kit/claims/format";
import type { Context } from "ncsparse-kit/claims/claim";
import { BUDGET, measuredHead, type ArrayName } from "./measured.js";
import { fiveNumbers, quadraticForms } from "./forms.js";

const ARRAYS: readonly ArrayName[] = ["gaussian", "structured"];

/** Mean total variation against k, measured beside predicted, a panel for each example head. */
export function predictionChart(context: Context): ChartSpec {
  return windowChart(context, {
    y: "total variation $1 - m_k$",
    measured: ({ tv }) => tv,
    predicted: ({ tvPredicted }) => tvPredicted,
    description:
      "Mean total variation against the window k: on the Gaussian arrays the measured points lie on the predicted line, on the structured ones they fall below it by up to 0.16.",
  });
}

/** Relative output error against k, measured beside predicted. */
export function outputPredictionChart(context: Context): ChartSpec {
  return windowChart(context, {
    y: "relative output error",
    measured: ({ output }) => output,
    predicted: ({ outputPredicted }) => outputPredicted,
    description:
      "Relative output error against the window k: on the Gaussian arrays the measured points lie on the predicted line, on the structured ones below it where k is near the size of a cluster.",
  });
}

interface WindowChart {
  readonly y: string;
  readonly measured: (window: MeasuredWindow) => number;
  readonly predicted: (window: MeasuredWindow) => number;
  readonly description: string;
}

function windowChart(context: Context, { y, measured, predicted, description }: WindowChart): ChartSpec {
  return boundChart({
    series: ARRAYS.flatMap((facet): ChartSeries[] => {
      const { windows } = measuredHead(facet, BUDGET, context);
      const points = (of: (window: MeasuredWindow) => number) => windows.map((w) => ({ x: w.k, y: of(w) }));
      return [
        { kind: "law", label: "predicted from the row scales", facet, points: points(predicted) },
        { kind: "measured", label: "measured", facet, points: points(measured) },
      ];
    }),
    x: { title: "window $k$", scale: "log2" },
    y: { title: y, scale: "log" },
    description,
  });
}

/** The five numbers of sigma_i of both heads, as reported and by the quadratic form. */
export function scaleChart(context: Context): ChartSpec {
  return boundChart({
    series: ARRAYS.flatMap((facet): ChartSeries[] => {
      const { q, k } = exampleHead(facet);
      const points = (values: readonly number[]) => values.map((sigma, i) => ({ x: i * 25, y: sigma }));
      return [
        { kind: "law", label: "quadratic form", facet, points: points(fiveNumbers(quadraticForms(q, k).sigmas)) },
        {
          kind: "measured",
          label: "reported",
          facet,
          points: points(list(measuredHead(facet, BUDGET, context).sigma)),
        },
      ];
    }),
    x: { title: "share of the rows below, %", domain: [0, 100] },
    y: { title: "row scale $\\sigma_i$", domain: [0, 2.5] },
    description:
      "Five numbers of the row scales of the Gaussian and the structured head: reported values lie on those of the quadratic form.",
  });
}

function list({ least, lower, median, upper, most }: Quartiles): number[] {
  return [least, lower, median, upper, most];
}

/** Rows of a table: what `measure` says of each head; medians over the rows, and the windows for the budget. */
export function measuredTable(heads: Readonly<Record<string, Measurement>>): string[][] {
  const names = Object.keys(heads);
  const row = (label: string, of: (measured: Measurement) => number): string[] => [
    label,
    ...names.map((name) => formatNumber(of(heads[name]!))),
  ];
  return [
    row("row scale $\\sigma_i$", (m) => m.sigma.median),
    row("$c_i = \\sigma_i/\\sqrt{2\\ln n}$", (m) => m.c.median),
    row("skewness of a row (normal: 0)", (m) => m.skewness.median),
    row("excess kurtosis (normal: 0)", (m) => m.excessKurtosis.median),
    row("Kolmogorov–Smirnov distance to the normal law", (m) => m.distance.median),
    row("participation ratio", (m) => m.participation.median),
    row("window for the budget, measured", (m) => m.budget.k),
    row("window, predicted from the row scales", (m) => m.budget.kPredicted),
    row("window of one row at the median scale", (m) => m.budget.kTypical),
  ];
}
