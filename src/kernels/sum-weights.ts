import { instantiate, type Kernels } from "./instance.js";

/** A row in the kernels' memory, of which sums at several scales are asked. */
export class WeightSums {
  private readonly kernels: Kernels = instantiate().float64;
  private length = 0;

  /** Takes a row of logits: finite, or -Infinity for what has no weight. */
  take(row: Float64Array): void {
    const { memory, heapBase } = this.kernels;
    const missing = heapBase + 8 * row.length - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / 65536));
    new Float64Array(memory.buffer, heapBase, row.length).set(row);
    this.length = row.length;
  }

  /**
   * ln of the sum of e^(scale z) over the row.
   *
   * @param scale a factor on the logits, finite and >= 0
   * @param largest the row's largest logit
   */
  lnSum(scale: number, largest: number): number {
    const top = scale * largest;
    return top + Math.log(this.sum(scale, top));
  }

  /**
   * The sum of e^(scale z - shift) over the row, each to 2 ulp; those below e^-708 count as 0.
   *
   * @param scale as above
   * @param shift finite, at most 700 below the largest scale z
   */
  sum(scale: number, shift: number): number {
    return this.kernels.sumWeights(this.kernels.heapBase, this.length, scale, shift);
  }
}
