import { bisect } from "ncsparse-kit/probability";
import { requireKeptCount } from "./kept.js";
import type { Head } from "./head.js";

/** Factors of the logits between which the crossing is sought. */
const LEAST = 1 / 8;
const MOST = 8;
/** Each takes n^2 exponentials. */
const HALVINGS = 13;

/**
 * By what its logits must be multiplied for the ideal top-k to be as good as the mean of the values, for the output's error in
 * root mean square over values with independent entries: that the rows' squared distances from the exact ones have equal sums.
 *
 * @param head bidirectional
 * @param windows kept keys k
 * @returns a factor in [1/8, 8] for each window, to a relative error of 6e-4; an end where there is none between
 */
export function meanCrossingFactors(
  head: Pick<Head, "n" | "causal" | "attention">,
  windows: readonly number[],
): number[] {
  if (head.causal) throw new RangeError("meanCrossingFactors: the head must be bidirectional, got causal");
  for (const k of windows) requireKeptCount("meanCrossingFactors", k, 1, head.n);
  const rows = sortedLogits(head);
  return windows.map((k) => {
    const advantage = (factor: number): number => rows.reduce((sum, row) => sum + rowAdvantage(row, factor, k), 0);
    return Math.exp(bisect((ln) => advantage(Math.exp(ln)), Math.log(LEAST), Math.log(MOST), HALVINGS));
  });
}

/** Logits of each row up to a number of its own, in decreasing order. */
function sortedLogits({ n, attention }: Pick<Head, "n" | "attention">): Float64Array[] {
  return Array.from({ length: n }, (_, i) =>
    attention
      .slice(i * n, (i + 1) * n)
      .sort()
      .reverse()
      .map(Math.log),
  );
}

/** |u - p|^2 - |p_k - p|^2 = S2_k (2m - 1) / m^2 - 1/n of a row of logits in decreasing order. */
function rowAdvantage(sorted: Float64Array, factor: number, k: number): number {
  let [all, kept, squares] = [0, 0, 0];
  for (let j = 0; j < sorted.length; j++) {
    const weight = Math.exp(factor * (sorted[j]! - sorted[0]!));
    all += weight;
    if (j >= k) continue;
    kept += weight;
    squares += weight * weight;
  }
  return (squares * (2 * kept - all)) / (all * kept * kept) - 1 / sorted.length;
}
