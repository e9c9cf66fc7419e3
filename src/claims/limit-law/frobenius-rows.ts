/** The Frobenius error of n independent rows, measured entry by entry at lengths that no matrix has. */
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { rowScale } from "../../limit/finite-size.js";
import { FrobeniusLaw } from "../../limit/frobenius-law.js";
import { RowSampler } from "../../limit/sampler/row-sampler.js";
import { LEVEL, meanInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Interval } from "ncsparse-kit/claims/result";
import { widened } from "ncsparse-kit/claims/intervals";
import { lnLength, PAIRS, statedError, type PairName, type RowPoint } from "./rows.js";
import { sumsNearMeans } from "./power.js";
import { secantOf } from "./secant.js";

/** Placed entries a length: the ratio to the law varies by less than its size, so its mean is known to 15 %. */
export const PLACED = 1000;

export type FrobeniusCell = { readonly c: number; readonly C: number; readonly n: PairName };

function frobeniusLawAt({ power, c, C }: RowPoint): FrobeniusLaw {
  const lnN = lnLength(power);
  return new FrobeniusLaw(lnN, rowScale(lnN, c), C * lnN);
}

/** The exponent between two lengths of the law's root mean square. */
export function frobeniusLawSecant({ c, C, n }: FrobeniusCell): number {
  const [from, to] = PAIRS[n].map((power) => frobeniusLawAt({ power, c, C }).lnFrobenius);
  return (to! - from!) / (lnLength(PAIRS[n][1]) - lnLength(PAIRS[n][0]));
}

/** The measured exponent of the root mean square; either length has half of the level. */
export function frobeniusSecant(cell: FrobeniusCell, context: Context, role: string): Interval {
  const [from, to] = PAIRS[cell.n].map((power) => measuredFrobenius({ power, c: cell.c, C: cell.C }, context, role));
  return secantOf(from!, to!, cell.n);
}

/** ln of the measured root mean square of ||P_k - P||_F. */
function measuredFrobenius(point: RowPoint, context: Context, role: string): Interval {
  const law = frobeniusLawAt(point);
  const { ratios, error } = drawSet(context, ["LL", "frobenius", role, point.power, point.c, point.C], (path) =>
    squaredErrors(path, point, law, context),
  );
  const { value, low, high } = widened(meanInterval(ratios, 0.5 * LEVEL), error);
  const ln = (mean: number): number => law.lnFrobenius + 0.5 * Math.log(mean);
  // The interval may reach below 0, whose logarithm JSON could not carry: the cell is then undecided.
  return { value: ln(value), low: ln(Math.max(low, Number.MIN_VALUE)), high: ln(high) };
}

/**
 * Squared errors of placed entries over the law's mean square, one value a row, and what the rows state that their mean may
 * be off by: the entry's logit is drawn where the law
 * says that errors come from, the n - 1 others are sampled, and the density is divided out.
 */
function squaredErrors(
  path: DrawPath,
  { power, c, C }: RowPoint,
  law: FrobeniusLaw,
  { seed, signal }: Context,
): { ratios: Float64Array; error: number } {
  const lnN = lnLength(power);
  const sampler = new RowSampler({ n: { ln: lnN }, scale: { c }, windows: [{ ln: C * lnN }], self: true });
  let error = 0;
  const ratios = Float64Array.from({ length: PLACED }, (_, draw) => {
    signal?.throwIfAborted();
    const own = stream(seed, ...path, draw);
    const { logit, lnWeight } = law.place(own.uniform(), own.uniform());
    const row = sampler.sample(own, logit);
    const { lnPartition, windows } = row;
    const { lnMass, lnTail, lnNext } = windows[0]!;
    const lnEntry = logit - lnPartition;
    // Kept entries are raised by 1 / m - 1, others are lost.
    const lnError = lnEntry > lnNext ? lnEntry + lnTail - lnMass : lnEntry;
    const ratio = Math.exp(lnWeight + 2 * lnError - 2 * law.lnFrobenius);
    error += (2 * statedError(row, lnN) * ratio) / PLACED; // the error is squared
    return ratio;
  });
  return { ratios, error };
}

/**
 * A lower bound on the probability that a false exponent is found violated: Chebyshev's inequality keeps D, and the kept
 * and left sums, within a factor 2 of their means in every draw, hence each squared error within 2^8 of the law's.
 */
export function frobeniusPower({ c, n }: FrobeniusCell, gap: number, tolerance: number): number {
  const [first, second] = PAIRS[n];
  const span = lnLength(second) - lnLength(first);
  if ((Math.abs(gap) - tolerance) * span < 2 * Math.log(2 ** 8)) return 0;
  return sumsNearMeans(c, [first, second].map(lnLength), PLACED);
}

export const FROBENIUS_POWER_HOW =
  "Chebyshev’s inequality: in no draw is a sum of the row off by a factor 2, and the false exponent is further off than that could explain";
