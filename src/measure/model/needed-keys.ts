import type { Rows, RowStatistics } from "../../attention/index.js";

/** A budget that is met but for the rounding of a sum is met. */
const MET = 1 - 1e-12;

/**
 * The fewest keys whose loss is within a budget of total variation: the smallest k with 1 - m_k <= tv.
 *
 * The windows of the row's statistics say between which two k lies; only the weights between those are looked at.
 */
export class NeededKeys {
  private readonly between: Float64Array; // room for the weights of a row

  /** @param keys of the longest row */
  constructor(
    keys: number,
    private readonly tv: number,
  ) {
    this.between = new Float64Array(keys);
  }

  /**
   * @param line of the statistics, whose windows are increasing
   * @param ordered weights e^(z - max z) of its row, the first k the k largest for every window
   */
  find({ windows, tail, largest }: RowStatistics, line: number, ordered: Rows): number {
    const at = line * windows.length;
    let w = 0;
    // Ends: at the last window at the latest.
    while (w < windows.length && tail[at + w]! > this.tv) w++;
    const from = w === 0 ? 0 : windows[w - 1]!;
    const lost = w === 0 ? 1 : tail[at + w - 1]!;
    const inside = ordered.subarray(from, windows[w]);
    this.between.set(inside);
    const missing = ((lost - this.tv) / largest[line]!) * MET;
    return from + fewestReaching(this.between.subarray(0, inside.length), missing);
  }
}

/**
 * How few of the values, the largest first, add up to a sum; all of them where they do not reach it. The values are
 * rearranged. In linear time: quickselect, weighted.
 *
 * @param values finite and >= 0
 */
export function fewestReaching(values: Float64Array, sum: number): number {
  let [low, high] = [0, values.length - 1]; // the last one taken is in [low, high]; those before low are
  let missing = sum;
  if (!(missing > 0)) return 0;
  // Ends: each turn leaves a smaller range, since both parts are smaller than the whole.
  while (low < high) {
    const { left, right } = partition(values, low, high);
    let mass = 0;
    for (let i = low; i <= left; i++) mass += values[i]!;
    if (mass >= missing) {
      high = left;
      continue;
    }
    missing -= mass;
    low = left + 1;
    if (low < right && values[low]! >= missing) return low + 1;
    if (low < right) missing -= values[low++]!;
  }
  return Math.min(values.length, low + 1);
}

/** Hoare's: larger ones to [low, left], smaller ones to [right, high]; what lies between equals the pivot. */
function partition(values: Float64Array, low: number, high: number): { left: number; right: number } {
  const pivot = values[(low + high) >> 1]!;
  let [i, j] = [low, high];
  // Ends: i and j approach each other at every exchange.
  while (i <= j) {
    // Ends: at the pivot, or at a value that was exchanged for it.
    while (values[i]! > pivot) i++;
    // Ends: likewise.
    while (values[j]! < pivot) j--;
    if (i <= j) {
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
  }
  return { left: j, right: i };
}
