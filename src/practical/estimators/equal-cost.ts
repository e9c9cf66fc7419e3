import type { Estimator, HeadShape } from "./estimator.js";

/**
 * The largest m that a budget buys, up to n: more features, landmarks or keys would cost more than exact attention. Undefined
 * where it buys none.
 *
 * @param budget multiply-adds a row
 */
export function affordable(
  { cost, range }: Pick<Estimator, "cost" | "range">,
  shape: HeadShape,
  budget: number,
): number | undefined {
  const [least, most] = range(shape.n);
  // A method that hashes chooses the more cheaply the more it keeps: costs need not grow with m, and all m are tried.
  for (let m = Math.min(most, shape.n); m >= least; m--) if (cost.of(shape, m) <= budget) return m;
  return undefined;
}

/** What it costs to keep k keys of a row, their choice not counted: the measure of a budget. */
export function costOfKeys(k: number, { d, w }: Pick<HeadShape, "d" | "w">): number {
  return k * (d + w + 1);
}
