/** Figures of the family: methods over inputs, as functions of k; and what a sink is worth. */
import { boundChart, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import type { MethodErrors } from "../../practical/compare.js";
import { METHODS } from "../../practical/methods/index.js";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { causalSample, WINDOWS, type InputName } from "./samples.js";
import { sinkGain } from "../../bounds/practical-windows.js";
import { meanGain } from "./mean-gain.js";

/** Inputs that get a panel, and their titles: the structure that each method was made for, and none. */
const PANELS: readonly (readonly [InputName, string])[] = [
  ["Gaussian", "Gaussian"],
  ["locality 0.99", "locality, $\\rho = 0.99$"],
  ["sink 4", "sink, $b = 4$"],
  ["heavy keys 4", "heavy keys, $\\gamma = 4$"],
  ["clusters", "clusters, $\\kappa = 0.8$"],
  ["self-attention", "self-attention, $\\rho = 0$"],
];

/** One colour a method, in the order of `METHODS`. */
const COLOURS: readonly SeriesColour[] = ["ink", "blue", "green", "vermillion", "purple"];
/** Points of the methods stand side by side around their k. */
const SPREAD: readonly number[] = [0.84, 0.917, 1, 1.09, 1.19];

/** Captured mass relative to the ideal's, against k. */
export function relativeMassChart(context: Context): ChartSpec {
  return methodChart(context, {
    title: "captured mass / ideal",
    domain: [0, 1],
    read: (errors, ideal) => errors.mass / ideal.mass,
    description:
      "Captured mass of five methods relative to the ideal top-k at k = 16, 32, 64 on six inputs: each is near 1 only on the input whose structure it needs; on Gaussian input all but LSH capture k/n.",
  });
}

/** Relative output error for independent values, against k. */
export function outputErrorChart(context: Context): ChartSpec {
  return methodChart(context, {
    title: "output error / ideal’s",
    read: (errors, ideal) => errors.l2 / ideal.l2,
    scale: "log",
    description:
      "Output error of five methods over that of the ideal top-k, values independent of the logits, on six inputs: the order of the methods is not that of their captured mass.",
  });
}

interface MethodChart {
  readonly title: string;
  readonly read: (errors: MethodErrors, ideal: MethodErrors) => number;
  readonly domain?: readonly [number, number];
  readonly scale?: "log";
  readonly description: string;
}

function methodChart(context: Context, { title, read, domain, scale, description }: MethodChart): ChartSpec {
  return boundChart({
    series: PANELS.flatMap(([input, facet]) => panel(context, input, facet, read)),
    x: { title: "kept keys $k$", scale: "log2", domain: [12, 86] },
    y: { title, ...(domain ? { domain } : {}), ...(scale ? { scale } : {}) },
    columns: 3,
    height: 170,
    description,
  });
}

function panel(context: Context, input: InputName, facet: string, read: MethodChart["read"]): ChartSeries[] {
  const sample = causalSample(input, context);
  return METHODS.map((method, m) => ({
    kind: "measured",
    label: method.name,
    facet,
    colour: COLOURS[m]!,
    points: WINDOWS.map((k) => {
      const { value, low, high } = meanInterval(sample.at(k, (of, ideal) => read(of(method), ideal)));
      return { x: k * SPREAD[m]!, y: value, low, high };
    }),
  }));
}

/** The gain of keeping the first four keys against the sink's height. */
export function sinkChart(result: ClaimResult): ChartSpec {
  const cells = result.cells.filter(({ parameters }) => parameters.n === 128);
  const heights = Array.from({ length: 37 }, (_, i) => 0.25 * i);
  return boundChart({
    series: [
      { kind: "law", label: "law", points: heights.map((b) => ({ x: b, y: meanGain(128, b, sinkGain) })) },
      {
        kind: "measured",
        label: "measured",
        points: cells.map(({ parameters, measured }) => ({
          x: Number(parameters.b),
          y: measured!.value,
          low: measured!.low,
          high: measured!.high,
        })),
      },
    ],
    x: { title: "raise $b$ of the first key’s logit" },
    y: { title: "gain in captured mass", domain: [0, 1] },
    description:
      "Gain in captured mass by keeping the first four keys: from nothing at b = 0 through a third at b = 4 to nearly everything at b = 8; measured points lie on the law.",
  });
}
