/** Figures of Lemma 4.2: bound against measurement over n, for Gaussian input and W = I/sqrt(d). */
import { boundChart, type ChartAxis, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { clopperPearson, quantileInterval } from "ncsparse-kit/probability";
import { along } from "ncsparse-kit/claims/charts";
import type { Context } from "ncsparse-kit/claims/claim";
import type { CellResult, ClaimResult } from "ncsparse-kit/claims/result";
import { logitBound } from "../../bounds/lemma-4.2.js";
import { CONTROL_CELL, DELTA, DRAWS, extremes, type MatrixCell } from "./samples.js";
import { mapDraws } from "ncsparse-kit/claims/measure";

const LENGTH: ChartAxis = { title: "length $n$", scale: "log2" };

/** The Gaussian cells with W = I/sqrt(d): the only ones that form a line in n. */
function gaussianCells(result: ClaimResult): CellResult[] {
  return result.cells.filter(({ parameters }) => parameters.input === "gaussian" && parameters.W === "I/√d");
}

/** Part 1: against sqrt(ln n), where both sides are straight. */
export function growthChart(result: ClaimResult): ChartSpec {
  return along({
    parameter: "n",
    at: (n) => Math.sqrt(Math.log(n)),
    x: { title: "$\\sqrt\\ln\\,n$" },
    y: { title: "$\\max\\,|z_{ij}|$ / $R$  off the diagonal", domain: [0, 7] },
    measuredLabel: "measured",
    boundLabel: "$\\lambda / R$",
    boundKind: "paper-bound",
    cells: gaussianCells(result),
  });
}

/** A chart over n of a claim whose cells are all Gaussian with W = I/sqrt(d), or of those that are. */
function overLength(y: ChartAxis, boundLabel: string, boundKind: "bound" | "paper-bound") {
  return (result: ClaimResult): ChartSpec =>
    along({
      parameter: "n",
      x: LENGTH,
      y,
      measuredLabel: "measured",
      boundLabel,
      boundKind,
      cells: gaussianCells(result),
    });
}

type ClaimChart = (result: ClaimResult) => ChartSpec;

const LARGEST_LOGIT: ChartAxis = { title: "largest $|z_{ij}|$, diagonal included", domain: [0, 20] };

/** Part 2: the exponential of Part 1. */
export const entryChart: ClaimChart = overLength(
  { title: "largest of $A_{ij}$ and $1/A_{ij}$", scale: "log" },
  "exp $\\lambda$",
  "paper-bound",
);

/** Part 3: the smallest row sum. */
export const rowSumChart: ClaimChart = overLength(
  { title: "smallest row sum $D_{ii}$", scale: "log" },
  "Part 3",
  "paper-bound",
);

export const diagonalChart: ClaimChart = overLength(
  { title: "largest $|z_{ii}\\,-$ tr $W|$", domain: [0, 10] },
  "bound",
  "bound",
);

export const everyLogitChart: ClaimChart = overLength(LARGEST_LOGIT, "$\\lambda$ with the diagonal", "bound");

/** The literal reading: the level that speaks only of i != j. */
export const literalChart: ClaimChart = overLength(LARGEST_LOGIT, "$\\lambda$", "paper-bound");

const LEVELS: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** How often the union bound is exceeded at each delta, with R = max_i sigma_i and with every row's own scale. */
export function coverageChart(context: Context): ChartSpec {
  const { n } = CONTROL_CELL;
  const { inLargestScale, inOwnScale } = extremes(CONTROL_CELL, context, "claim");
  const shares = (sizes: Float64Array): ChartPoint[] =>
    LEVELS.map((delta) => {
      const level = logitBound.evaluate({ R: 1, n, delta });
      const failures = sizes.reduce((count, size) => (size > level ? count + 1 : count), 0);
      return { x: delta, y: failures / DRAWS, ...clopperPearson(failures, DRAWS) };
    });
  return boundChart({
    series: [
      { kind: "trivial", label: "allowed", points: LEVELS.map((x) => ({ x, y: x })) },
      { kind: "measured", label: "with $\\sigma_i$", colour: "green", points: shares(inOwnScale) },
      { kind: "measured", label: "with $R$", points: shares(inLargestScale) },
    ],
    x: { title: "$\\delta$", scale: "log" },
    y: { title: "share of draws beyond the level", domain: [0, 1] },
    height: 240,
    description: `Share of ${DRAWS} matrices at n = ${n} with a logit beyond its level against delta from 0.01 to 1: below delta throughout, and near 0 with R.`,
  });
}

/** The smallest row sum over n - 1: measured, through Jensen's inequality, and by Part 3. */
export function jensenChart(result: ClaimResult, context: Context): ChartSpec {
  const cells = gaussianCells(result).map((cell) => cell.parameters as unknown as MatrixCell);
  const median = (values: Float64Array): number => Math.exp(quantileInterval(values, 0.5).value);
  const perKey = cells.map((cell) => {
    const { lnRowSum, lnJensen, rowScale } = extremes(cell, context, "claim");
    const { n } = cell;
    const part3 = mapDraws(DRAWS, (draw) => -logitBound.evaluate({ R: rowScale[draw]!, n, delta: DELTA }));
    const scaled = (values: Float64Array): Float64Array => values.map((value) => value - Math.log(n - 1));
    return { n, measured: median(scaled(lnRowSum)), jensen: median(scaled(lnJensen)), part3: median(part3) };
  });
  const series: ChartSeries[] = [
    { kind: "measured", label: "measured", points: perKey.map(({ n, measured }) => ({ x: n, y: measured })) },
    { kind: "bound", label: "Jensen", points: perKey.map(({ n, jensen }) => ({ x: n, y: jensen })) },
    { kind: "paper-bound", label: "Part 3", points: perKey.map(({ n, part3 }) => ({ x: n, y: part3 })) },
  ];
  return boundChart({
    series,
    x: LENGTH,
    y: { title: "smallest $D_{ii} / (n-1)$", scale: "log" },
    description: `Smallest row sum per key at n = ${cells.map((c) => c.n).join(", ")}: Jensen's bound stays near what was measured, Part 3 falls far below.`,
  });
}
