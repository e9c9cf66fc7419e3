import { normalQuantileCentre, normalQuantileFromRoot } from "../probability/normal-quantile.js";
import { portableLog } from "./log.js";
import type { Stream } from "./stream.js";

const CHUNK = 512;
const CENTRE = 0.425;
const TWO_32 = 4294967296;
const TWO_MINUS_64 = 2 ** -64;

/**
 * Fills `out` with independent normal variables of mean 0 and standard deviation `scale`.
 *
 * One stream position per normal: entry j is a function of the stream and its position + j only, so the values do
 * not depend on how work is split. Inverse cdf (Wichura 1988, AS241 PPND16) of a 63-bit tail probability with a
 * separate sign, hence exact to about 1e-15 and symmetric, out to |z| = 9.1. Uses +, -, *, / and `Math.sqrt` only,
 * which IEEE 754 rounds correctly: the same digits on every engine.
 *
 * @param scale standard deviation, >= 0
 */
export function fillNormal(stream: Stream, out: Float64Array, scale = 1): void {
  if (!(scale >= 0 && scale < Infinity)) {
    throw new RangeError(`fillNormal: scale must be finite and >= 0, got ${scale}`);
  }
  for (let start = 0; start < out.length; start += CHUNK) {
    const count = Math.min(CHUNK, out.length - start);
    stream.fillLanes(scratch, count);
    for (let i = 0; i < count; i++) out[start + i] = scale * laneToNormal(scratch[2 * i]!, scratch[2 * i + 1]!);
  }
}

/** The next draw of the stream as a standard normal variable: what `fillNormal` would write. */
export function normal(stream: Stream): number {
  stream.fillLanes(scratch, 1);
  return laneToNormal(scratch[0]!, scratch[1]!);
}

/** Shared by every call: filled and read within one call. */
const scratch: Uint32Array = new Uint32Array(2 * CHUNK);

/** Top bit: sign. The other 63 bits: the tail probability, (m + 1/2) 2^-64 in (0, 1/2]. */
function laneToNormal(high: number, low: number): number {
  const tail = ((high & 0x7fffffff) * TWO_32 + (low + 0.5)) * TWO_MINUS_64;
  const centred = 0.5 - tail;
  const magnitude =
    centred <= CENTRE ? normalQuantileCentre(centred) : normalQuantileFromRoot(Math.sqrt(-portableLog(tail)));
  // Arithmetic, not a branch: a random sign cannot be predicted, and a miss costs as much as the quantile.
  return (1 - 2 * (high >>> 31)) * magnitude;
}
