import { meanCrossing } from "../../bounds/mean-crossing.js";
import { meanCrossingFactors } from "../../practical/mean-crossing.js";
import { openHead } from "../../practical/head.js";
import { LEVEL, meanInterval, normalTailQuantile, studentPower } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { ratioClaim, type MeasuredRatio, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { over } from "ncsparse-kit/claims/intervals";
import type { CellResult, ClaimResult, JudgedClaim } from "ncsparse-kit/claims/result";
import { formatNumber } from "ncsparse-kit/claims/format";
import { DIMENSION, drawInput } from "./samples.js";

type CrossingCell = { readonly n: number; readonly k: number };

const TOLERANCE = 0.05;
const HEADS = 16;
const LENGTH = 256;
const CELLS: readonly CrossingCell[] = [32, 64, 128].map((k) => ({ n: LENGTH, k }));
const FULL: readonly CrossingCell[] = [...CELLS, { n: 512, k: 64 }];
const CONTROL: readonly CrossingCell[] = [{ n: LENGTH, k: 64 }];

/** The measured crossing at a share of kept keys, of the first length that has it. */
function scaleAt(cells: readonly CellResult[], share: number): string {
  const cell = cells.find(({ parameters: { n, k } }) => Number(k) / Number(n) === share)!;
  return formatNumber(cell.measured!.value);
}

/** `ours`: the row scale from which a window is of use for the output. */
export const crossing: Claim = ratioClaim({
  id: "PW-mean",
  item: "sparse attention, its output",
  title: "Below a scale of about 1 the mean of the values beats the ideal top-k",
  provenance: "ours",
  hypotheses: ["Queries and keys with independent $N(0,1)$ entries; values with independent entries of mean 0."],
  scope: "Bidirectional, $d = 32$; the law is that of one row scale $\\sigma$ and $n \\to \\infty$.",
  statement:
    "The ideal top-$k$ has the smaller output error, in root mean square over $V$, than the mean of all values if and only if the row scale exceeds $\\sigma^*(k/n)$, the root of the equation below; $t = \\Phi^{-1}(1-k/n)$. It is 1.24 at $k = n/8$ and 0.56 at $k = n/2$.",
  bound: fromFunction(
    "meanCrossing",
    "e^{\\sigma^2}\\,\\Phi(2\\sigma - t)\\,\\frac{2\\Phi(\\sigma-t)-1}{\\Phi(\\sigma-t)^2} = 1",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean over 16 heads of the scale at which both errors are equal, over the law, must lie within $1 \\pm 0.05$.",
  reason:
    "$n\\lVert p_k-p\\rVert_2^2 - n\\lVert u-p\\rVert_2^2 = 1 - n S_{2,k}\\,(2m_k-1)/m_k^2$, and for normal logits $m_k \\to \\Phi(\\sigma-t)$, $n S_{2,k} \\to e^{\\sigma^2}\\Phi(2\\sigma-t)$.",
  grid: { quick: CELLS, full: FULL },
  law: ({ n, k }) => meanCrossing(k / n),
  measure: measureAt,
  caption:
    "The scale at which the ideal top-$k$ and the mean of the values have equal output errors, against the share of kept keys: measured (mean of 16 heads, with its interval) and the law. Below the line the mean of the values is better.",
  chart: crossingChart,
  finding: ({ cells }: JudgedClaim) =>
    `On Gaussian rows the mean of all values, attention of rank one, has a smaller output error than the ideal top-$k$ up to a row scale of ${scaleAt(cells, 1 / 8)} at $k = n/8$, falling to ${scaleAt(cells, 1 / 2)} at $k = n/2$.`,
  control: {
    statement:
      "Where the top-$k$ captures half of the row, $\\Phi(\\sigma - t) = \\tfrac12$: a condition that is necessary only.",
    power: controlPower,
    grid: CONTROL,
    law: ({ n, k }) => halfMassScale(k / n),
  },
});

/** sigma = t: there m_k = 1/2. */
function halfMassScale(share: number): number {
  return normalTailQuantile(share);
}

/** Twice what the crossing varied by from head to head in a pilot, relative to its mean. */
const DEVIATION = 0.03;

/** Student's test of a mean of measured / false law that is known from the true law. */
function controlPower(): { readonly value: number; readonly how: string } {
  const [{ n, k }] = CONTROL as [CrossingCell];
  const ratio = meanCrossing(k / n) / halfMassScale(k / n);
  return {
    value: studentPower((ratio - 1 - TOLERANCE) / (DEVIATION * ratio), HEADS, 2 * LEVEL),
    how: `the true law over the false one is ${ratio.toFixed(2)}; Student’s test over ${HEADS} heads that deviate by ${DEVIATION} of their mean, twice what a pilot showed`,
  };
}

function measureAt({ n, k }: CrossingCell, context: Context, role: Role, predicted: number): MeasuredRatio {
  const cells = role === "control" ? CONTROL : FULL;
  const windows = cells.filter((cell) => cell.n === n).map((cell) => cell.k);
  const at = windows.indexOf(k);
  const measured = meanInterval(Float64Array.from(crossings(n, windows, context, role), (head) => head[at]!));
  const comparison = { measured, bound: predicted, trivial: null };
  return { draws: HEADS, ratio: over(measured, predicted), ...(role === "claim" ? { comparison } : {}) };
}

/** The scale of equal errors at each window, head by head. */
function crossings(n: number, windows: readonly number[], context: Context, role: Role): number[][] {
  return drawSet(context, { path: ["PW-mean", role, n], reading: windows }, (path) =>
    Array.from({ length: HEADS }, (_, draw) => {
      context.signal?.throwIfAborted();
      const source = stream(context.seed, ...path, draw);
      const head = openHead(drawInput("Gaussian", { n, d: DIMENSION }, source), { scale: 1, causal: false });
      return meanCrossingFactors(head, windows);
    }),
  );
}

function crossingChart(result: ClaimResult): ChartSpec {
  const shares = Array.from({ length: 60 }, (_, t) => 2 ** (-6 + 0.085 * t));
  return boundChart({
    series: [
      { kind: "law", label: "law", points: shares.map((x) => ({ x, y: meanCrossing(x) })) },
      {
        kind: "measured",
        label: "measured",
        points: result.cells.map(({ parameters, measured }) => ({
          x: Number(parameters.k) / Number(parameters.n),
          y: measured!.value,
          low: measured!.low,
          high: measured!.high,
        })),
      },
    ],
    x: { title: "share of kept keys $k/n$", scale: "log2" },
    y: { title: "row scale $\\sigma$ of equal errors" },
    description:
      "Row scale at which the ideal top-k and the mean of the values have equal output errors, against the share of kept keys: it falls from about 2.1 at a sixty-fourth to 0.56 at one half; measured points lie on the law.",
  });
}
