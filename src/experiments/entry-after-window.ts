import { selectLargest } from "../attention/select.js";
import { requireWindow } from "../attention/top-k.js";
import { WeightSums } from "../kernels/index.js";
import { forEachMatrix, type MatrixSetup } from "./matrices.js";
import { rowScale } from "./statistics.js";

/** For each draw: R at logit scale 1, and ln of the largest (k+1)-th entry of any row, per logit scale and window. */
export interface EntryAfterWindow {
  readonly rowScale: Float64Array; // (draws): R of the unscaled logits; scale s multiplies it
  /** lnEntry[scale index][window index] is one value a draw. */
  readonly lnEntry: readonly (readonly Float64Array[])[];
}

/**
 * The (k+1)-th largest softmax entry, maximised over the rows of a matrix, diagonal included.
 *
 * Scaling W scales every logit, so one selection in a row serves all scales: only its normaliser changes.
 *
 * @param scales factors on the logits
 * @param windows k, each in [1, n - 1]
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 */
export function entryAfterWindow(
  seed: number,
  path: readonly (string | number)[],
  setup: MatrixSetup,
  draws: number,
  scales: readonly number[],
  windows: readonly number[],
  signal?: AbortSignal,
): EntryAfterWindow {
  const { n } = setup;
  for (const k of windows) requireWindow("entryAfterWindow", k, n - 1);
  const rowScales = new Float64Array(draws);
  const lnEntry = scales.map(() => windows.map(() => new Float64Array(draws).fill(-Infinity)));
  const row = new Float64Array(n);
  const sums = new WeightSums();
  const ranks = [1, ...windows.map((k) => k + 1)];
  forEachMatrix(
    seed,
    path,
    setup,
    draws,
    (matrix, draw) => {
      rowScales[draw] = rowScale(matrix);
      for (let i = 0; i < n; i++) {
        row.set(matrix.z.subarray(i * n, (i + 1) * n));
        const [top, ...next] = selectLargest(row, ranks);
        sums.take(row);
        scales.forEach((scale, s) => {
          const lnSum = sums.lnSum(scale, top!);
          next.forEach((z, w) => {
            const ln = scale * z - lnSum;
            const column = lnEntry[s]![w]!;
            if (ln > column[draw]!) column[draw] = ln;
          });
        });
      }
    },
    signal,
  );
  return { rowScale: rowScales, lnEntry };
}
