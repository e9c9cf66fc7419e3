/**
 * The gap count of a Gaussian row: N(t) keys lie within t of its largest logit. Scaled by sigma they outweigh the largest,
 * each counted with the weight e^(-sigma t) of the last, where ln N(t) > sigma t.
 */
import { normalTailQuantileFromLog } from "ncsparse-kit/probability";

/**
 * `ours`: the row scale c = sigma / sqrt(2 ln n) up to which the n^C largest of a typical row, counted with the weight of the
 * last of them, outweigh the largest; by the medians of both order statistics.
 *
 * @param lnN ln of the number of keys, at least ln 2
 * @param C exponent of the keys that are counted, in (0, 1)
 */
export function gapCountScale(lnN: number, C: number): number {
  const lnCount = C * lnN;
  const largest = normalTailQuantileFromLog(Math.log(Math.LN2) - lnN);
  return lnCount / (Math.sqrt(2 * lnN) * (largest - normalTailQuantileFromLog(lnCount - lnN)));
}

/** `ours`: its limit for n -> infinity, from 1/2 at C = 1 to the freezing point, 1, at C = 0. */
export function gapCountLimit(C: number): number {
  return 0.5 * (1 + Math.sqrt(1 - C));
}

/** `ours`: the same line by c: the exponent below which what is counted outweighs the largest; 1 for c <= 1/2, 0 from 1 on. */
export function gapCountWindow(c: number): number {
  if (c <= 0.5) return 1;
  return c >= 1 ? 0 : 4 * c * (1 - c);
}
