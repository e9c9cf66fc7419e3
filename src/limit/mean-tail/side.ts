import { logNormalCdf, logNormalPdf, logNormalTail } from "ncsparse-kit/probability";
import { rayNodes, type Nodes } from "./nodes.js";

/** ln of a probability or a share below which nothing counts: e^-32 is 1e-14. */
const LN_NEGLIGIBLE = 32;
/** How far a normal law is followed on either side: Phic(9) is 1e-19. */
const WIDE = 9;
/** Below this ln, 1 - e^-z is z to rounding. */
const LN_LINEAR = -36;
const LN_HALF: number = -Math.LN2;
/** Sums above this have lost nothing to underflow. */
const SAFE = 1e-280;
/** Above this ln, l times a weight of 1 or more is a double that has lost nothing. */
const LN_LEAST = -600;
/** From here on z e^-z is nothing beside its largest value. */
const MOST_DAMPED = 600;

/** A weight on one side of the threshold, in units of that at it, by nodes of an integral. */
export interface Side {
  readonly lnWeights: Float64Array;
  readonly weights: Float64Array; // Infinity where they leave the doubles
  readonly lnProbabilities: Float64Array;
  /** Over the largest of them, e^lnScale. */
  readonly probabilities: Float64Array;
  readonly lnScale: number;
}

/** Logits above y, as far as one of k may lie there and counts. */
export function sideAbove(y: number, lnK: number, sigma: number): Side {
  const tilt = y - sigma; // weights times density fall like exp(-tilt x - x^2 / 2)
  const seldom = reach(y, LN_NEGLIGIBLE + lnK);
  const light = Math.max(0, -tilt) + (tilt > 0 ? reach(tilt, LN_NEGLIGIBLE) : WIDE);
  const nodes = rayNodes(0, Math.min(seldom, Math.max(light, reach(y, LN_NEGLIGIBLE))), 1 / Math.max(1, y, sigma));
  return sideAt(nodes, (x) => logNormalPdf(y + x) - logNormalTail(y), sigma);
}

/** Logits below y, where their weights count. */
export function sideBelow(y: number, sigma: number): Side {
  const centre = Math.max(0, y - sigma);
  const far = centre + (y >= sigma ? WIDE : Math.min(WIDE, reach(sigma - y, LN_NEGLIGIBLE + 4)));
  const nodes = rayNodes(Math.max(0, centre - WIDE), far, Math.min(1, 1 / sigma + 1 / 4));
  return sideAt(nodes, (s) => logNormalPdf(y - s) - logNormalCdf(y), -sigma);
}

/** The x at which x^2 / 2 + slope x is `fall`, slope >= 0 or not. */
function reach(slope: number, fall: number): number {
  const root = Math.sqrt(slope * slope + 2 * fall);
  return slope > 0 ? (2 * fall) / (slope + root) : root - slope;
}

function sideAt({ x, dx }: Nodes, lnDensity: (x: number) => number, sigma: number): Side {
  const lnWeights = x.map((one) => sigma * one);
  const lnProbabilities = x.map((one, j) => lnDensity(one) + Math.log(dx[j]!));
  const lnScale = lnProbabilities.reduce((a, b) => Math.max(a, b), -Infinity);
  const probabilities = lnProbabilities.map((ln) => Math.exp(ln - lnScale));
  return { lnWeights, weights: lnWeights.map(Math.exp), lnProbabilities, probabilities, lnScale };
}

/** Means over a side at one Laplace variable l; natural logarithms. */
export interface LaplaceMeans {
  /** ln(1 - E e^(-l w)), at most 0. */
  readonly missing: number;
  /** ln E[l w e^(-l w)]. */
  readonly damped: number;
}

/** Summed as they are, or term by term in logarithms where that would leave the doubles. */
export function laplaceMeans(side: Side, lnL: number): LaplaceMeans {
  const { weights, probabilities, lnScale } = side;
  const l = Math.exp(lnL);
  let [missing, damped] = [0, 0];
  for (let j = 0; j < weights.length; j++) {
    const lw = l * weights[j]!;
    const part = Math.expm1(-lw);
    missing -= part * probabilities[j]!;
    if (lw < MOST_DAMPED) damped += lw * (1 + part) * probabilities[j]!;
  }
  if (lnL > LN_LEAST && missing > SAFE && damped > SAFE) {
    return { missing: Math.min(0, Math.log(missing) + lnScale), damped: Math.log(damped) + lnScale };
  }
  const ln = lnMean(side, (lnWeight) => {
    const lnLw = lnL + lnWeight;
    return lnLw < LN_LINEAR ? lnLw : Math.log(-Math.expm1(-Math.exp(lnLw)));
  });
  return { missing: Math.min(0, ln), damped: lnMean(side, (one) => lnL + one - Math.exp(lnL + one)) };
}

/** ln E e^(-l w), for a side that reaches all of its law. */
export function lnLaplace(side: Side, lnL: number, missing: number): number {
  if (missing < LN_HALF) return Math.log1p(-Math.exp(missing));
  return lnMean(side, (lnWeight) => -Math.exp(lnL + lnWeight));
}

function lnMean({ lnWeights, lnProbabilities }: Side, lnF: (lnWeight: number) => number): number {
  const terms = lnWeights.map((ln, j) => lnF(ln) + lnProbabilities[j]!);
  const most = terms.reduce((a, b) => Math.max(a, b), -Infinity);
  if (most === -Infinity) return -Infinity;
  return most + Math.log(terms.reduce((total, term) => total + Math.exp(term - most), 0));
}
