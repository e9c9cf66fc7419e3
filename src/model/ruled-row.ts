import type { Kernels } from "../kernels/index.js";
import { logitsNotFinite, nothingKept, type HeadPlace, type KeepKeys } from "./rule.js";

/** A row in the kernels' memory, and a view of it that has room up to the next whole vector. */
interface StoredRow {
  readonly address: number;
  readonly row: Float32Array;
}

/** Rows of attention of which a rule keeps some keys. */
export class RuledRow {
  private readonly logits: Float32Array;
  private readonly attention: Float32Array;
  private readonly kept: Uint8Array;

  /** @param most keys in a row */
  constructor(
    private readonly kernels: Kernels,
    most: number,
  ) {
    this.logits = new Float32Array(most);
    this.attention = new Float32Array(most);
    this.kept = new Uint8Array(most);
  }

  /**
   * Replaces a row's logits by the weights of the keys that are kept, 0 for the others. The kept logits are put side by side
   * and softened there: whatever was dropped, their largest has weight 1, and a row that keeps all is exact attention's.
   *
   * @returns the weights' sum, 0 if a logit is not finite
   * @throws RangeError if nothing is kept
   */
  soften(place: HeadPlace, position: number, { address, row }: StoredRow, keep: KeepKeys): number {
    const seen = position + 1;
    const logits = this.logits.subarray(0, seen);
    const kept = this.kept.subarray(0, seen).fill(0);
    logits.set(row.subarray(0, seen));
    keep({ position, logits, attention: () => this.exact(place, { address, row }, logits) }, kept);
    const count = compact(logits, kept, row);
    if (count === 0) throw nothingKept(place, position);
    const sum = this.kernels.softmaxWeights(address, count);
    expand(row, kept, count);
    return sum;
  }

  private exact(place: HeadPlace, { address, row }: StoredRow, logits: Float32Array): Float32Array {
    row.set(logits);
    const sum = this.kernels.softmaxWeights(address, logits.length);
    if (sum === 0) throw logitsNotFinite(place, logits.length - 1);
    const attention = this.attention.subarray(0, logits.length);
    for (let j = 0; j < attention.length; j++) attention[j] = row[j]! / sum;
    return attention;
  }
}

/** Writes the kept numbers to the beginning of `to`; how many they are. */
function compact(numbers: Float32Array, kept: Uint8Array, to: Float32Array): number {
  let count = 0;
  for (let j = 0; j < kept.length; j++) if (kept[j] !== 0) to[count++] = numbers[j]!;
  return count;
}

/** Moves `count` numbers from the row's beginning to the kept places, from the last one on; 0 elsewhere. */
function expand(row: Float32Array, kept: Uint8Array, count: number): void {
  let next = count;
  for (let j = kept.length - 1; j >= 0; j--) row[j] = kept[j] === 0 ? 0 : row[--next]!;
}
