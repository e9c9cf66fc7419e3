/** Sparse signs: 0 with probability 1 - q, else q^(-1/2) or -q^(-1/2); mean 0, variance 1, and a square of variance 1/q - 1. */
import { logBinomialCdf, logBinomialTail } from "ncsparse-kit/probability";
import type { Stream } from "ncsparse-kit/random";
import { largestInteger, leastInteger, lnSum } from "./exact-tail.js";

/**
 * Fill `out` with independent sparse signs.
 *
 * @param q share of entries that are not 0, in (0, 1]
 * @throws RangeError for another q
 */
export function fillSparseSigns(source: Stream, q: number, out: Float64Array): void {
  if (!(q > 0 && q <= 1)) throw new RangeError(`fillSparseSigns: q must be in (0, 1], got ${q}`);
  const size = 1 / Math.sqrt(q);
  source.fillUniform(out);
  for (let a = 0; a < out.length; a++) {
    const u = out[a]!;
    out[a] = u < q / 2 ? -size : u < q ? size : 0;
  }
}

/** ln Pr[| |x|^2 - d | >= level] for d sparse signs: q |x|^2 is binomial. Exact. */
export function lnSquareNormTail({ q, d }: { q: number; d: number }, level: number): number {
  const above = leastInteger(q * (d + level));
  const below = largestInteger(q * (d - level));
  return lnSum(
    above <= d ? logBinomialTail(above, d, q) : -Infinity,
    below >= 0 ? logBinomialCdf(below, d, q) : -Infinity,
  );
}
