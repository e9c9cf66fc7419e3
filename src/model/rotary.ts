/**
 * Rotary embedding in the layout of Hugging Face's Llama: entry f is paired with entry f + d/2 (in `src/attention/rotary.ts`,
 * as in the paper on it, with its neighbour: a permutation of the entries, which no product sees).
 */

/** Cosines and sines of the angles p theta^(-2f/d) of the first positions. */
export interface Rotation {
  readonly cosines: Float32Array; // (positions, d/2)
  readonly sines: Float32Array; // (positions, d/2)
}

/**
 * The rotation of positions 0 .. positions - 1. Frequencies and angles are rounded to float32, as where such models are
 * trained: at position 1,000 that moves an angle by up to 3e-5.
 *
 * @param theta base of the frequencies
 * @param d entries of a vector, even
 */
export function rotationOf(theta: number, d: number, positions: number): Rotation {
  const half = d / 2;
  const frequencies = Float32Array.from({ length: half }, (_, f) => theta ** ((-2 * f) / d));
  const angles = Float32Array.from(
    { length: positions * half },
    (_, i) => Math.floor(i / half) * frequencies[i % half]!,
  );
  return { cosines: angles.map(Math.cos), sines: angles.map(Math.sin) };
}

/** Turns a vector, in its place, by the angles of a position. */
export function rotateHalves(
  vector: Float32Array | Float64Array,
  { cosines, sines }: Rotation,
  position: number,
): void {
  const half = vector.length / 2;
  for (let f = 0; f < half; f++) {
    const [cos, sin] = [cosines[position * half + f]!, sines[position * half + f]!];
    const [x, y] = [vector[f]!, vector[half + f]!];
    vector[f] = cos * x - sin * y;
    vector[half + f] = sin * x + cos * y;
  }
}
