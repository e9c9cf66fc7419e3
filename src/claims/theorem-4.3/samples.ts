/** The draws behind Theorem 4.3: whole matrices, the largest (k+1)-th entry of any row, for several windows and scales. */
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { isotropicWeights } from "../../attention/weights.js";
import { entryAfterWindow, type EntryAfterWindow } from "../../experiments/entry-after-window.js";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Profile } from "ncsparse-kit/claims/result";

export const DELTA = 0.1;

/** 117 draws without a failure decide at delta = .1; 160 leave room for one failure. */
export const DRAWS = 160;

export const DIMENSION = 64;

export type SparsityCell = { readonly n: number; readonly s: number; readonly k: number };

/** Logit scales s: W = s I/sqrt(d), so that off-diagonal logits have scale about s. */
export const SCALES = [0.25, 1, 2] as const;

/** Where even the paper-shaped bound beats counting at n = 128 and 512, up to k = n/8; at k = n/2 it never does. */
const SMALL_SCALES = { paper: [1 / 16, 1 / 32], sharper: [1 / 16] } as const;
const DRAWN_SCALES: readonly number[] = [1 / 32, 1 / 16, ...SCALES];
const CONTROL_SCALE = 0.25;

const LENGTHS: Readonly<Record<Profile, readonly number[]>> = { quick: [128, 512], full: [128, 512, 2048] };

/** Windows: one entry, n^(1/2), n/8 and n/2. */
export function windowsOf(n: number): number[] {
  return [1, Math.round(Math.sqrt(n)), n / 8, n / 2];
}

/** The longest rows are judged at the two small windows: each cell takes its share of the error rate. */
function grid(profile: Profile): SparsityCell[] {
  const windows = (n: number): number[] => (LENGTHS.quick.includes(n) ? windowsOf(n) : windowsOf(n).slice(0, 2));
  return LENGTHS[profile].flatMap((n) => SCALES.flatMap((s) => windows(n).map((k) => ({ n, s, k }))));
}

/** Small scales at the lengths of every run; the paper-shaped bound leaves k = n/2 out. */
function smallCells(form: "paper" | "sharper"): SparsityCell[] {
  const windows = (n: number): number[] => (form === "paper" ? windowsOf(n).slice(0, 3) : windowsOf(n));
  return LENGTHS.quick.flatMap((n) => SMALL_SCALES[form].flatMap((s) => windows(n).map((k) => ({ n, s, k }))));
}

/** The common grid, and small scales, at which the form says most and could fail. */
export function gridOf(form: "paper" | "sharper"): Readonly<Record<Profile, readonly SparsityCell[]>> {
  const small = smallCells(form);
  return { quick: [...grid("quick"), ...small], full: [...grid("full"), ...small] };
}

/** Where the controls run: a small scale, where a bound without its exponent is false with a computable probability. */
export const CONTROL_LENGTH = 256;

export function controlGrid(k: number): Readonly<Record<Profile, readonly SparsityCell[]>> {
  const cells = [{ n: CONTROL_LENGTH, s: CONTROL_SCALE, k }];
  return { quick: cells, full: cells };
}

/** R and ln max_i p_(k+1) of each draw at a cell. */
export interface CellSample {
  readonly rowScale: Float64Array;
  readonly lnEntry: Float64Array;
}

/** Read a cell off the draws of its length; scales and windows share the draws, claims and controls do not. */
export function sampleAt({ n, s, k }: SparsityCell, context: Context, role: "claim" | "control"): CellSample {
  const windows = windowsOf(n);
  const sample = drawSet(context, ["T4.3", role, n], (path) => draw(path, n, windows, context));
  const column = sample.lnEntry[DRAWN_SCALES.indexOf(s)]![windows.indexOf(k)]!;
  return { rowScale: sample.rowScale.map((r) => s * r), lnEntry: column };
}

function draw(path: DrawPath, n: number, windows: readonly number[], { seed, signal }: Context): EntryAfterWindow {
  const setup = { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(DIMENSION) } as const;
  return entryAfterWindow(seed, path, setup, DRAWS, DRAWN_SCALES, windows, signal);
}
