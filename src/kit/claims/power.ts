/** Failure probabilities of negative controls, computed before the run from exact laws. */
import {
  binomialCdf,
  binomialTail,
  chiSquareCdf,
  chiSquareQuantile,
  clopperPearson,
  LEVEL,
  normalTail,
} from "../probability/index.js";

/**
 * The probability that a ratio claim finds a law with event probability `law` violated when the event's true probability
 * is `truth`: the Clopper-Pearson interval of the count, divided by `law`, must end below 1 - tolerance or begin above
 * 1 + tolerance.
 */
export function ratioPower(options: { draws: number; truth: number; law: number; tolerance: number }): number {
  const { draws, truth, law, tolerance } = options;
  const lastBelow = lastTrue(draws, (count) => clopperPearson(count, draws, LEVEL).high / law < 1 - tolerance);
  const lastNotAbove = lastTrue(draws, (count) => clopperPearson(count, draws, LEVEL).low / law <= 1 + tolerance);
  const below = lastBelow < 0 ? 0 : binomialCdf(lastBelow, draws, truth);
  const above = lastNotAbove >= draws ? 0 : binomialTail(lastNotAbove + 1, draws, truth);
  return below + above;
}

/**
 * The probability that a failure-rate claim finds a statement to hold whose draws fail independently with probability
 * `failure`: few enough of them fail for the Clopper-Pearson interval to end at or below delta.
 */
export function holdsPower(options: { draws: number; failure: number; delta: number }): number {
  const { draws, failure, delta } = options;
  const most = lastTrue(draws, (count) => clopperPearson(count, draws, LEVEL).high <= delta);
  return most < 0 ? 0 : binomialCdf(most, draws, failure);
}

/** The largest count in [0, draws] at which a decreasing predicate holds, or -1. */
function lastTrue(draws: number, holds: (count: number) => boolean): number {
  let [low, high] = [-1, draws];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Pr[max_i z_ii > level] for n rows of standard Gaussian input and W = I/sqrt(d), where sqrt(d) z_ii is chi-square with
 * d degrees of freedom, independent over rows. Exact.
 */
export function diagonalExceeds(level: number, n: number, d: number): number {
  return 1 - chiSquareCdf(level * Math.sqrt(d), d) ** n;
}

/** The law of |S| for a sum S of d random signs: pairs [value, probability], exact up to rounding. */
export function signSumLaw(d: number): [number, number][] {
  const law = new Map<number, number>();
  let probability = 2 ** -d; // of S = -d
  for (let plus = 0; plus <= d; plus++) {
    const size = Math.abs(2 * plus - d);
    law.set(size, (law.get(size) ?? 0) + probability);
    probability *= (d - plus) / (plus + 1);
  }
  return [...law].sort((a, b) => a[0] - b[0]);
}

/**
 * Pr[max over i != j of |u_i u_j| > level] for n independent u_i = S_i / sqrt(d), S_i sums of d random signs: the
 * off-diagonal logits of Rademacher input under W = v v^T. Exact.
 */
export function signProductExceeds(level: number, n: number, d: number): number {
  const law = signSumLaw(d).map(([size, probability]) => [size / Math.sqrt(d), probability] as const);
  const atMost = (x: number): number => law.reduce((sum, [u, p]) => (u <= x ? sum + p : sum), 0);
  const root = Math.sqrt(level);
  // No product exceeds the level iff at most one |u_i| exceeds its root, and then all others are at most level / |u_i|.
  const none = atMost(root) ** n;
  const one = law.reduce((sum, [u, p]) => (u > root ? sum + n * p * atMost(level / u) ** (n - 1) : sum), 0);
  return 1 - none - one;
}

/**
 * A lower bound on Pr[some |z_ij| > t sigma_i, i != j] for n rows of standard Gaussian input and W = I/sqrt(d). Take half
 * of the inputs as queries, the rest as keys. Given the queries the keys' columns are independent, and within a column
 * Bonferroni's inequality bounds the union from below: two logits of correlation rho both exceed t with probability at
 * most that of a sum or a difference beyond 2 t. rho, the cosine of two queries, is put at its mean over their law.
 */
export function ownScaleExceeds(t: number, n: number, d: number): number {
  const queries = Math.floor(n / 2);
  const single = 2 * normalTail(t);
  const both = 4 * averageOverCosine(d, (rho) => normalTail(t * Math.sqrt(2 / (1 + rho))));
  const column = queries * single - ((queries * (queries - 1)) / 2) * both;
  return 1 - (1 - Math.max(0, column)) ** (n - queries);
}

const COSINE_POINTS = 2000;

/** The mean of f over the cosine of two independent directions in d dimensions, of density (1 - rho^2)^((d - 3) / 2). */
function averageOverCosine(d: number, f: (rho: number) => number): number {
  let [sum, weights] = [0, 0];
  for (let i = 0; i < COSINE_POINTS; i++) {
    const rho = (2 * i + 1) / COSINE_POINTS - 1;
    const weight = (1 - rho * rho) ** ((d - 3) / 2);
    sum += weight * f(rho);
    weights += weight;
  }
  return sum / weights;
}

const SCALE_POINTS = 400; // equally likely values of chi-square: an average over the law of a row's scale

/** The mean of f over the law of sigma_1^2 = chi^2_d / d, by the midpoints of equally likely slices. */
export function averageOverScale(d: number, f: (sigmaSquared: number) => number): number {
  let sum = 0;
  for (let i = 0; i < SCALE_POINTS; i++) sum += f(chiSquareQuantile((i + 0.5) / SCALE_POINTS, d) / d);
  return sum / SCALE_POINTS;
}

/**
 * A lower bound on Pr[some row's p_(k+1) > eps] for standard Gaussian input and W = s I/sqrt(d), from row 1 alone:
 * its normaliser exceeds mean + 3 standard deviations with probability at most 1/10 (Cantelli), and below that, k + 1
 * logits above ln(eps D) suffice, which is a binomial event.
 *
 * @param lnEps ln of the false bound, given R; it is read at R's (1 - `SLACK`)-quantile
 */
export function entryExceeds(options: {
  n: number;
  k: number;
  d: number;
  s: number;
  lnEps: (rowScale: number) => number;
}): number {
  const { n, k, d, s, lnEps } = options;
  const rowScale = s * Math.sqrt(chiSquareQuantile(1 - SLACK / n, d) / d);
  const single = averageOverScale(d, (q) => {
    const sigma = s * Math.sqrt(q);
    const mean = Math.exp((sigma * sigma) / 2);
    const deviation = mean * Math.sqrt(Math.expm1(sigma * sigma) / (n - 1));
    const normaliser = (n - 1) * (mean + CANTELLI * deviation) + Math.exp(s * Math.sqrt(d) * q);
    return binomialTail(k + 1, n - 1, normalTail((lnEps(rowScale) + Math.log(normaliser)) / sigma));
  });
  return single - 1 / (1 + CANTELLI ** 2) - SLACK;
}

const CANTELLI = 3;
const SLACK = 0.001;
