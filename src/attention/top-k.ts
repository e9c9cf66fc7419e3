/**
 * Definition 3.3 (= C.5): the indices of the k largest entries, ties broken by the lower index, in increasing order.
 *
 * @param values a vector of n numbers
 * @param k integer in [1, n]
 * @throws RangeError if k is not
 */
export function topK(values: Float64Array, k: number): number[] {
  requireWindow("topK", k, values.length);
  const order = Array.from(values, (_, j) => j).sort((a, b) => values[b]! - values[a]! || a - b);
  return order.slice(0, k).sort((a, b) => a - b);
}

/** Refuse a window that is not an integer in [1, n]. */
export function requireWindow(caller: string, k: number, n: number): void {
  if (!Number.isInteger(k) || k < 1 || k > n) {
    throw new RangeError(`${caller}: k must be an integer in [1, ${n}], got ${k}`);
  }
}
