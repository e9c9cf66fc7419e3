/**
 * The exact identities of a softmax row (see the chapter on the setting): one sort makes every window available.
 *
 * | paper / theory | here |
 * | --- | --- |
 * | p_(j) | sorted[j - 1] |
 * | m_k = S1_k | mass |
 * | S2_k, S2 | headSquares, tailSquares + headSquares |
 */
import type { RowErrors } from "./sparse-row.js";
import { requireWindow } from "./top-k.js";

/**
 * Tails are squared in this unit, so that those below 1e-160 do not underflow to 0: a power of two, which moves no digit,
 * and small enough that odds of n < 2^31 to 1 do not overflow.
 */
const SCALE = 2 ** 480;

/**
 * Errors of the sparse row for each window, by the identities: l1 = 2 (1 - m), KL = -ln m,
 * l2^2 = (1/m - 1)^2 S2_k + (S2 - S2_k), linf = max(p_(1) (1/m - 1), p_(k+1)).
 *
 * Tails come from reverse cumulative sums, smallest terms first, so that 1 - m keeps full relative precision at 1e-12;
 * masses from forward ones, so that m does where the window captures almost nothing.
 *
 * @param sorted probabilities in decreasing order, n entries, summing to 1
 * @param windows integers in [1, n], any order
 * @returns one record a window, in the given order
 * @throws RangeError if a window is not in [1, n] or the row does not decrease
 */
export function rowErrors(sorted: Float64Array, windows: readonly number[]): RowErrors[] {
  const n = sorted.length;
  for (const k of windows) requireWindow("rowErrors", k, n);
  const head = forwardSums(sorted);
  const rest = reverseSums(sorted);
  return windows.map((k) => {
    const mass = head.sums[k]!;
    const tail = rest.sums[k]!;
    const odds = tail / mass; // 1/m - 1 without cancellation
    const scaled = odds * SCALE;
    const next = k < n ? sorted[k]! : 0;
    return {
      mass,
      tail,
      l1: 2 * tail,
      l2: Math.sqrt(scaled * scaled * head.squares[k]! + rest.squares[k]!) / SCALE,
      linf: Math.max(sorted[0]! * odds, next),
      kl: tail < 0.5 ? -Math.log1p(-tail) : -Math.log(mass),
    };
  });
}

interface Sums {
  sums: Float64Array;
  squares: Float64Array;
}

/** Sums and sums of squares of the first k entries, k = 0..n; also checks that the row decreases. */
function forwardSums(sorted: Float64Array): Sums {
  const n = sorted.length;
  const [sums, squares] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let k = 0; k < n; k++) {
    const p = sorted[k]!;
    if (k > 0 && !(sorted[k - 1]! >= p)) {
      throw new RangeError(`rowErrors: the row must decrease, got ${sorted[k - 1]!} before ${p} at index ${k}`);
    }
    sums[k + 1] = sums[k]! + p;
    squares[k + 1] = squares[k]! + p * p;
  }
  return { sums, squares };
}

/** Sums, and sums of squares over 2^-960, of the entries from index k on, k = 0..n. */
function reverseSums(sorted: Float64Array): Sums {
  const n = sorted.length;
  const [sums, squares] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let k = n - 1; k >= 0; k--) {
    const p = sorted[k]!;
    sums[k] = sums[k + 1]! + p;
    squares[k] = squares[k + 1]! + p * SCALE * (p * SCALE);
  }
  return { sums, squares };
}

/** The lower and upper end of the sandwich around the l2 error; equal where all logits are equal. */
export function l2Sandwich(sorted: Float64Array, k: number): { lower: number; upper: number } {
  const n = sorted.length;
  requireWindow("l2Sandwich", k, n - 1);
  const [errors] = rowErrors(sorted, [k]);
  const { tail, mass } = errors!;
  const scaled = tail * SCALE;
  return {
    lower: tail * Math.sqrt(1 / k + 1 / (n - k)),
    upper: Math.sqrt((scaled * scaled * sorted[0]!) / mass + sorted[k]! * SCALE * scaled) / SCALE,
  };
}

/** Participation ratio 1 / sum p^2: how many entries an evenly spread row of the same l2 norm would have. */
export function participationRatio(p: Float64Array): number {
  let squares = 0;
  for (const x of p) squares += x * x;
  return 1 / squares;
}

/** Entropy -sum p ln p, in nats; its exponential is the perplexity. */
export function entropy(p: Float64Array): number {
  let sum = 0;
  for (const x of p) if (x > 0) sum -= x * Math.log(x);
  return sum;
}
