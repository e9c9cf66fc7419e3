/** Sums of random signs: drawn, and their exact law. */
import { logBinomialTail, stream } from "ncsparse-kit";

const BITS = 32;

/**
 * The largest of m independent sums of n random signs.
 *
 * @param path names the draw; each name gives independent signs
 * @param n a multiple of 32
 */
export function drawLargestSum(m: number, n: number, seed: number, ...path: (string | number)[]): number {
  const random = stream(seed, ...path, m, n);
  let largest = -n;
  for (let sum = 0; sum < m; sum++) {
    let plus = 0;
    for (let word = 0; word < n / BITS; word++) plus += countBits(random.uint32());
    largest = Math.max(largest, 2 * plus - n);
  }
  return largest;
}

/** The probability that the largest of m sums of n signs exceeds a level, by the binomial law of each. */
export function largestExceeds(level: number, m: number, n: number): number {
  const plus = Math.floor((n + level) / 2) + 1; // a sum is twice its count of pluses, less n
  const one = plus > n ? 0 : Math.exp(logBinomialTail(plus, n, 0.5));
  return -Math.expm1(m * Math.log1p(-one));
}

function countBits(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count++;
  return count;
}
