import { clopperPearson } from "./clopper-pearson.js";
import { LEVEL } from "./level.js";

/**
 * `count / draws` as a multiple of the probability `p0` that a law predicts, with its Clopper-Pearson interval (each
 * end one-sided at `alpha`) divided by `p0`.
 */
export function ratioInterval(
  count: number,
  draws: number,
  p0: number,
  alpha: number = LEVEL,
): { value: number; low: number; high: number } {
  if (!(p0 > 0 && p0 <= 1)) throw new RangeError(`ratioInterval: p0 must be in (0, 1], got ${p0}`);
  const { low, high } = clopperPearson(count, draws, alpha);
  return { value: count / draws / p0, low: low / p0, high: high / p0 };
}
