/**
 * Largest values of a row by selection, in linear time: Hoare's quickselect with the median of three as pivot.
 *
 * @param values finite numbers; they are rearranged, so that afterwards the r-th largest stands at `length - r`, smaller or
 *   equal ones before it and larger or equal ones behind
 * @param ranks r in [1, length], in any order, counted from the largest
 * @returns the r-th largest of each rank
 * @throws RangeError if a rank is not such an integer
 */
export function selectLargest(values: Float64Array, ranks: readonly number[]): number[] {
  const n = values.length;
  for (const rank of ranks) {
    if (!Number.isInteger(rank) || rank < 1 || rank > n) {
      throw new RangeError(`selectLargest: ranks must be integers in [1, ${n}], got ${rank}`);
    }
  }
  let from = 0;
  for (const rank of [...ranks].sort((a, b) => b - a)) {
    select(values, n - rank, from, n - 1);
    from = n - rank; // what is larger stands behind
  }
  return ranks.map((rank) => values[n - rank]!);
}

/** Puts the value that sorting would put at `at` there, within [low, high]. */
function select(values: Float64Array, at: number, low: number, high: number): void {
  // Ends: each turn leaves a smaller range, since i and j have both passed a value.
  while (low < high) {
    const pivot = medianOfThree(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let [i, j] = [low, high];
    // Ends: i and j approach each other at every exchange.
    while (i <= j) {
      // Ends: at the pivot, or at a value that was exchanged for it.
      while (values[i]! < pivot) i++;
      // Ends: likewise.
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const value = values[i]!;
        values[i++] = values[j]!;
        values[j--] = value;
      }
    }
    if (at <= j) high = j;
    else if (at >= i) low = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
