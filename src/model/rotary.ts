/**
 * Rotary embedding in the layout of Hugging Face's Llama, entry f paired with entry f + d/2: `rotateRows` of the same layout,
 * in place, with the angles' cosines and sines computed once for all heads and layers.
 */
import { rotaryFrequencies } from "../attention/rotary.js";

/** Cosines and sines of the angles p theta^(-2f/d) of the first positions. */
export interface Rotation {
  readonly cosines: Float32Array; // (positions, d/2)
  readonly sines: Float32Array; // (positions, d/2)
}

/** The last rotation that was asked for: passages of one length come one after another. */
let last: { readonly key: string; readonly rotation: Rotation } | undefined;

/**
 * The rotation of positions 0 .. positions - 1; not to be written to. Angles are float64: from frequencies rounded to float32, as in Hugging Face's
 * library, they would be off by some 3e-5 at position 1,000.
 *
 * @param theta base of the frequencies
 * @param d entries of a vector, even
 */
export function rotationOf(theta: number, d: number, positions: number): Rotation {
  const key = `${theta} ${d} ${positions}`;
  if (last?.key !== key) last = { key, rotation: computeRotation(theta, d, positions) };
  return last.rotation;
}

function computeRotation(theta: number, d: number, positions: number): Rotation {
  const half = d / 2;
  const frequencies = rotaryFrequencies(d, theta);
  const angle = (_: unknown, i: number): number => Math.floor(i / half) * frequencies[i % half]!;
  const angles = Float64Array.from({ length: positions * half }, angle);
  return { cosines: Float32Array.from(angles, Math.cos), sines: Float32Array.from(angles, Math.sin) };
}

/** Turns the d entries from `from` on, in their place, by the angles of a position. */
export function rotateHalves(
  entries: Float32Array | Float64Array,
  from: number,
  d: number,
  { cosines, sines }: Rotation,
  position: number,
): void {
  const half = d / 2;
  const at = position * half;
  const other = from + half;
  for (let f = 0; f < half; f++) {
    const cos = cosines[at + f]!;
    const sin = sines[at + f]!;
    const x = entries[from + f]!;
    const y = entries[other + f]!;
    entries[from + f] = cos * x - sin * y;
    entries[other + f] = sin * x + cos * y;
  }
}
