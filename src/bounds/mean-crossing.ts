/**
 * Where a window begins to beat the mean of all values (chapter "practical methods"). For values with independent entries the
 * output's error is, in root mean square, the l2 distance of the rows. With m the captured mass and S2_k the sum of the
 * kept squares, n |p_k - p|^2 - n |u - p|^2 = 1 - n S2_k (2m - 1) / m^2, u the row of equal weights.
 */
import { bisect, firstPowerOfTwo, normalTailQuantile } from "ncsparse-kit/probability";
import { formula, type Formula } from "ncsparse-kit/formula/formula";

/**
 * `ours`: n S2_k (2m - 1) / m^2 of the ideal top-k on a row of independent normal logits of scale sigma, n -> infinity,
 * t = Phi^{-1}(1 - k/n). The window beats the mean of the values where it exceeds 1; then m > 1/2.
 */
export const meanGain: Formula = formula({
  name: "meanGain",
  expression: "exp(sigma^2) * Phi(2 * sigma - t) * (2 * Phi(sigma - t) - 1) / Phi(sigma - t)^2",
  symbols: { sigma: "\\sigma" },
});

/**
 * `ours`: the row scale above which the ideal top-k beats the mean of the values, for the output's error in root mean square
 * over values with independent entries, n -> infinity.
 *
 * @param share k/n, in (0, 1)
 * @throws RangeError for another share
 */
export function meanCrossing(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`meanCrossing: share must be in (0, 1), got ${share}`);
  const t = normalTailQuantile(share);
  const excess = (sigma: number): number => meanGain.evaluate({ sigma, t }) - 1;
  const least = Math.max(0, t); // m <= 1/2 up to there, or no scale at all
  const step = firstPowerOfTwo("meanCrossing: the gain less 1", (width) => excess(least + width) > 0);
  return bisect(excess, least, least + step);
}
