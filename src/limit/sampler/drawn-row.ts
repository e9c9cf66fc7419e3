import { fillNormal, type Stream } from "ncsparse-kit/random";
import type { Count } from "./count.js";
import { countAbove, sumSegment, type RowProfile } from "./row-profile.js";

/** A row whose logits are all drawn and sorted: the plain reference, exact for every n that fits in memory. */
export class DrawnRow implements RowProfile {
  readonly logits: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  largest = 0;
  readonly largestSummed: number = -Infinity;
  private readonly ascending: Float64Array; // (n)
  private readonly descending: Float64Array; // (n)

  /**
   * @param n number of logits
   * @param ranks the plan's ranks, increasing, at most n
   */
  constructor(
    n: number,
    private readonly sigma: number,
    private readonly ranks: readonly Count[],
  ) {
    this.ascending = new Float64Array(n);
    this.descending = new Float64Array(n);
    this.logits = new Float64Array(ranks.length);
    this.sums = new Float64Array(ranks.length + 1);
    this.squares = new Float64Array(ranks.length + 1);
  }

  draw(stream: Stream): this {
    const { ascending, descending, ranks } = this;
    fillNormal(stream, ascending, this.sigma);
    ascending.sort();
    descending.set(ascending);
    descending.reverse();
    let from = 0;
    for (let i = 0; i < ranks.length; i++) {
      const to = ranks[i]!.value;
      sumSegment(this.sums, this.squares, i, descending, from, to);
      this.logits[i] = descending[to - 1]!;
      from = to;
    }
    sumSegment(this.sums, this.squares, ranks.length, descending, from, descending.length);
    this.largest = descending[0]!;
    return this;
  }

  logCountsAbove(levels: Float64Array, out: Float64Array): void {
    for (let i = 0; i < levels.length; i++) {
      out[i] = Math.log(countAbove(this.descending, this.descending.length, levels[i]!));
    }
  }
}
