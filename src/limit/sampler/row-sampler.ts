/**
 * Rows of attention at any length: i.i.d. Gaussian logits, of which the k largest are kept, for many windows k at once.
 *
 * | theory | here |
 * | --- | --- |
 * | n, k | `Size`: an integer, or `{ ln }` |
 * | ln D | lnPartition |
 * | m_k, 1 - m_k = tv, l2, linf | lnMass, lnTail, lnL2, lnLinf |
 * | p_(1), p_(k+1) | lnLargest, lnNext |
 * | 1 / sum p^2, N_eps | lnParticipation, lnEffective |
 */
import type { Stream } from "ncsparse-kit/random";
import { rowScale } from "../finite-size.js";
import { compareCounts, countOf, countText, neighbour, type Count, type Size } from "./count.js";
import { DrawnRow } from "./drawn-row.js";
import { LimitRow } from "./limit-row.js";
import { logAdd, logShare } from "./log-sum.js";
import { cumulate, type RowProfile } from "./row-profile.js";

/** The largest row scale whose squares, up to 8 sigma^2, and products with logits are doubles. */
const MOST_SIGMA = 1e150;

/** Up to this length every logit is drawn. */
export const DRAWN_UP_TO = 1024;

export interface RowLaw {
  /** Number of keys. */
  readonly n: Size;
  /** Row scale: `sigma` itself, or `c` for sigma = c sqrt(2 ln n); finite, >= 0. */
  readonly scale: { readonly sigma: number } | { readonly c: number };
  /** Windows k, at most n. */
  readonly windows: readonly Size[];
  /** Thresholds eps of N_eps, by ln eps. */
  readonly lnEpsilons?: readonly number[];
  /** The row's own key is one of the n: its logit, z_ii, is given with each row. */
  readonly self?: boolean;
}

/** One window of one row; natural logarithms, -Infinity for 0. */
export interface WindowSample {
  /** ln m_k. */
  readonly lnMass: number;
  /** ln(1 - m_k), the total variation. */
  readonly lnTail: number;
  readonly lnL1: number;
  readonly lnL2: number;
  readonly lnLinf: number;
  /** ln KL(p_k || p). */
  readonly lnKl: number;
  /** ln p_(k+1); -Infinity at k = n. */
  readonly lnNext: number;
  /** Bound on the expected error of the tail that summing blocks makes, relative to the tail. */
  readonly error: number;
}

/** One row; natural logarithms. */
export interface RowSample {
  readonly lnPartition: number;
  readonly lnLargest: number;
  readonly lnParticipation: number;
  readonly windows: readonly WindowSample[];
  /** ln N_eps for each threshold, -Infinity for none. */
  readonly lnEffective: Float64Array;
  /** Bound on the expected error of D that summing blocks makes, relative to D; 0 where every logit was drawn. */
  readonly error: number;
}

/** Where a window's ranks stand in the plan: indices of cuts, counted so that cut 0 is "nothing kept". */
interface WindowPlan {
  readonly before: number; // rank k - 1
  readonly at: number; // rank k
  readonly next: number; // rank k + 1
  /** k = n: nothing is left out. */
  readonly whole: boolean;
}

/**
 * Draws rows of one law. Give each row its own stream: a row is a function of its stream and of the law, windows included.
 *
 * Up to n = 1024 every logit is drawn. Beyond, the 128 largest and those at the ranks of the windows have their exact
 * joint law (order statistics of n), what lies between is summed in blocks with the error that each sample states, and
 * N_eps is binomial inside a block. Logarithms carry a rounding error of about 1e-13 ln n.
 *
 * Digits: the random bits, the normal variables and the waiting times of the 128 largest take +, -, *, / and Math.sqrt
 * alone, and are the same on every engine. What follows uses Math.exp, log, log1p and expm1 (ranks of windows, counts, sums
 * in logarithms; also to accept a Gamma variable and to round a binomial one), Math.cosh (the normal law between close
 * quantiles) and x ** 3 (to accept a Gamma variable), whose last digits ECMAScript leaves to the engine. Between engines a
 * row may so differ in its last digits, and in one draw of about 10^15 be another row of the same law. A claim that reads
 * samples has to decide the same where its numbers move by 1e-12.
 */
export class RowSampler {
  /** The row scale. */
  readonly sigma: number;
  private readonly row: DrawnRow | LimitRow;
  private readonly plans: readonly WindowPlan[];
  private readonly self: boolean;
  private readonly order: readonly number[]; // of the thresholds, largest first
  private readonly lnEpsilons: readonly number[];
  private readonly levels: Float64Array;
  private readonly counts: Float64Array;
  private readonly heads: Sums;
  private readonly tails: Sums;

  /** @throws RangeError for a size below 1, n < 2, a window above n, a scale that is not in [0, 1e150], or a NaN */
  constructor(law: RowLaw) {
    const n = countOf("RowSampler", "n", law.n);
    if (n.value < 2) throw new RangeError(`RowSampler: n must be at least 2, got ${n.value}`);
    this.sigma = scaleOf(law, n);
    this.self = law.self ?? false;
    const drawn = this.self ? neighbour(n, -1) : n;
    const windows = law.windows.map((size) => windowOf(size, n));
    const ranks = ranksFor(windows, drawn, this.self);
    this.plans = windows.map((k) => planFor(k, n, ranks));
    this.row =
      n.value <= DRAWN_UP_TO ? new DrawnRow(drawn.value, this.sigma, ranks) : new LimitRow(drawn, this.sigma, ranks);
    this.lnEpsilons = law.lnEpsilons ?? [];
    const odd = this.lnEpsilons.find((lnEps) => Number.isNaN(lnEps));
    if (odd !== undefined) throw new RangeError(`RowSampler: ln eps must be a number, got ${odd}`);
    this.order = this.lnEpsilons.map((_, i) => i).sort((a, b) => this.lnEpsilons[b]! - this.lnEpsilons[a]!);
    this.levels = new Float64Array(this.order.length);
    this.counts = new Float64Array(this.order.length);
    this.heads = { weights: new Float64Array(ranks.length + 2), squares: new Float64Array(ranks.length + 2) };
    this.tails = { weights: new Float64Array(ranks.length + 2), squares: new Float64Array(ranks.length + 2) };
  }

  /**
   * @param stream the row's own
   * @param selfLogit z_ii, given exactly where the law has `self`
   * @throws RangeError for a self logit where none is asked for, or none where one is, and where ln D is no number
   */
  sample(stream: Stream, selfLogit?: number): RowSample {
    if (this.self !== (selfLogit !== undefined && Number.isFinite(selfLogit))) {
      const required = this.self ? "a finite number" : "left out, as the law has no self";
      throw new RangeError(`RowSampler.sample: selfLogit must be ${required}, got ${selfLogit ?? "none"}`);
    }
    const own = selfLogit ?? -Infinity;
    const row = this.row.draw(stream);
    cumulate(row.sums, this.heads.weights, this.tails.weights);
    cumulate(row.squares, this.heads.squares, this.tails.squares);
    const lnPartition = logAdd(this.tails.weights[0]!, own);
    if (!Number.isFinite(lnPartition)) {
      throw new RangeError(`RowSampler.sample: ln D must be finite, got ${lnPartition} at sigma = ${this.sigma}`);
    }
    const lnLargest = Math.max(row.largest, own) - lnPartition;
    return {
      lnPartition,
      lnLargest,
      lnParticipation: 2 * lnPartition - logAdd(this.tails.squares[0]!, 2 * own),
      windows: this.plans.map((plan) => this.windowSample(row, plan, own, lnPartition, lnLargest)),
      lnEffective: this.effective(row, own, lnPartition),
      error: 2 * Math.exp(row.largestSummed - lnPartition),
    };
  }

  private windowSample(
    row: RowProfile,
    plan: WindowPlan,
    own: number,
    lnPartition: number,
    lnLargest: number,
  ): WindowSample {
    const { heads, tails } = this;
    const logitAt = plan.at === 0 ? Infinity : row.logits[plan.at - 1]!;
    const kept = this.self && (plan.whole || own > logitAt);
    const cut = kept ? plan.before : plan.at;
    const inside = kept ? own : -Infinity;
    const outside = kept ? -Infinity : own;
    const lnHead = logAdd(heads.weights[cut]!, inside);
    const lnRest = logAdd(tails.weights[cut]!, outside);
    const lnHeadSquares = logAdd(heads.squares[cut]!, 2 * inside) - 2 * lnPartition;
    const lnRestSquares = logAdd(tails.squares[cut]!, 2 * outside) - 2 * lnPartition;
    const lnNext = this.nextLogit(row, plan, kept, own) - lnPartition;
    const lnOdds = lnRest - lnHead; // ln(1 / m - 1)
    const lnTail = logShare(lnOdds);
    const summed = cut === 0 ? row.largestSummed : Math.min(row.logits[cut - 1]!, row.largestSummed);
    return {
      lnMass: logShare(-lnOdds),
      lnTail,
      lnL1: Math.LN2 + lnTail,
      lnL2: 0.5 * logAdd(2 * lnOdds + lnHeadSquares, lnRestSquares),
      lnLinf: Math.max(lnLargest + lnOdds, lnNext),
      lnKl: lnTail < -37 ? lnTail : Math.log(-logShare(-lnOdds)),
      lnNext,
      error: lnRest === -Infinity || row.largestSummed === -Infinity ? 0 : 2 * Math.exp(summed - lnRest),
    };
  }

  /** The largest logit that the window leaves out. */
  private nextLogit(row: RowProfile, plan: WindowPlan, kept: boolean, own: number): number {
    if (plan.whole) return -Infinity;
    return kept ? row.logits[plan.at - 1]! : Math.max(plan.next === 0 ? -Infinity : row.logits[plan.next - 1]!, own);
  }

  private effective(row: RowProfile, own: number, lnPartition: number): Float64Array {
    const { order, levels, counts, lnEpsilons } = this;
    for (let i = 0; i < order.length; i++) levels[i] = lnEpsilons[order[i]!]! + lnPartition;
    row.logCountsAbove(levels, counts);
    const out = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) out[order[i]!] = own > levels[i]! ? logAdd(counts[i]!, 0) : counts[i]!;
    return out;
  }
}

interface Sums {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
}

function scaleOf(law: RowLaw, n: Count): number {
  const sigma = "sigma" in law.scale ? law.scale.sigma : rowScale(n.ln, law.scale.c);
  if (!(sigma >= 0 && sigma < Infinity))
    throw new RangeError(`RowSampler: sigma must be finite and >= 0, got ${sigma}`);
  if (sigma > MOST_SIGMA) throw new RangeError(`RowSampler: sigma must be at most ${MOST_SIGMA}, got ${sigma}`);
  return sigma;
}

function windowOf(size: Size, n: Count): Count {
  const k = countOf("RowSampler", "k", size);
  if (compareCounts(k, n) > 0)
    throw new RangeError(`RowSampler: k must be at most n = ${countText(n)}, got ${countText(k)}`);
  return k;
}

/** The ranks at which rows are cut, increasing: k and k + 1, and k - 1 where the own key may take a place. */
function ranksFor(windows: readonly Count[], drawn: Count, self: boolean): Count[] {
  const ranks = windows.flatMap((k) => [k, neighbour(k, 1), ...(self && k.value > 1 ? [neighbour(k, -1)] : [])]);
  const possible = ranks.filter((rank) => compareCounts(rank, drawn) <= 0).sort(compareCounts);
  return possible.filter((rank, i) => i === 0 || compareCounts(rank, possible[i - 1]!) > 0);
}

function planFor(k: Count, n: Count, ranks: readonly Count[]): WindowPlan {
  const place = (rank: Count): number => ranks.findIndex((one) => compareCounts(one, rank) === 0) + 1;
  return {
    before: k.value === 1 ? 0 : place(neighbour(k, -1)),
    at: place(k),
    next: place(neighbour(k, 1)),
    whole: compareCounts(k, n) === 0,
  };
}
