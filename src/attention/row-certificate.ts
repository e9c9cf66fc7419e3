import { firstInteger } from "ncsparse-kit/probability";
import { boundaryGapBound, groupedBound, type KeyGroup } from "./certificate.js";
import { requireWindow } from "./top-k.js";

/**
 * What a certificate of a window knows, from least to most: `gap` z_(k) and z_(k+1); `kept` the sum of the weights kept,
 * and z_(k+1); `gaps` also z_(r) at the ranks r = 2, 4, 8, ... beyond; `blocks` instead of these the largest logit of each
 * block of consecutive keys, and which keys were kept. In exact arithmetic `kept` is at most `gap`, and `gaps` and `blocks`
 * at most `kept`.
 */
export type CertificateName = "gap" | "kept" | "gaps" | "blocks";

/** The certificates of every window of one row, of which all logits are given: what each would know is read from them. */
export class RowCertificate {
  /** Which there are: `blocks` only where a block's size is given. */
  readonly names: readonly CertificateName[];
  /** z_(r) at index r - 1. */
  private readonly logits: Float64Array;
  /** z_(r) - z_(1): a shift changes no bound, and keeps the digits of sums of weights. */
  private readonly sorted: Float64Array;
  /** ln of the sum of the k largest weights at index k - 1, likewise shifted. */
  private readonly lnSums: Float64Array;
  private readonly blocks: Blocks | null;

  /**
   * @param logits at least one finite number
   * @param block keys in a block, an integer >= 1; the last block may be smaller
   * @throws RangeError for others
   */
  constructor(logits: Float64Array, block?: number) {
    const order = ranked(logits);
    this.logits = order.map((j) => logits[j]!);
    this.sorted = this.logits.map((z) => difference(z, this.logits[0]!));
    let sum = 0;
    this.lnSums = this.sorted.map((z) => Math.log((sum += Math.exp(z))));
    this.blocks = block === undefined ? null : blocksOf(this.sorted, order, block);
    this.names = this.blocks === null ? ["gap", "kept", "gaps"] : ["gap", "kept", "gaps", "blocks"];
  }

  /**
   * An upper bound of the total variation of the window k.
   *
   * @param k integer in [1, n]
   * @throws RangeError if it is not, or for `blocks` without a block's size
   */
  bound(name: CertificateName, k: number): number {
    const n = this.sorted.length;
    requireWindow("RowCertificate.bound", k, n);
    if (k === n) return 0;
    if (name === "gap") return boundaryGapBound(n, k, -difference(this.logits[k]!, this.logits[k - 1]!));
    return groupedBound({ k, lnSum: this.lnSums[k - 1]! }, this.groups(name, k));
  }

  /**
   * The smallest window of which the bound is within a budget: n where no smaller one is certified.
   *
   * @param tv total variation allowed, in (0, 1)
   * @throws RangeError for what `bound` refuses, and for another budget
   */
  smallest(name: CertificateName, tv: number): number {
    if (!(tv > 0 && tv < 1)) throw new RangeError(`RowCertificate.smallest: tv must be in (0, 1), got ${tv}`);
    const certified = (k: number): boolean => this.bound(name, k) <= tv;
    // One window may end at a wide gap, and the next one in the midst of equal logits. The other bounds fall as k grows:
    // K grows, and each key left out is bounded by z_(k+1) or by what does not depend on k.
    return name === "gap" ? firstOf(certified) : firstInteger(1, this.sorted.length, certified);
  }

  private groups(name: Exclude<CertificateName, "gap">, k: number): KeyGroup[] {
    const next = this.sorted[k]!;
    if (name === "kept") return [{ size: this.sorted.length - k, most: next }];
    if (name === "gaps") return this.ranges(k);
    if (this.blocks === null) throw new RangeError("RowCertificate.bound: blocks need a block's size, got none");
    const { most, sizes, blockOfRank } = this.blocks;
    const left = sizes.slice();
    for (let rank = 0; rank < k; rank++) left[blockOfRank[rank]!]!--;
    return Array.from(left, (size, b) => ({ size, most: Math.min(most[b]!, next) }));
  }

  /** The keys left out from z_(k+1) to the next power of two, and from each to the next: each range by its largest. */
  private ranges(k: number): KeyGroup[] {
    const n = this.sorted.length;
    const groups: KeyGroup[] = [];
    for (let rank = k + 1, end: number; rank <= n; rank = end) {
      end = Math.min(n + 1, 2 ** (32 - Math.clz32(rank))); // the next power of two, beyond rank
      groups.push({ size: end - rank, most: this.sorted[rank - 1]! });
    }
    return groups;
  }
}

/** The first k = 1, 2, ... that is certified; k = n is, as nothing is left out. */
function firstOf(certified: (k: number) => boolean): number {
  let k = 1;
  // Ends: at k = n.
  while (!certified(k)) k++;
  return k;
}

interface Blocks {
  /** The largest logit of each, and how many keys it has. */
  readonly most: Float64Array;
  readonly sizes: Int32Array;
  /** The block of the key that has rank r, at index r - 1. */
  readonly blockOfRank: Int32Array;
}

function blocksOf(sorted: Float64Array, order: Float64Array, block: number): Blocks {
  if (!Number.isInteger(block) || block < 1) {
    throw new RangeError(`RowCertificate: block must be an integer >= 1, got ${block}`);
  }
  const count = Math.ceil(order.length / block);
  const blockOfRank = Int32Array.from(order, (j) => Math.floor(j / block));
  const [most, sizes] = [new Float64Array(count).fill(-Infinity), new Int32Array(count)];
  blockOfRank.forEach((b, rank) => {
    sizes[b]!++;
    most[b] = Math.max(most[b]!, sorted[rank]!);
  });
  return { most, sizes, blockOfRank };
}

/** The indices of the logits, largest first; which of two that are equal comes first changes no bound. */
function ranked(logits: Float64Array): Float64Array {
  if (logits.length === 0) throw new RangeError("RowCertificate: logits must hold at least one number, got 0");
  const odd = logits.findIndex((z) => !Number.isFinite(z));
  if (odd >= 0) throw new RangeError(`RowCertificate: logits must be finite, got ${logits[odd]!} at index ${odd}`);
  return Float64Array.from(logits, (_, j) => j).sort((a, b) => logits[b]! - logits[a]!);
}

/** a - b of a <= b, as a finite number. */
function difference(a: number, b: number): number {
  return Math.max(-Number.MAX_VALUE, a - b);
}
