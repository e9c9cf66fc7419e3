/**
 * Rotary positional embedding: the query at position i and the key at position j are turned by angles i theta_f and
 * j theta_f in the plane of coordinates (2f, 2f + 1), so that their product depends on j - i only
 * (J. Su, M. Ahmed, Y. Lu, S. Pan, W. Bo and Y. Liu, "RoFormer", Neurocomputing 568 (2024), 127063).
 */

/** The base of the frequencies in RoFormer, and in most models since. */
export const ROTARY_BASE = 10_000;

/**
 * theta_f = base^(-2f/d), f = 0 .. d/2 - 1.
 *
 * @throws RangeError where d is odd, or the base is no number > 0
 */
export function rotaryFrequencies(d: number, base: number = ROTARY_BASE): Float64Array {
  if (!Number.isInteger(d / 2) || d < 2) {
    throw new RangeError(`rotaryFrequencies: d must be an even integer >= 2, got ${d}`);
  }
  if (!(base > 0 && Number.isFinite(base))) throw new RangeError(`rotaryFrequencies: base must be > 0, got ${base}`);
  const lnBase = Math.log(base);
  return Float64Array.from({ length: d / 2 }, (_, f) => Math.exp((-2 * f * lnBase) / d));
}

/**
 * A vector turned by the angles of a distance.
 *
 * @param vector d entries, d even
 * @param distance j - i
 */
export function rotate(vector: Float64Array, distance: number): Float64Array {
  const out = vector.slice();
  rotaryFrequencies(vector.length).forEach((theta, f) => turn(out, 2 * f, 2 * f + 1, distance * theta));
  return out;
}

/** Turns the point of two entries in their plane. */
function turn(entries: Float32Array | Float64Array, a: number, b: number, angle: number): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [entries[a]!, entries[b]!];
  entries[a] = cos * x - sin * y;
  entries[b] = sin * x + cos * y;
}

/** Which coordinates make a plane: (f, f + d/2), as Hugging Face's models have them, or (2f, 2f + 1), as in RoFormer. */
export type RotaryLayout = "half" | "interleaved";

/** A model's rotary embedding. */
export interface RotaryEmbedding {
  /** The base of the frequencies, `rope_theta` in a model's configuration. */
  readonly theta: number;
  readonly layout: RotaryLayout;
}

/**
 * Queries or keys from before the embedding as they are after it: row i is turned by the angles of position from + i.
 *
 * @param rows row-major; not changed
 * @param columns an even number
 * @returns of the rows' own type, each entry rounded once
 * @throws RangeError where the columns are odd or do not divide the entries, where theta is no number > 0
 */
export function rotateRows<T extends Float32Array | Float64Array>(
  rows: T,
  columns: number,
  { theta, layout, from }: RotaryEmbedding & { readonly from: number },
): T {
  const frequencies = rotaryFrequencies(columns, theta);
  if (!Number.isInteger(rows.length / columns)) {
    throw new RangeError(`rotateRows: there must be whole rows of ${columns}, got ${rows.length} entries`);
  }
  const out = rows.slice() as T;
  const [step, apart] = layout === "half" ? [1, columns / 2] : [2, 1];
  for (let at = 0, position = from; at < rows.length; at += columns, position++) {
    for (let f = 0; f < frequencies.length; f++) {
      const a = at + step * f;
      turn(out, a, a + apart, position * frequencies[f]!);
    }
  }
  return out;
}
