/** Figures of the strategies: the paper's Figure 2, error curves, the map of Proposition 7.2, the best windows. */
import { equalCostWindows, errorsAt, meanErrors, type Weighting, type WindowShape } from "../../experiments/index.js";
import {
  boundChart,
  tileChart,
  type ChartSeries,
  type ChartSpec,
  type SeriesColour,
  type Tile,
  type TilePanel,
} from "ncsparse-kit/figures";
import { meanInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { bestPower, type MapPoint } from "./compare.js";
import { learnt } from "./optimum.js";
import { CONSTANT, curvesOf, LENGTHS, lengthsOf, ROW_NORMS, SCALES, type Attention, type Norm } from "./samples.js";

/** Of the curves and of the map; random weights are like cross-attention. */
const ATTENTIONS: readonly Attention[] = ["cross", "self"];
const NAMES: Readonly<Record<Attention, string>> = {
  cross: "cross-attention",
  self: "self-attention",
  random: "random weights",
};
const LENGTH = { title: "length $n$", scale: "log2" } as const;

const STRATEGIES: readonly { label: string; shape: WindowShape; colour: SeriesColour }[] = [
  { label: "constant", shape: { kind: "constant" }, colour: "vermillion" },
  { label: "log", shape: { kind: "log" }, colour: "orange" },
  { label: "C = 1/4", shape: { kind: "power", C: 0.25 }, colour: "sky" },
  { label: "C = 1/2", shape: { kind: "power", C: 0.5 }, colour: "blue" },
  { label: "C = 3/4", shape: { kind: "power", C: 0.75 }, colour: "green" },
];

/** Figure 2: mean row l2 error against the length at the cost of k0 = 32, for three readings of the lost weights. */
export async function figure2Chart(context: Context): Promise<ChartSpec> {
  const series: ChartSeries[] = [];
  const panels = [
    ["cross", 0.25],
    ["cross", 1],
    ["cross", 2],
    ["random", 1],
    ["self", 0.5],
    ["self", 1],
  ] as const;
  for (const [attention, sigma] of panels) {
    const curves = await curvesOf({ attention, norm: "row l2", sigma }, context);
    for (const { label, shape, colour } of STRATEGIES) {
      const windows = equalCostWindows(shape, LENGTHS, CONSTANT);
      const points = curves.map((curve, i) => {
        const { value, low, high } = meanInterval(errorsAt(curve, windows[i]!));
        return { x: curve.n, y: value, low: Math.max(low, value / 10), high };
      });
      const facet = `${NAMES[attention]}, $\\sigma = ${sigma}$`;
      series.push({ kind: "law", label, colour, facet, points: points.map(({ x, y }) => ({ x, y })) });
      series.push({ kind: "measured", label, colour, facet, points });
    }
  }
  return boundChart({
    series: series.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "law" ? 1 : -1)),
    x: LENGTH,
    y: { title: "mean of the rows’ $l_2$ errors", scale: "log" },
    columns: 3,
    height: 170,
    description:
      "Mean row l2 error against n at equal cost. Cross-attention, sigma 1/4 and 1: the constant window's error rises, powers of n start higher and fall below it at 8192. Sigma 2: C = 1/4 rises too. Random weights at sigma 1: as cross-attention. Self-attention with W = sigma I/sqrt d: at sigma 1/2 powers fall, at sigma 1 all rise.",
  });
}

/** Error against the window at n = 2^8, 2^10 and 2^13, for every norm that sampled rows give; sigma = 1. */
export async function errorCurveChart(context: Context): Promise<ChartSpec> {
  const shown: readonly { n: number; colour: SeriesColour }[] = [
    { n: 256, colour: "orange" },
    { n: 1024, colour: "green" },
    { n: 8192, colour: "blue" },
  ];
  const series: ChartSeries[] = [];
  for (const attention of ATTENTIONS) {
    for (const norm of ROW_NORMS) {
      const curves = await curvesOf({ attention, norm, sigma: 1 }, context);
      for (const { n, colour } of shown) {
        const curve = curves.find((one) => one.n === n)!;
        const means = meanErrors(curve);
        const points = curve.windows.flatMap((k, w) => (k < n / 1.5 && w % 2 === 0 ? [{ x: k, y: means[w]! }] : []));
        series.push({
          kind: "law",
          label: `$n = ${n}$`,
          colour,
          facet: `${norm.replace("l2", "$l_2$")}, ${attention}`,
          points,
        });
      }
    }
  }
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "error, $\\sigma = 1$", scale: "log" },
    columns: 3,
    height: 150,
    description:
      "Errors against the window at sigma = 1 for n = 256, 1024 and 8192: all fall; at a given window total variation and row l2 rise with n, Frobenius over n falls in cross-attention at short windows.",
  });
}

const MAP_NORMS: readonly Norm[] = [...ROW_NORMS, "entrywise max"];
const WEIGHTINGS: readonly Weighting[] = ["lengths", "rows"];

/** The map of Proposition 7.2: where the best of seven powers beats the constant window of equal cost. */
export async function mapChart(context: Context): Promise<ChartSpec> {
  const panels: TilePanel[] = [];
  for (const attention of ATTENTIONS) {
    const tiles: Tile[] = [];
    for (const [r, { norm, weighting }] of mapRows().entries()) {
      for (const [column, sigma] of SCALES.entries()) {
        tiles.push({ row: r, column, ...(await tileOf({ attention, norm, weighting, sigma }, context)) });
      }
    }
    panels.push({ title: NAMES[attention], tiles });
  }
  const count = (state: Tile["state"]): number =>
    panels.flatMap(({ tiles }) => tiles).filter((tile) => tile.state === state).length;
  return tileChart({
    panels,
    rows: mapRows().map(({ norm, weighting }) => ({
      label: `${norm.replace("l2", "$l_2$")}, per ${weighting === "rows" ? "row" : "length"}`,
      endsGroup: weighting === "rows",
    })),
    columns: ["¼", "½", "1", "2", "4", "8"],
    columnTitle: "scale of the logits $\\sigma$",
    states: { for: "some $n$-power is better", against: "the constant is better", undecided: "not told apart" },
    description: `Map of Proposition 7.2 at equal cost over norm, weighting, scale and attention: a power of n is better on ${count("for")} tiles, the constant on ${count("against")}, ${count("undecided")} are undecided.`,
  });
}

function mapRows(): { norm: Norm; weighting: Weighting }[] {
  return MAP_NORMS.flatMap((norm) => WEIGHTINGS.map((weighting) => ({ norm, weighting })));
}

async function tileOf(point: MapPoint, context: Context): Promise<Pick<Tile, "state" | "text">> {
  const { value, low, high } = await bestPower(point, context);
  const percent = 100 * value;
  const size = Math.abs(percent);
  const digits = size < 0.095 ? 2 : size < 9.95 ? 1 : 0;
  const text = `${percent > 0 ? "+" : "−"}${size.toFixed(digits)}`;
  return { state: low > 0 ? "for" : high < 0 ? "against" : "undecided", text };
}

/** The best windows at the cost of k0 = 32 in cross-attention, total variation: fall or rise with the length. */
export async function optimalWindowsChart(context: Context): Promise<ChartSpec> {
  const scales: readonly { sigma: number; colour: SeriesColour }[] = [
    { sigma: 0.25, colour: "vermillion" },
    { sigma: 1, colour: "orange" },
    { sigma: 4, colour: "green" },
    { sigma: 8, colour: "blue" },
  ];
  const series: ChartSeries[] = [];
  for (const norm of ["row l2", "total variation"] as const) {
    for (const weighting of WEIGHTINGS) {
      const facet = `${norm.replace("l2", "$l_2$")}, per ${weighting === "rows" ? "row" : "length"}`;
      for (const { sigma, colour } of scales) {
        const curves = await curvesOf({ attention: "cross", norm, sigma }, context);
        const windows = learnt(curves, weighting);
        series.push({
          kind: "law",
          label: `$\\sigma = ${sigma}$`,
          colour,
          facet,
          points: lengthsOf(norm).map((n, i) => ({ x: n, y: windows[i]! })),
        });
      }
      series.push({ kind: "trivial", label: "$k_0 = 32$", facet, points: LENGTHS.map((n) => ({ x: n, y: CONSTANT })) });
    }
  }
  return boundChart({
    series,
    x: LENGTH,
    y: { title: "best window $k_n$", scale: "log2" },
    description:
      "Best windows at equal cost against n: with lengths weighted equally the longest inputs get the shortest windows; with rows weighted equally they are constant (row l2) or fall (total variation) at small scales and rise at 4 and 8.",
  });
}
