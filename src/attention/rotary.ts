/**
 * Rotary positional embedding: the query at position i and the key at position j are turned by angles i theta_f and
 * j theta_f in the plane of coordinates (2f, 2f + 1), so that their product depends on j - i only
 * (J. Su, M. Ahmed, Y. Lu, S. Pan, W. Bo and Y. Liu, "RoFormer", Neurocomputing 568 (2024), 127063).
 */

/** ln of the base of the frequencies, theta_f = 10000^(-2f/d). */
const LN_BASE = 9.210340371976184;

/** theta_f, f = 0 .. d/2 - 1. */
export function rotaryFrequencies(d: number): Float64Array {
  if (!Number.isInteger(d / 2) || d < 2) {
    throw new RangeError(`rotaryFrequencies: d must be an even integer >= 2, got ${d}`);
  }
  return Float64Array.from({ length: d / 2 }, (_, f) => Math.exp((-2 * f * LN_BASE) / d));
}

/**
 * A vector turned by the angles of a distance.
 *
 * @param vector d entries, d even
 * @param distance j - i
 */
export function rotate(vector: Float64Array, distance: number): Float64Array {
  const frequencies = rotaryFrequencies(vector.length);
  const out = new Float64Array(vector.length);
  for (let f = 0; f < frequencies.length; f++) {
    const angle = distance * frequencies[f]!;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [x, y] = [vector[2 * f]!, vector[2 * f + 1]!];
    out[2 * f] = cos * x - sin * y;
    out[2 * f + 1] = sin * x + cos * y;
  }
  return out;
}
