/** The draws behind the norm atlas: rows of the row law (every norm of the row), and rows with values (the output). */
import { RowEngine } from "../../attention/pipeline-engine.js";
import { outputErrors } from "../../experiments/output-errors.js";
import { lnNormLaw, strategyWindow, type ErrorNorm, type Strategy } from "../../limit/atlas/index.js";
import { LEVEL, meanInterval, quantileInterval } from "ncsparse-kit/probability";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { scaled } from "ncsparse-kit/claims/intervals";
import type { Interval, Profile } from "ncsparse-kit/claims/result";

/** Independent rows behind each median and mean; a median's interval is then within 3 % at sigma = 1. */
export const ROWS = 4000;

/** Rows with values, which vary less and cost more. */
export const OUTPUT_ROWS = 1600;

/** Dimension of the values: one direction along W^T x_i, seven orthogonal to it. */
export const VALUE_DIMENSION = 8;

const SCALES = [1, 2] as const;

/** The three strategies of the atlas. */
export const ATLAS: readonly Strategy[] = ["k = 4", "k = ln n", "k = √n"];
/** Beside them a window that is o(ln n) and grows, for Theorem 6.2, and n^(3/4) for the slopes that mislead. */
const STRATEGIES: readonly Strategy[] = [...ATLAS, "k = ln n / ln ln n", "k = n^(3/4)"];

export type AtlasCell = { readonly window: Strategy; readonly n: number; readonly sigma: number };

/** The ends of every secant. */
export const FIRST_LENGTH = 512;
export const LAST_LENGTH = 8192;
const FULL_LENGTH = 32768;

const at = (n: number, sigma: number): AtlasCell[] => ATLAS.map((window) => ({ window, n, sigma }));
const QUICK: readonly AtlasCell[] = [...at(FIRST_LENGTH, 1), ...at(LAST_LENGTH, 1), ...at(LAST_LENGTH, 2)];

/** Within the scope of the law, n >= 100 e^(sigma^2). */
export const GRID: Readonly<Record<Profile, readonly AtlasCell[]>> = {
  quick: QUICK,
  full: [...QUICK, ...at(FULL_LENGTH, 1), ...at(FULL_LENGTH, 2)],
};

/** Where the controls run. */
export const CONTROL_CELL: AtlasCell = { window: "k = √n", n: 2048, sigma: 1 };

export type Role = "claim" | "control";

/** The window of a cell as an integer. */
export function windowAt(window: Strategy, n: number): number {
  return strategyWindow(window, n) as number;
}

/** The windows of all strategies at a length, increasing and distinct. */
function windowsAt(n: number): number[] {
  return [...new Set(STRATEGIES.map((window) => windowAt(window, n)))].sort((a, b) => a - b);
}

/** The columns of one window, one value a row. */
interface RowColumns {
  readonly max: Float64Array;
  readonly l2: Float64Array;
  readonly tv: Float64Array;
}

/** Rows of n independent N(0, sigma^2) logits in float64, at each scale from the same draws. */
function rowColumns(n: number, sigma: number, k: number, context: Context, role: Role): RowColumns {
  const windows = windowsAt(n);
  const scales = drawSet(context, { path: ["NA", role, n], reading: [sigma] }, (path) => {
    const source = { kind: "law", keys: n, rows: ROWS, sigma: 1, seed: context.seed, path } as const;
    const measured = new RowEngine().open(source, { thresholds: [], windows }, "float64").measure(undefined, sigma);
    const column = (values: Float64Array, w: number): Float64Array =>
      Float64Array.from({ length: ROWS }, (_, row) => values[row * windows.length + w]!);
    return windows.map((_, w) => ({
      max: column(measured.linf, w),
      l2: column(measured.l2, w),
      tv: column(measured.tail, w),
    }));
  });
  return scales[windows.indexOf(k)]!;
}

/** One value a row with values. */
function outputColumn(
  part: "along" | "orthogonal",
  { n, sigma, k }: { n: number; sigma: number; k: number },
  context: Context,
  role: Role,
): Float64Array {
  const windows = windowsAt(n);
  const { seed, signal } = context;
  const errors = drawSet(context, ["NA", "output", role, n], (path) =>
    outputErrors(seed, path, { n, d: VALUE_DIMENSION }, OUTPUT_ROWS, SCALES, windows, signal),
  );
  return errors[part][(SCALES as readonly number[]).indexOf(sigma)]![windows.indexOf(k)]!;
}

/** How many independent rows a norm is measured on. */
export function rowsBehind(norm: ErrorNorm): number {
  return norm === "along" || norm === "orthogonal" ? OUTPUT_ROWS : ROWS;
}

/**
 * A norm at a cell as the law states it: median (max), root mean square (l2, Frobenius, orthogonal), mean (the others).
 *
 * @param alpha level of each end
 */
export function measureNorm(
  norm: ErrorNorm,
  { window, n, sigma }: AtlasCell,
  context: Context,
  role: Role,
  alpha: number = LEVEL,
): Interval {
  const k = windowAt(window, n);
  switch (norm) {
    case "max":
      return quantileInterval(rowColumns(n, sigma, k, context, role).max, 0.5, alpha);
    case "tv":
      return meanInterval(rowColumns(n, sigma, k, context, role).tv, alpha);
    case "l2":
      return rootMeanSquare(rowColumns(n, sigma, k, context, role).l2, alpha);
    case "frobenius":
      return scaled(rootMeanSquare(rowColumns(n, sigma, k, context, role).l2, alpha), Math.sqrt(n));
    case "along":
      return meanInterval(outputColumn("along", { n, sigma, k }, context, role), alpha);
    case "orthogonal":
      return rootMeanSquare(outputColumn("orthogonal", { n, sigma, k }, context, role), alpha);
  }
}

function rootMeanSquare(values: Float64Array, alpha: number): Interval {
  const { value, low, high } = meanInterval(
    values.map((x) => x * x),
    alpha,
  );
  return { value: Math.sqrt(value), low: Math.sqrt(Math.max(low, 0)), high: Math.sqrt(high) };
}

/** For powers, which are computed before there is a session: nothing is remembered. */
export const NO_MEMO: Pick<Context, "memo"> = { memo: (_, compute) => compute() };

/** ln of a norm by the finite-n law, remembered: figures and claims ask for the same windows. */
export function lnLaw(norm: ErrorNorm, { window, n, sigma }: AtlasCell, context: Pick<Context, "memo">): number {
  return context.memo(`NA law ${norm} ${window} ${n} ${sigma}`, () =>
    lnNormLaw(norm, n, window, sigma, VALUE_DIMENSION - 1),
  );
}

/**
 * The trend of ln(norm) from the first length to the last, on independent rows: each end splits its level between the two.
 */
export function measureTrend(
  norm: ErrorNorm,
  { window, sigma }: Omit<AtlasCell, "n">,
  context: Context,
  role: Role,
  lengths: readonly [number, number] = [FIRST_LENGTH, LAST_LENGTH],
): Interval {
  const [from, to] = lengths.map((n) => measureNorm(norm, { window, n, sigma }, context, role, LEVEL / 2)) as [
    Interval,
    Interval,
  ];
  return {
    value: Math.log(to.value / from.value),
    low: Math.log(to.low / from.high),
    high: Math.log(to.high / from.low),
  };
}
