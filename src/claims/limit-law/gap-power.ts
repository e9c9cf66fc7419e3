/** How surely a row's gap count lies beyond a scale. */
import { logNormalTail } from "ncsparse-kit/probability";
import { medianPower } from "./power.js";

/** Of sqrt(2 ln n): above the largest logit but for n^(1 - 1.1^2) of all rows. */
const LARGEST = 1.1;
/** Below the n^C-th, whose place is sqrt(1 - C), by this factor. */
const LOWER = 0.98;

/**
 * A lower bound on the probability that the median over `draws` rows of the scale C ln n / (sqrt(2 ln n) gap) has its whole
 * interval above `level`.
 */
export function gapPower({ C, lnN }: { C: number; lnN: number }, draws: number, level: number): number {
  const unit = Math.sqrt(2 * lnN);
  const low = LOWER * Math.sqrt(1 - C);
  if ((C * lnN) / (unit * unit * (LARGEST - low)) <= level) return 0;
  const lnMean = lnN + logNormalTail(low * unit); // of the logits above the lower level
  const tooMany = Math.exp(lnN + logNormalTail(LARGEST * unit));
  const tooFew = Math.exp(-lnMean) / (1 - Math.exp(C * lnN - lnMean)) ** 2;
  return medianPower(draws, Math.min(1, tooMany + tooFew));
}
