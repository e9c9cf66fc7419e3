/**
 * The least of the fewest largest weights whose sum is at least a share: by selection, in linear time, as `selectLargest`.
 *
 * @param weights not negative; they are rearranged
 * @returns the smallest weight where rounding leaves the sum of all below the share
 */
export function levelForShare(weights: Float64Array, share: number): number {
  let [low, high] = [0, weights.length - 1]; // what is larger stands behind, and sums up to `above`
  let above = 0;
  // Ends: each turn leaves a smaller range, as `split` passes a weight from either side.
  while (low < high) {
    const [i, j] = split(weights, low, high);
    const upper = sumOf(weights, i, high);
    const middle = sumOf(weights, j + 1, i - 1); // equal to the pivot
    if (above + upper >= share) low = i;
    else if (above + upper + middle >= share) return weights[j + 1]!;
    else {
      above += upper + middle;
      high = j;
    }
  }
  return weights[Math.max(low, 0)]!;
}

/** Parts a range by a pivot within it: up to j not larger, from i on not smaller, j < i, what is between equal to it. */
function split(weights: Float64Array, low: number, high: number): [i: number, j: number] {
  const pivot = weights[(low + high) >> 1]!;
  let [i, j] = [low, high];
  // Ends: i and j approach each other at every exchange.
  while (i <= j) {
    // Ends: at the pivot, or at a weight that was exchanged for it.
    while (weights[i]! < pivot) i++;
    // Ends: likewise.
    while (weights[j]! > pivot) j--;
    if (i <= j) {
      const weight = weights[i]!;
      weights[i++] = weights[j]!;
      weights[j--] = weight;
    }
  }
  return [i, j];
}

function sumOf(weights: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at <= to; at++) sum += weights[at]!;
  return sum;
}
