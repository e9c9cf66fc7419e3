/** The draws behind Theorem 6.1: whole matrices of self-attention, diagonal included, in float64. */
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { frobeniusNorm, isotropicWeights, spectralNorm, trace } from "../../attention/weights.js";
import { everyLogitBound, logitBound } from "../../bounds/lemma-4.2.js";
import { windowExtremes, type WindowColumns, type WindowExtremes } from "../../experiments/window-extremes.js";
import type { Context } from "ncsparse-kit/claims/claim";
import { mapDraws } from "ncsparse-kit/claims/measure";
import type { Profile } from "ncsparse-kit/claims/result";

export const DELTA = 0.1;

/** 117 draws without a failure decide at delta = .1; 160 leave room for one failure. */
export const DRAWS = 160;

export const DIMENSION = 64;

/** Logit scales s: W = s I/sqrt(d). At s = 1 the diagonal's mean is 8; at s = 1/64, where the bounds inform, it is 1/8. */
const SCALES = [0.015625, 0.0625, 0.25, 1] as const;
/** The scales that figures show. */
export const FIGURE_SCALES = [0.0625, 0.25, 1] as const;

/** The window is round(alpha n^C); alpha = 1 where a cell does not name it. */
export type WindowCell = { readonly n: number; readonly s: number; readonly C: number; readonly alpha?: number };

export function windowOf({ n, C, alpha = 1 }: WindowCell): number {
  return Math.round(alpha * Math.exp(C * Math.log(n)));
}

const HALF = 0.5;
const THREE_QUARTERS = 0.75;

const QUICK: readonly WindowCell[] = [
  ...[128, 512].flatMap((n) => SCALES.map((s): WindowCell => ({ n, s, C: HALF }))),
  { n: 512, s: 0.0625, C: THREE_QUARTERS },
  { n: 512, s: 0.25, C: THREE_QUARTERS },
];

export const GRID: Readonly<Record<Profile, readonly WindowCell[]>> = {
  quick: QUICK,
  full: [...QUICK, { n: 2048, s: 0.0625, C: HALF }, { n: 2048, s: 0.0625, C: THREE_QUARTERS }],
};

/** Part 2 of Theorem E.1: windows with a factor in front. */
export const FACTOR_CELLS: readonly WindowCell[] = [0.5, 2].flatMap((alpha) =>
  [0.015625, 0.0625].flatMap((s) => [128, 512].map((n): WindowCell => ({ n, s, C: HALF, alpha }))),
);

/** Where the controls run; their failure probabilities are computed there. */
export const CONTROL_LENGTH = 128;
export const CONTROL_CELL: WindowCell = { n: CONTROL_LENGTH, s: 0.25, C: HALF };

/** Windows at which figures show the measured errors, n = `FIGURE_LENGTH`. */
export const FIGURE_LENGTH = 512;
export const FIGURE_WINDOWS: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 448];

function windowsAt(n: number, role: "claim" | "control"): number[] {
  const cells = role === "claim" ? [...GRID.full, ...FACTOR_CELLS] : [CONTROL_CELL, { ...CONTROL_CELL, alpha: 0.5 }];
  const own = cells.filter((cell) => cell.n === n).map(windowOf);
  const extra = role === "control" ? [1] : n === FIGURE_LENGTH ? FIGURE_WINDOWS : [];
  return [...new Set([...own, ...extra])].sort((a, b) => a - b);
}

function extremesOf(n: number, context: Context, role: "claim" | "control"): WindowExtremes {
  return drawSet(context, ["T6.1", role, n], (path) => {
    const setup = { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(DIMENSION) } as const;
    return windowExtremes(context.seed, path, setup, DRAWS, SCALES, windowsAt(n, role), context.signal);
  });
}

/** What is read at a length and a scale; one value a draw. */
export interface ScaleSample {
  /** R of the scaled logits. */
  readonly rowScale: Float64Array;
  /** lambda' of each draw: the level of every logit, diagonal included. */
  readonly levelOfAll: Float64Array;
  /** lambda at delta / 2: the level of the off-diagonal logits on the same event. */
  readonly levelOffDiagonal: Float64Array;
  readonly largestOffDiagonal: Float64Array;
  readonly largestDiagonal: Float64Array;
  readonly lnLargestSum: Float64Array;
  readonly lnSmallestSum: Float64Array;
}

/** lambda' where the diagonal decides it, as at d = 64 for every R up to twice its mean size. */
export function largestLevel(n: number, s: number): number {
  return everyLogitBound.evaluate({ R: s * LARGE_ROW_SCALE, n, delta: DELTA, ...normsOf(s) });
}

/** R / s exceeds this with probability below 1e-9 at n = 2048: chi-square with 64 degrees of freedom above 256. */
const LARGE_ROW_SCALE = 2;

function normsOf(s: number) {
  const weights = isotropicWeights(DIMENSION, s);
  return { trW: trace(weights), frobenius: frobeniusNorm(weights), spectral: spectralNorm(weights) };
}

/** Claims and controls have independent draws; scales and windows of one length share theirs. */
export function sampleAtScale(n: number, s: number, context: Context, role: "claim" | "control"): ScaleSample {
  const extremes = extremesOf(n, context, role);
  const norms = normsOf(s);
  const rowScale = extremes.rowScale.map((R) => s * R);
  const { lnLargestSum, lnSmallestSum } = extremes.scales[(SCALES as readonly number[]).indexOf(s)]!;
  return {
    rowScale,
    levelOfAll: rowScale.map((R) => everyLogitBound.evaluate({ R, n, delta: DELTA, ...norms })),
    levelOffDiagonal: rowScale.map((R) => logitBound.evaluate({ R, n, delta: DELTA / 2 })),
    largestOffDiagonal: extremes.largestOffDiagonal.map((z) => s * z),
    largestDiagonal: extremes.largestDiagonal.map((z) => s * z),
    lnLargestSum,
    lnSmallestSum,
  };
}

/** The columns at a window. */
export function windowColumns(
  { n, s, k }: { n: number; s: number; k: number },
  context: Context,
  role: "claim" | "control",
): WindowColumns {
  const { scales } = extremesOf(n, context, role);
  const window = windowsAt(n, role).indexOf(k);
  if (window < 0) throw new RangeError(`windowColumns: k must be a window of n = ${n}, got ${k}`);
  return scales[(SCALES as readonly number[]).indexOf(s)]!.windows[window]!;
}

/** ln of the largest entry of |P_k - P|: kept and dropped entries do not overlap. */
export function lnError({ lnKept, lnDropped }: WindowColumns): Float64Array {
  return mapDraws(lnKept.length, (draw) => Math.max(lnKept[draw]!, lnDropped[draw]!));
}
