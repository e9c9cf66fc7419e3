import { requireWindow } from "../attention/top-k.js";
import { drawInputs, WeightSums } from "../kernels/index.js";
import { normalTailQuantile } from "ncsparse-kit/probability";
import type { Stream } from "ncsparse-kit/random";

/** Logits in memory at a time: a row of 10^8 is never stored. */
const BLOCK = 65_536;

/** Standard deviations of the count above a level: the k-th largest logit stands between the two levels but for 1e-15. */
const BRACKET = 8;

/** A row of n i.i.d. N(0, sigma^2) logits of which every one is drawn. */
export interface DrawnRowLaw {
  readonly n: number;
  readonly sigma: number;
}

/** The sums of a drawn row on either side of its window; natural logarithms. */
export interface DrawnWindow {
  readonly lnPartition: number;
  /** ln m_k and ln(1 - m_k). */
  readonly lnMass: number;
  readonly lnTail: number;
  /** p_(1) and p_(k+1). */
  readonly lnLargest: number;
  readonly lnNext: number;
}

/**
 * Draw a row logit by logit, in blocks, and keep its k largest, exactly: logits above a high level are kept, those below a
 * low one left, and the few between the two are sorted. Nothing is taken from a law but where the two levels are put.
 *
 * @param stream the row's own; its next n positions are the row's logits
 * @param k integer in [1, n - 1]
 * @param signal looked at before each block; its reason is thrown when it is aborted
 * @throws RangeError if the k-th largest logit does not stand between the levels, of probability below 1e-14
 */
export function drawnWindow(stream: Stream, { n, sigma }: DrawnRowLaw, k: number, signal?: AbortSignal): DrawnWindow {
  requireWindow("drawnWindow", k, n - 1);
  const [low, high] = levelsAround(n, k);
  const shift = sigma * Math.max(low, 0); // weights near 1 at the window's edge
  const weigh = (x: number): number => Math.exp(sigma * x - shift);
  const between: number[] = [];
  let [above, kept, left] = [0, 0, 0];
  let [largest, belowAll] = [-Infinity, -Infinity];
  forEachBlock(stream, n, signal, (block) => {
    let [keptHere, below] = [0, 0];
    for (let i = 0; i < block.length; i++) {
      const x = block[i]!;
      if (x < low) {
        block[below++] = x; // gathered at the block's beginning, which has been read
        if (x > belowAll) belowAll = x;
      } else if (x < high) between.push(x);
      else {
        above++;
        keptHere += weigh(x);
        if (x > largest) largest = x;
      }
    }
    kept += keptHere;
    left += sumOfWeights(block.subarray(0, below), sigma, shift);
  });
  const missing = k - above;
  if (missing < 0 || missing > between.length) {
    throw new RangeError(
      `drawnWindow: the k = ${k} largest of n = ${n} must end between the levels, got ${above} above and ${between.length} between`,
    );
  }
  const sorted = Float64Array.from(between).sort().reverse();
  sorted.forEach((x, i) => {
    if (i < missing) kept += weigh(x);
    else left += weigh(x);
  });
  const lnPartition = shift + Math.log(kept + left);
  return {
    lnPartition,
    lnLargest: sigma * Math.max(largest, sorted[0] ?? -Infinity) - lnPartition,
    lnNext: sigma * (sorted[missing] ?? belowAll) - lnPartition,
    lnMass: Math.log(kept / (kept + left)),
    lnTail: Math.log(left / (kept + left)),
  };
}

/** ln D of a row drawn logit by logit. */
export function drawnLnPartition(stream: Stream, { n, sigma }: DrawnRowLaw, signal?: AbortSignal): number {
  const top = sigma * Math.sqrt(2 * Math.log(n)); // about the largest logit
  let sum = 0;
  forEachBlock(stream, n, signal, (block) => (sum += sumOfWeights(block, sigma, top)));
  return top + Math.log(sum);
}

/** Made when first a row is drawn. */
let weights: WeightSums | undefined;

/** The sum of e^(sigma x - shift) over a block. */
function sumOfWeights(block: Float64Array, sigma: number, shift: number): number {
  weights ??= new WeightSums();
  weights.take(block);
  return weights.sum(sigma, shift);
}

/**
 * How many probabilities of a drawn row satisfy a condition. The row is drawn twice, for its sum and for its entries.
 *
 * @param stream the row's own
 */
export function countDrawn(
  stream: Stream,
  law: DrawnRowLaw,
  condition: (probability: number) => boolean,
  signal?: AbortSignal,
): number {
  const start = stream.position;
  const lnPartition = drawnLnPartition(stream, law, signal);
  stream.seek(start);
  let count = 0;
  forEachBlock(stream, law.n, signal, (block) => {
    for (const x of block) if (condition(Math.exp(law.sigma * x - lnPartition))) count++;
  });
  return count;
}

/** Standard normal levels between which the k-th largest of n logits stands. */
function levelsAround(n: number, k: number): [low: number, high: number] {
  const stray = BRACKET * (Math.sqrt(k) + 1);
  const level = (rank: number): number => (rank <= 0 ? Infinity : rank >= n ? -Infinity : normalTailQuantile(rank / n));
  return [level(k + stray), level(k - stray)];
}

function forEachBlock(
  stream: Stream,
  n: number,
  signal: AbortSignal | undefined,
  visit: (block: Float64Array) => void,
): void {
  const block = new Float64Array(Math.min(n, BLOCK));
  for (let start = 0; start < n; start += BLOCK) {
    signal?.throwIfAborted();
    const part = n - start < block.length ? block.subarray(0, n - start) : block;
    drawInputs(stream, "gaussian", part, 1);
    visit(part);
  }
}
