import { RowEngine } from "../attention/pipeline-engine.js";
import type { RowStatistics } from "../attention/pipeline-types.js";
import { requireWindow } from "../attention/top-k.js";
import { forEachMatrix, type AttentionMatrix, type MatrixSetup } from "./matrices.js";
import { largestDiagonal, rowScale } from "./statistics.js";

/** The extremes over the rows of each drawn matrix that decide statements about its error in the entrywise max norm. */
export interface WindowExtremes {
  readonly rowScale: Float64Array; // (draws): R at logit scale 1
  readonly largestOffDiagonal: Float64Array; // (draws): max |z_ij|, i != j, at logit scale 1
  readonly largestDiagonal: Float64Array; // (draws): max |z_ii| at logit scale 1
  /** One record a scale, in the given order. */
  readonly scales: readonly ScaleExtremes[];
}

/** At one scale of the logits. */
export interface ScaleExtremes {
  readonly lnLargestSum: Float64Array; // (draws): max_i ln D_ii
  readonly lnSmallestSum: Float64Array; // (draws)
  /** One record a window, in the given order. */
  readonly windows: readonly WindowColumns[];
}

/** At one window; each column holds one value a draw. */
export interface WindowColumns {
  readonly lnDropped: Float64Array; // max_i ln p_(k+1): the largest entry of D^-1 (A - A_spar)
  readonly lnKept: Float64Array; // max_i ln(p_(1) (1/m - 1)): the largest entry of (D_spar^-1 - D^-1) A_spar
  readonly lnTail: Float64Array; // max_i ln(1 - m): the largest (D - D_spar) / D
  readonly lnLargestKeptSum: Float64Array; // max_i ln D_spar,ii
  readonly lnSmallestKeptSum: Float64Array; // min_i ln D_spar,ii
}

/**
 * Draw matrices of self-attention, diagonal included, in float64, and read those extremes off each at several scales of
 * the logits and windows.
 *
 * @param scales factors on the logits
 * @param windows k, each in [1, n - 1]
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 */
export function windowExtremes(
  seed: number,
  path: readonly (string | number)[],
  setup: MatrixSetup,
  draws: number,
  scales: readonly number[],
  windows: readonly number[],
  signal?: AbortSignal,
): WindowExtremes {
  const { n } = setup;
  for (const k of windows) requireWindow("windowExtremes", k, n - 1);
  const out = emptyExtremes(draws, scales.length, windows.length);
  const engine = new RowEngine();
  forEachMatrix(
    seed,
    path,
    setup,
    draws,
    (matrix, draw) => {
      out.rowScale[draw] = rowScale(matrix);
      out.largestOffDiagonal[draw] = largestOffDiagonal(matrix);
      out.largestDiagonal[draw] = largestDiagonal(matrix);
      const rows = engine.open({ kind: "logits", keys: n, logits: matrix.z }, { thresholds: [], windows }, "float64");
      scales.forEach((scale, s) => {
        const measured = rows.measure(undefined, scale);
        for (let i = 0; i < n; i++) readRow(measured, i, out.scales[s]!, draw);
      });
    },
    signal,
  );
  return out;
}

/** Columns in which nothing has been read yet. */
function emptyExtremes(draws: number, scales: number, windows: number): WindowExtremes {
  const column = (value = 0): Float64Array => new Float64Array(draws).fill(value);
  return {
    rowScale: column(),
    largestOffDiagonal: column(),
    largestDiagonal: column(),
    scales: Array.from({ length: scales }, () => ({
      lnLargestSum: column(-Infinity),
      lnSmallestSum: column(Infinity),
      windows: Array.from({ length: windows }, () => ({
        lnDropped: column(-Infinity),
        lnKept: column(-Infinity),
        lnTail: column(-Infinity),
        lnLargestKeptSum: column(-Infinity),
        lnSmallestKeptSum: column(Infinity),
      })),
    })),
  };
}

/** Row i of a draw: it moves the draw's extremes where it goes beyond them. */
function readRow(measured: RowStatistics, i: number, at: ScaleExtremes, draw: number): void {
  const lnSum = measured.lnSum[i]!;
  raise(at.lnLargestSum, draw, lnSum);
  lower(at.lnSmallestSum, draw, lnSum);
  const lnLargest = Math.log(measured.largest[i]!);
  at.windows.forEach((columns, w) => {
    const place = i * at.windows.length + w;
    const lnMass = Math.log(measured.mass[place]!);
    const lnTail = Math.log(measured.tail[place]!);
    raise(columns.lnDropped, draw, Math.log(measured.next[place]!));
    raise(columns.lnKept, draw, lnLargest + lnTail - lnMass);
    raise(columns.lnTail, draw, lnTail);
    raise(columns.lnLargestKeptSum, draw, lnSum + lnMass);
    lower(columns.lnSmallestKeptSum, draw, lnSum + lnMass);
  });
}

/** max over i != j of |z_ij|; cheaper than the matrix's row summaries, which hold exponential sums too. */
function largestOffDiagonal({ n, z }: AttentionMatrix): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const size = Math.abs(z[i * n + j]!);
      if (size > largest && j !== i) largest = size;
    }
  }
  return largest;
}

function raise(column: Float64Array, draw: number, value: number): void {
  if (value > column[draw]!) column[draw] = value;
}

function lower(column: Float64Array, draw: number, value: number): void {
  if (value < column[draw]!) column[draw] = value;
}
