import type { LogitMoments, LogitSource } from "../../attention/index.js";
import { stream, type Stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { evenlySpaced } from "../evenly-spaced.js";
import { standardise } from "../standardise.js";

/** Rows that are drawn; what they say is a mean over all. */
const ROWS = 24;
/** Below the row's largest by this much, an entry has no weight in any precision. */
const NOTHING = 1000;

/**
 * Rows as some measured ones would be if their logits, but for the diagonal, were independent normals: with the same
 * length, the same standard deviation (exactly: given a sample's own, the shape of a normal row does not depend on it) and
 * the same diagonal above the others' mean.
 *
 * @param measured moments of the measured rows; a line without a scale is left out
 * @param lengths keys that each of these rows sees
 * @returns null where no row has a scale
 */
export function gaussianTwin(
  measured: Pick<LogitMoments, "sigma" | "mean" | "diagonal">,
  lengths: readonly number[],
  { keys, seed }: { keys: number; seed: number },
): LogitSource | null {
  const scaled = lengths.flatMap((n, line) => (n >= 2 && measured.sigma[line]! >= 0 ? [line] : []));
  if (scaled.length === 0) return null;
  const lines = evenlySpaced(ROWS, 0, scaled.length).map((at) => scaled[at]!);
  const logits = new Float64Array(lines.length * keys);
  lines.forEach((line, r) => {
    const own = measured.diagonal[line]! - measured.mean[line]!;
    const row = { length: lengths[line]!, sigma: measured.sigma[line]!, own };
    drawRow(logits.subarray(r * keys, (r + 1) * keys), row, stream(seed, "twin", line));
  });
  return { kind: "logits", keys, logits };
}

/** @param own the diagonal above the others' mean; NaN for none */
function drawRow(
  row: Float64Array,
  { length, sigma, own }: { length: number; sigma: number; own: number },
  source: Stream,
): void {
  const hasOwn = !Number.isNaN(own);
  const others = row.subarray(hasOwn ? 1 : 0, length);
  drawInputs(source, "gaussian", others);
  standardise(others, sigma);
  if (hasOwn) row[0] = own;
  const largest = row.subarray(0, length).reduce((a, b) => Math.max(a, b), -Infinity);
  row.fill(largest - NOTHING, length);
}
