import { requireOpenProbability } from "./check.js";
import { logNormalTailAndHazard } from "./normal.js";

/** Half-width of the central interval of probabilities, and where the two tail approximations of AS241 meet. */
const CENTRE = 0.425;
const CENTRE_SQUARED = 0.180625;
const FAR = 5;
/** From here on the quantile is sqrt(-2 lnQ) to rounding, and -2 lnQ may overflow. */
const LN_ASYMPTOTIC = -1e300;
/** AS241 holds for tail probabilities down to exp(-27^2), about 1e-316. */
const LAST_ROOT = 27;

/**
 * Phi^{-1}(1/2 + q) for |q| <= 0.425, odd in q, to 1e-15 relative.
 *
 * M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Statist. 37 (1988),
 * 477-484, routine PPND16. Written out, not looped: the generator of normals spends its time here.
 */
export function normalQuantileCentre(q: number): number {
  const r = CENTRE_SQUARED - q * q;
  const top =
    ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) *
      r +
      13731.693765509461125) *
      r +
      1971.5909503065514427) *
      r +
      133.14166789178437745) *
      r +
    3.387132872796366608;
  const bottom =
    ((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
      r +
    1;
  return (q * top) / bottom;
}

/**
 * Phi^{-1}(1 - p) from root = sqrt(-ln p), for p <= 0.075 and root <= 27, to 1e-15 relative: the two tail
 * approximations of PPND16.
 */
export function normalQuantileFromRoot(root: number): number {
  return root <= FAR ? nearTail(root - 1.6) : farTail(root - FAR);
}

function nearTail(r: number): number {
  const top =
    ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
    1.42343711074968357734;
  const bottom =
    ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
    1;
  return top / bottom;
}

function farTail(r: number): number {
  const top =
    ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
      0.026532189526576123093) *
      r +
      0.29656057182850489123) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
    6.6579046435011037772;
  const bottom =
    ((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      0.0148753612908506148525) *
      r +
      0.13692988092273580531) *
      r +
      0.59983220655588793769) *
      r +
    1;
  return top / bottom;
}

/** Phi^{-1}(p) for p in (0, 1), to 1e-14 relative. For p close to 1 prefer {@link normalTailQuantile} of 1 - p. */
export function normalQuantile(p: number): number {
  requireOpenProbability("normalQuantile", "p", p);
  return 0 - upperQuantile(p); // not -0 at the median
}

/** Phi^{-1}(1 - q), the point that a standard normal variable exceeds with probability q in (0, 1). */
export function normalTailQuantile(q: number): number {
  requireOpenProbability("normalTailQuantile", "q", q);
  return upperQuantile(q);
}

function upperQuantile(q: number): number {
  const centred = 0.5 - q;
  if (Math.abs(centred) <= CENTRE) return normalQuantileCentre(centred);
  if (q > 0.5) return -upperQuantile(1 - q); // exact: q > 1/2
  return normalQuantileFromRoot(Math.sqrt(-Math.log(q)));
}

/** Phi^{-1}(exp(lnP)) for lnP < 0, also where exp(lnP) underflows (lnP = -1e9 and far beyond). */
export function normalQuantileFromLog(lnP: number): number {
  requireNegative("normalQuantileFromLog", "lnP", lnP);
  return 0 - upperQuantileFromLog(lnP); // not -0 at the median
}

/**
 * Phi^{-1}(1 - exp(lnQ)) for lnQ < 0, also where exp(lnQ) underflows (lnQ = -1e9 and far beyond); to 1e-14 relative,
 * or 1e-15 absolute around the median, where the given digits of lnQ allow no more.
 */
export function normalTailQuantileFromLog(lnQ: number): number {
  requireNegative("normalTailQuantileFromLog", "lnQ", lnQ);
  return upperQuantileFromLog(lnQ);
}

function upperQuantileFromLog(lnQ: number): number {
  const centred = -0.5 * Math.expm1(lnQ + Math.LN2); // 1/2 - exp(lnQ)
  if (Math.abs(centred) <= CENTRE) return normalQuantileCentre(centred);
  if (centred < 0) return -upperQuantile(-Math.expm1(lnQ));
  const root = Math.sqrt(-lnQ);
  return root <= LAST_ROOT ? normalQuantileFromRoot(root) : farQuantile(lnQ);
}

/** Newton's method on ln Phic, which is concave and nearly quadratic: three steps reach the last digits. */
function farQuantile(lnQ: number): number {
  if (lnQ < LN_ASYMPTOTIC) return Math.SQRT2 * Math.sqrt(-lnQ);
  const doubled = -2 * lnQ;
  let x = Math.sqrt(doubled - Math.log(2 * Math.PI * doubled));
  for (let step = 0; step < 3; step++) {
    const { lnTail, hazard } = logNormalTailAndHazard(x);
    x += (lnTail - lnQ) / hazard;
  }
  return x;
}

function requireNegative(caller: string, name: string, value: number): void {
  if (!(value < 0 && value > -Infinity)) {
    throw new RangeError(`${caller}: ${name} must be finite and < 0, got ${value}`);
  }
}
