import { normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { compareCounts, countOf, countText, type Size } from "./sampler/count.js";
import { logAdd } from "./sampler/log-sum.js";

/** ln 100: the law of an entry is stated for n >= 100 exp(sigma^2). */
const LN_MANY = 4.605170185988092;

/**
 * ln of the median of p_(k+1) in an i.i.d. Gaussian row of scale sigma, at any n: the `law` of Theorem 4.3,
 * exp(sigma Phi^{-1}(1 - (k + 2/3) / (n + 1/3)) - sigma^2 / 2) / n, and whether it applies (n >= 100 exp(sigma^2)).
 *
 * @param k window, in [1, n - 1]
 * @param sigma row scale, finite and >= 0
 */
export function entryLawValue(n: Size, k: Size, sigma: number): { ln: number; applies: boolean } {
  const length = countOf("entryLawValue", "n", n);
  const window = countOf("entryLawValue", "k", k);
  if (compareCounts(window, length) >= 0) {
    throw new RangeError(`entryLawValue: k must be below n = ${countText(length)}, got ${countText(window)}`);
  }
  const rank = logAdd(window.ln, Math.log(2 / 3)) - logAdd(length.ln, -Math.log(3));
  const ln = sigma * normalTailQuantileFromLog(rank) - 0.5 * sigma * sigma - length.ln;
  return { ln, applies: length.ln >= LN_MANY + sigma * sigma };
}
