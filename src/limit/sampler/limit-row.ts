import { logNormalDifference, normalQuantileFromLog, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { portableLog } from "ncsparse-kit/random/log";
import type { Stream } from "ncsparse-kit/random";
import { drawBlock, type BlockSums } from "./block.js";
import { compareCounts, countOf, integerCount, logDifference, type Count } from "./count.js";
import { logAdd, logSubtract } from "./log-sum.js";
import { logBinomialDraw } from "./log-binomial-draw.js";
import { logGammaDraw } from "./log-gamma-draw.js";
import { countAbove, sumSegment, type RowProfile } from "./row-profile.js";

/** How many of the largest logits are drawn one by one. */
const TOP = 128;
/** The first block ends at this multiple of its start, in ln; each next one spans twice as much. */
const FIRST_STRETCH = 0.5;

/**
 * A row of n logits of which only the largest and those at the plan's ranks are drawn; n may be any size.
 *
 * Order statistics of n uniform variables are G_j / G_(n+1), G_j the arrival times of a unit Poisson process: the TOP
 * first of them one by one, further ones at the plan's ranks by Gamma variables, exactly. Between two of these the
 * entries are summed as a block.
 *
 * Numbered passes: 1. arrival times; 2. logits; 3. sums. Draws come from one stream, in that order; counts above levels
 * draw from the same stream afterwards.
 */
export class LimitRow implements RowProfile {
  readonly logits: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
  largest = 0;
  largestSummed = 0;
  private readonly top: Float64Array = new Float64Array(TOP); // logits, largest first
  private readonly lnArrivals: Float64Array = new Float64Array(TOP);
  private readonly cuts: readonly Count[]; // ranks from TOP on, TOP first
  private readonly lnSteps: Float64Array; // ln of the ranks between cuts; last: up to n + 1
  private readonly lnInside: Float64Array; // ln of the entries strictly between cuts; last: below the last cut
  private readonly lnTimes: Float64Array; // ln G at the cuts
  private readonly lnRest: Float64Array; // ln(G_(n+1) - G) at the cuts
  private readonly points: Float64Array; // standard normal quantiles at the cuts, then -Infinity
  private readonly cutOf: Int32Array; // (ranks): the cut at each planned rank, -1 inside the top
  private readonly block: BlockSums = { sum: 0, squares: 0 };
  private stream: Stream | undefined;

  /**
   * @param n number of logits, above 2 TOP
   * @param ranks the plan's ranks, increasing, at most n
   */
  constructor(
    n: Count,
    private readonly sigma: number,
    private readonly ranks: readonly Count[],
  ) {
    this.logits = new Float64Array(ranks.length);
    this.sums = new Float64Array(ranks.length + 1);
    this.squares = new Float64Array(ranks.length + 1);
    this.cuts = cutsFor(n, ranks);
    const { cuts } = this;
    const ends = [...cuts.slice(1), n];
    this.lnInside = Float64Array.from(ends, (end, i) =>
      // Below the last cut all n - b entries lie inside; elsewhere the entry at the next cut does not.
      i === cuts.length - 1 ? logDifference(end, cuts[i]!) : logOneLess(logDifference(end, cuts[i]!)),
    );
    this.lnSteps = Float64Array.from(ends, (end, i) =>
      i === cuts.length - 1 ? logAdd(logDifference(end, cuts[i]!), 0) : logDifference(end, cuts[i]!),
    );
    this.lnTimes = new Float64Array(cuts.length);
    this.lnRest = new Float64Array(cuts.length);
    this.points = new Float64Array(cuts.length + 1).fill(-Infinity);
    this.cutOf = Int32Array.from(ranks, (rank) => cuts.findIndex((cut) => compareCounts(cut, rank) === 0));
  }

  draw(stream: Stream): this {
    this.stream = stream;
    const lnTotal = this.drawArrivals(stream);
    this.placeLogits(lnTotal);
    this.sumTop();
    this.sumBlocks(stream);
    return this;
  }

  /** 1. ln G_j for the top and at the cuts; returns ln G_(n+1). */
  private drawArrivals(stream: Stream): number {
    const { lnArrivals, lnTimes, lnRest, lnSteps } = this;
    stream.fillUniform(lnArrivals);
    let time = 0;
    for (let j = 0; j < TOP; j++) {
      time -= portableLog(lnArrivals[j]!);
      lnArrivals[j] = Math.log(time);
    }
    lnTimes[0] = lnArrivals[TOP - 1]!;
    const last = lnTimes.length - 1;
    for (let i = 0; i <= last; i++) lnRest[i] = logGammaDraw(stream, lnSteps[i]!); // for now: the step after cut i
    for (let i = 0; i < last; i++) lnTimes[i + 1] = logAdd(lnTimes[i]!, lnRest[i]!);
    for (let i = last - 1; i >= 0; i--) lnRest[i] = logAdd(lnRest[i]!, lnRest[i + 1]!);
    return logAdd(lnTimes[0], lnRest[0]!);
  }

  /** 2. Logits of the top, quantiles at the cuts, from whichever tail is the shorter. */
  private placeLogits(lnTotal: number): void {
    const { top, lnArrivals, lnTimes, lnRest, points, sigma } = this;
    for (let j = 0; j < TOP; j++) top[j] = sigma * normalTailQuantileFromLog(lnArrivals[j]! - lnTotal);
    for (let i = 0; i < lnTimes.length; i++) {
      const point =
        lnTimes[i]! < lnRest[i]!
          ? normalTailQuantileFromLog(lnTimes[i]! - lnTotal)
          : normalQuantileFromLog(lnRest[i]! - lnTotal);
      // Neighbouring ranks may differ by less than the rounding of either quantile.
      points[i] = i === 0 ? point : Math.min(point, points[i - 1]!);
    }
    this.largest = top[0]!;
    this.largestSummed = top[TOP - 1]!;
  }

  /** 3a. Segments inside the top. */
  private sumTop(): void {
    let from = 0;
    for (let i = 0; i < this.ranks.length && from < TOP; i++) {
      const to = Math.min(this.ranks[i]!.value, TOP);
      sumSegment(this.sums, this.squares, i, this.top, from, to);
      if (this.ranks[i]!.value <= TOP) this.logits[i] = this.top[to - 1]!;
      from = to;
    }
    if (from < TOP) sumSegment(this.sums, this.squares, this.ranks.length, this.top, from, TOP);
  }

  /** 3b. Blocks between the cuts, added to the segment in which they lie. */
  private sumBlocks(stream: Stream): void {
    const { sums, squares, points, sigma, block, cutOf, lnInside } = this;
    const last = points.length - 2;
    let segment = 0;
    // Ends: a segment is passed at each turn.
    while (segment < cutOf.length && cutOf[segment]! < 1) segment++;
    // A segment that begins at the top's end, or below it, holds no top entries yet.
    if (segment > 0 && cutOf[segment - 1] === 0) sums[segment] = squares[segment] = -Infinity;
    for (let i = 0; i <= last; i++) {
      drawBlock(stream, lnInside[i]!, points[i + 1]!, points[i]!, sigma, block);
      sums[segment] = logAdd(sums[segment]!, block.sum);
      squares[segment] = logAdd(squares[segment]!, block.squares);
      if (i === last) break;
      const logit = sigma * points[i + 1]!;
      sums[segment] = logAdd(sums[segment]!, logit);
      squares[segment] = logAdd(squares[segment]!, 2 * logit);
      if (cutOf[segment] !== i + 1) continue;
      this.logits[segment++] = logit;
      sums[segment] = squares[segment] = -Infinity;
    }
  }

  /**
   * Inside a block the entries above a level are binomial given its ends; further levels split what is left of it.
   * Their correlation with the block's sum is not modelled.
   */
  logCountsAbove(levels: Float64Array, out: Float64Array): void {
    const { points, lnInside, cuts, sigma } = this;
    let cut = 0;
    let ceiling = points[0]!;
    let lnLeft = lnInside[0]!;
    let lnCount = cuts[0]!.ln;
    for (let i = 0; i < levels.length; i++) {
      const level = levels[i]!;
      if (!(level < this.largestSummed)) {
        out[i] = Math.log(countAbove(this.top, TOP, level));
        continue;
      }
      const point = level / sigma; // -Infinity at sigma = 0: equal logits, all above
      // Ends: a cut is passed at each turn, and never taken back.
      while (cut + 1 < cuts.length && points[cut + 1]! > point) {
        cut++;
        ceiling = points[cut]!;
        lnLeft = lnInside[cut]!;
        lnCount = cuts[cut]!.ln;
      }
      const lnAbove = lnLeft === -Infinity ? -Infinity : this.splitBlock(lnLeft, points[cut + 1]!, point, ceiling);
      lnCount = logAdd(lnCount, lnAbove);
      lnLeft = lnAbove >= lnLeft ? -Infinity : logSubtract(lnLeft, lnAbove);
      ceiling = Math.min(ceiling, point);
      out[i] = lnCount;
    }
  }

  /** ln of how many of a block's entries, in [low, high], lie above a point. */
  private splitBlock(lnLeft: number, low: number, point: number, high: number): number {
    if (point <= low) return lnLeft;
    if (point >= high) return -Infinity;
    const lnShare = logNormalDifference(point, high) - logNormalDifference(low, high);
    return logBinomialDraw(this.stream!, lnLeft, Math.min(lnShare, 0));
  }
}

/** The ranks from TOP on at which order statistics are drawn: the plan's, and some that keep the first blocks narrow. */
function cutsFor(n: Count, ranks: readonly Count[]): Count[] {
  const cuts = [integerCount(TOP), ...ranks.filter((rank) => rank.value > TOP)];
  let stretch = FIRST_STRETCH; // doubles: 1024 turns reach every finite ln n
  for (let ln = Math.log(TOP) + stretch; ln < n.ln - Math.LN2; ln += stretch) {
    cuts.push(countOf("cutsFor", "cut", { ln }));
    stretch *= 2;
  }
  cuts.sort(compareCounts);
  return cuts.filter((cut, i) => i === 0 || compareCounts(cut, cuts[i - 1]!) > 0);
}

/** ln(m - 1) from ln m, m >= 1 an integer. */
function logOneLess(lnM: number): number {
  return lnM < 1e-9 ? -Infinity : logSubtract(lnM, 0);
}
