import { normalQuantileFromLog, normalTailQuantileFromLog } from "ncsparse-kit/probability";
import { logDifference, type Count } from "../sampler/count.js";
import { logAdd, logShare } from "../sampler/log-sum.js";

/** From this shape on the logit of Phic(y) is normal to 1e-4, and taken at the three points of Gauss and Hermite. */
const NORMAL_FROM = 3000;
/** Step of the trapezoidal rule in that logit: in standard deviations, and at most. */
const STEP = 1;
const WIDEST = 0.5;
/** Points whose weight is below this share of the largest are left out. */
const NEGLIGIBLE = 1e-9;
/** On either side: with a shape of 1 or more the law falls like e^-t, and below the negligible within 70 of the widest steps. */
const MOST_POINTS = 200;

/** A threshold and its probability, up to a common factor. */
export interface Threshold {
  readonly y: number;
  readonly weight: number;
}

/** Points of an integral over the (k+1)-th largest of n standard normal variables, 1 <= k < n: Phic(y) ~ Beta(k+1, n-k). */
export function thresholds(n: Count, k: Count): Threshold[] {
  const lnA = logAdd(k.ln, 0);
  const lnB = logDifference(n, k);
  // t = logit Phic(y) has density Phic^a Phi^b / B(a, b), and its mode at Phic = a / (a + b).
  const mode = lnA - lnB;
  const deviation = Math.exp(0.5 * logAdd(-lnA, -lnB));
  const lnDensity = (t: number): number =>
    lnPower(lnA, t) - lnPower(lnA, mode) + (lnPower(lnB, -t) - lnPower(lnB, -mode));
  const at = (t: number, weight: number): Threshold => ({
    y: t < 0 ? normalTailQuantileFromLog(logShare(t)) : normalQuantileFromLog(logShare(-t)),
    weight,
  });
  if (Math.min(lnA, lnB) >= Math.log(NORMAL_FROM)) {
    const mean = mode - 0.5 * (Math.exp(-lnA) - Math.exp(-lnB));
    const far = Math.sqrt(3) * deviation;
    return [at(mean - far, 1 / 6), at(mean, 2 / 3), at(mean + far, 1 / 6)];
  }
  const points: Threshold[] = [at(mode, 1)];
  for (const step of [-1, 1].map((sign) => sign * Math.min(WIDEST, STEP * deviation))) {
    for (let j = 1; j <= MOST_POINTS; j++) {
      const t = mode + j * step;
      const weight = Math.exp(lnDensity(t));
      if (weight < NEGLIGIBLE) break;
      points.push(at(t, weight));
    }
  }
  return points;
}

/** a ln s(t) from ln a, s the logistic function: a may be larger, and 1 - s less, than every double. */
function lnPower(lnA: number, t: number): number {
  return t > 40 ? -Math.exp(lnA - t) : Math.exp(lnA) * logShare(t);
}
