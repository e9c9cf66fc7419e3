/** The reproduction of the paper's Figure 1. */
import { meanEffectiveEntries } from "../../bounds/theorem-5.1.js";
import {
  curveFamily,
  type ChartPoint,
  type ChartSpec,
  type FamilyCurve,
  type SeriesColour,
} from "ncsparse-kit/figures";
import { RowSampler } from "../../limit/index.js";
import { chiSquareQuantile } from "ncsparse-kit/probability";
import { stream, type Stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { attentionCounts } from "./attention-rows.js";
import { averageOverRows, DIMENSION } from "./matrices.js";
import { PAPER_THRESHOLDS } from "./thresholds.js";

/** Lengths of the measured rows: to 2^12, in the full profile to 2^15. */
const LENGTHS = {
  quick: [256, 512, 1024, 2048, 4096],
  full: [256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768],
} as const;
/** Lengths of the sampled rows beyond, and how many there are. */
const SAMPLED = [1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 1e9] as const;
const SAMPLED_ROWS = 120;
const LAST = 1e10;
const CURVE_POINTS = 44;

const COLOURS: Readonly<Record<number, SeriesColour>> = { [-4]: "orange", [-5]: "green", [-6]: "blue", [-7]: "purple" };

/** |S_eps| / n above, N_eps / n below, a curve for each of the paper's thresholds. */
export function figureOneChart(context: Context): ChartSpec {
  const measured = LENGTHS[context.profile].map((n) => {
    const shares = drawSet(context, ["F1", "figure inputs", n], (path) => measuredShares(path, n, context));
    return { n, shares };
  });
  const sampled = SAMPLED.map((n) => {
    const shares = drawSet(context, ["F1", "figure", n], (path) => sampledShares(path, n, context));
    return { n, shares };
  });
  const curves = PAPER_THRESHOLDS.map((eps, index): FamilyCurve => {
    const [mantissa, exponent] = eps.toExponential().split("e") as [string, string];
    const name = `$10^{${exponent}}$`;
    const points = (records: readonly { n: number; shares: readonly number[] }[]): ChartPoint[] =>
      records.map(({ n, shares }) => ({ x: n, y: shares[index]! }));
    return {
      name: mantissa === "1" ? name : `${mantissa} × ${name}`,
      labelled: mantissa === "1",
      colour: COLOURS[Number(exponent)]!,
      line: lawCurve(eps),
      measured: points(measured),
      sampled: points(sampled),
    };
  });
  return curveFamily({
    curves,
    panels: [
      { title: "share at or below $\\eps$", complement: true },
      { title: "share above $\\eps$", complement: false },
    ],
    x: { title: "length $n$", scale: "log" },
    description:
      "For ten thresholds from 1e-4 to 1e-7: the share of entries at or below the threshold rises from 0 to 1, and the share above it falls from 1 to 0, around n = 0.6/eps.",
  });
}

/** The law averaged over rows of random weights at s = 1. */
function lawCurve(eps: number): ChartPoint[] {
  return Array.from({ length: CURVE_POINTS }, (_, i): ChartPoint => {
    const n = 256 * (LAST / 256) ** (i / (CURVE_POINTS - 1));
    return { x: n, y: averageOverRows("random", (square) => shareAbove(n, Math.sqrt(square), eps)) };
  });
}

function shareAbove(n: number, sigma: number, eps: number): number {
  return meanEffectiveEntries({ keys: n, sigma }, eps) / n;
}

/** N_eps / n of rows of self-attention, Gaussian X and random weights, for each threshold. */
function measuredShares(path: DrawPath, n: number, { seed }: Context): number[] {
  return attentionCounts(path, { n, seed, thresholds: PAPER_THRESHOLDS }).map((count) => count / n);
}

/** The same in sampled rows, whose scales follow their law for random weights. */
function sampledShares(path: DrawPath, n: number, { seed, signal }: Context): number[] {
  const lnEpsilons = PAPER_THRESHOLDS.map(Math.log);
  const shares = PAPER_THRESHOLDS.map(() => 0);
  for (let row = 0; row < SAMPLED_ROWS; row++) {
    signal?.throwIfAborted();
    const source = stream(seed, ...path, row);
    const sampler = new RowSampler({ n, scale: { sigma: drawScale(source) }, windows: [], lnEpsilons });
    const { lnEffective } = sampler.sample(source);
    shares.forEach((_, i) => (shares[i]! += Math.exp(lnEffective[i]!) / n / SAMPLED_ROWS));
  }
  return shares;
}

/** sigma_i at s = 1: the root of a product of three independent chi^2_d / d. */
function drawScale(source: Stream): number {
  const factor = (): number => chiSquareQuantile(source.uniform(), DIMENSION) / DIMENSION;
  return Math.sqrt(factor() * factor() * factor());
}
