import { firstInteger, firstPowerOfTwo } from "ncsparse-kit/probability";

/** From this ln on the integers near e^ln are not searched one by one: ln 2^50. */
const LN_INTEGER = 34.657359027997264;

export interface CollapseLength {
  /** n0 itself; null where it is 2^50 or more. */
  readonly n0: number | null;
  readonly lnN0: number;
}

/**
 * n0 of Theorem 5.1, Part 1: the smallest n beyond which exp(2 R l(n (n - 1), delta)) <= eps (n - 1), so that with
 * probability >= 1 - delta, for each such n, every row has at most one entry above eps.
 *
 * In L = ln n the condition is L + ln eps >= 2 R sqrt(4 L + 2 ln(2 / delta)), up to terms of order 1 / n: its right side
 * is concave, so it holds from the larger root on, a quadratic's. Below 2^50 the integer is found by the condition itself.
 *
 * @param eps in (0, 1)
 * @param R largest row scale, finite and >= 0
 * @param delta in (0, 1)
 * @throws RangeError for anything else, and where ln n0 is larger than every double (R above 1e153)
 */
export function collapseLength(eps: number, R: number, delta: number): CollapseLength {
  requireShare("eps", eps);
  requireShare("delta", delta);
  if (!(R >= 0 && R < Infinity)) throw new RangeError(`collapseLength: R must be finite and >= 0, got ${R}`);
  const lnEps = Math.log(eps);
  const middle = 8 * R * R - lnEps;
  const lnN0 = middle + 2 * R * Math.sqrt(16 * R * R - 4 * lnEps + 2 * Math.log(2 / delta));
  if (!(lnN0 < Infinity)) throw new RangeError(`collapseLength: R must leave ln n0 finite, got ${R}`);
  if (lnN0 >= LN_INTEGER) return { n0: null, lnN0 };
  const n0 = firstLength(lnN0, (n) => collapses(n, eps, R, delta));
  return { n0, lnN0: Math.log(n0) };
}

/** Whether exp(2 R l(n (n - 1), delta)) <= eps (n - 1). */
export function collapses(n: number, eps: number, R: number, delta: number): boolean {
  const quantile = Math.sqrt(2 * (Math.log(2 * n) + Math.log(n - 1) - Math.log(delta)));
  return 2 * R * quantile <= Math.log(eps) + Math.log(n - 1);
}

/** The first integer from which a condition holds that holds from about e^ln on. */
function firstLength(ln: number, holds: (n: number) => boolean): number {
  const margin = 3 + Math.ceil(Math.exp(ln) * 1e-12);
  const low = Math.max(2, Math.floor(Math.exp(ln)) - margin);
  const above = Math.ceil(Math.exp(ln)) + 3 * margin;
  const step = firstPowerOfTwo("collapseLength: the condition", (margins) => holds(above + margins * margin));
  return firstInteger(low, above + step * margin, holds);
}

function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`collapseLength: ${name} must be in (0, 1), got ${value}`);
}
