/** Student's law: its quantile and the power of the test of a mean. */
import { chiSquareQuantile } from "./chi-square.js";
import { requireInteger, requireNonNegative, requireOpenProbability } from "./check.js";
import { inverseIncompleteBetaComplement } from "./inverse-beta.js";
import { incompleteBetaComplement } from "./beta.js";
import { normalCdf, normalTail } from "./normal.js";
import { firstPowerOfTwo } from "./search.js";

/** What Student's t with `freedom` degrees of freedom exceeds with probability alpha: t^2/(freedom + t^2) is Beta. */
export function studentQuantile(alpha: number, freedom: number): number {
  const share = inverseIncompleteBetaComplement(2 * alpha, 0.5, freedom / 2);
  return Math.sqrt((freedom * share) / (1 - share));
}

/** Pr[|T| >= |t|] for Student's T with `freedom` degrees of freedom. */
export function studentTwoSided(t: number, freedom: number): number {
  return incompleteBetaComplement((t * t) / (freedom + t * t), 0.5, freedom / 2);
}

/** Halvings of an interval below 2^1024 that leave nothing of it. */
const MOST_HALVINGS = 2100;
/** Equally likely values of the sample's deviation over which the power is averaged. */
const SLICES = 2000;

/**
 * The probability that the two-sided t-test of a mean at level `alpha` rejects 0, for n independent normal values whose
 * mean is `effect` standard deviations: P[|Z + effect sqrt(n)| > t S], S^2 = chi^2_(n-1)/(n-1), averaged over equally
 * likely slices of S, to about 1e-4.
 *
 * @param effect mean over standard deviation, >= 0
 * @param n an integer in [2, 1e6]
 */
export function studentPower(effect: number, n: number, alpha: number): number {
  requireNonNegative("studentPower", "effect", effect);
  requireInteger("studentPower", "n", n, 2, 1e6);
  requireOpenProbability("studentPower", "alpha", alpha);
  const t = studentQuantile(alpha / 2, n - 1);
  const shift = effect * Math.sqrt(n);
  let sum = 0;
  for (const s of deviations(n - 1)) sum += normalTail(t * s - shift) + normalCdf(-t * s - shift);
  return sum / SLICES;
}

/** The effect at which the power of the two-sided t-test is `power`: what n values would detect with that probability. */
export function detectableEffect(n: number, alpha: number, power: number): number {
  requireOpenProbability("detectableEffect", "power", power);
  if (!(power > alpha)) throw new RangeError(`detectableEffect: power must exceed alpha = ${alpha}, got ${power}`);
  const enough = (effect: number): boolean => studentPower(effect, n, alpha) >= power;
  let [low, high] = [0, firstPowerOfTwo("detectableEffect: the power", enough)];
  for (let halving = 0; halving < MOST_HALVINGS && high - low > 1e-6 * high; halving++) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const remembered = new Map<number, Float64Array>();

/** Midpoints of equally likely slices of sqrt(chi^2_f / f). */
function deviations(freedom: number): Float64Array {
  let values = remembered.get(freedom);
  if (values === undefined) {
    values = Float64Array.from({ length: SLICES }, (_, i) =>
      Math.sqrt(chiSquareQuantile((i + 0.5) / SLICES, freedom) / freedom),
    );
    remembered.set(freedom, values);
  }
  return values;
}
