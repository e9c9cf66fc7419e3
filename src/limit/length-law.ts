/**
 * How the scale of a row's logits grows with its length: four laws, by which attention is kept from spreading out.
 *
 * | law | sigma(n) | c(n) = sigma / sqrt(2 ln n) as n -> infinity |
 * | --- | --- | --- |
 * | fixed | sigma | 0: the row spreads over almost all of its keys |
 * | log | a ln n | infinity: it freezes onto one |
 * | critical | c sqrt(2 ln n) | c: it keeps to n^(1 - c^2) of them |
 * | yarn | sigma (0.1 ln(n / n_0) + 1)^2 beyond the trained length n_0, sigma within | infinity |
 */
import { criticalWindow } from "./exponents.js";
import { rowScale } from "./finite-size.js";

export type LengthLaw =
  | { readonly name: "fixed"; /** Finite, >= 0. */ readonly sigma: number }
  /** SSMax (arXiv 2501.19399): logits times s ln n; `a` is s times their scale before. Finite, >= 0. */
  | { readonly name: "log"; readonly a: number }
  /** The scale at which the limit law has its phases. Finite, >= 0. */
  | { readonly name: "critical"; readonly c: number }
  | YarnLaw;

/**
 * YaRN (arXiv 2309.00071): queries and keys each times 0.1 ln(n / n_0) + 1, so logits times its square; n / n_0 is the
 * row's own length over the trained one, as where the factor follows the length ("dynamic").
 */
export interface YarnLaw {
  readonly name: "yarn";
  /** The scale within the trained length, finite and >= 0. */
  readonly sigma: number;
  /** n_0, the trained length: an integer >= 1. */
  readonly trained: number;
}

const YARN_RATE = 0.1;

/**
 * The row scale sigma(n) of a law.
 *
 * @param lnN ln n, finite and > 0
 * @throws RangeError for a length or a parameter that is out of range
 */
export function lawScale(law: LengthLaw, lnN: number): number {
  requireLength("lawScale", lnN);
  requireParameter("lawScale", law);
  switch (law.name) {
    case "fixed":
      return law.sigma;
    case "log":
      return law.a * lnN;
    case "critical":
      return rowScale(lnN, law.c);
    case "yarn":
      return law.sigma * (1 + YARN_RATE * lnBeyond(law, lnN)) ** 2;
  }
}

/**
 * d sigma / d ln n, how fast the scale grows from here on: at YaRN's trained length that of longer rows.
 *
 * @throws RangeError as `lawScale`
 */
export function lawSlope(law: LengthLaw, lnN: number): number {
  requireLength("lawSlope", lnN);
  requireParameter("lawSlope", law);
  switch (law.name) {
    case "fixed":
      return 0;
    case "log":
      return law.a;
    case "critical":
      return law.c / Math.sqrt(2 * lnN);
    case "yarn": {
      if (lnN < Math.log(law.trained)) return 0;
      return 2 * YARN_RATE * law.sigma * (1 + YARN_RATE * lnBeyond(law, lnN));
    }
  }
}

/**
 * c(n) = sigma(n) / sqrt(2 ln n), where a row of this length stands in the phase diagram.
 *
 * @throws RangeError as `lawScale`
 */
export function lawParameter(law: LengthLaw, lnN: number): number {
  return lawScale(law, lnN) / Math.sqrt(2 * lnN);
}

/**
 * The limit of c(n) as n -> infinity: 0, c or Infinity.
 *
 * @throws RangeError for a parameter that is out of range
 */
export function limitParameter(law: LengthLaw): number {
  requireParameter("limitParameter", law);
  switch (law.name) {
    case "fixed":
      return 0;
    case "critical":
      return law.c;
    case "log":
      return law.a > 0 ? Infinity : 0;
    case "yarn":
      return law.sigma > 0 ? Infinity : 0;
  }
}

/**
 * The exponent of n with which the window for any total-variation budget grows in the limit: 1 - c^2 up to c = 1, beyond
 * which a number of keys that does not grow with n suffices, and 0.
 */
export function limitWindowExponent(law: LengthLaw): number {
  const c = limitParameter(law);
  return c === Infinity ? 0 : criticalWindow(c);
}

/** ln(n / n_0) beyond the trained length, 0 within. */
function lnBeyond({ trained }: YarnLaw, lnN: number): number {
  return Math.max(0, lnN - Math.log(trained));
}

function requireLength(caller: string, lnN: number): void {
  if (!(lnN > 0 && lnN < Infinity)) throw new RangeError(`${caller}: ln n must be finite and > 0, got ${lnN}`);
}

function requireParameter(caller: string, law: LengthLaw): void {
  const value = parameterOf(law);
  if (!(value >= 0 && value < Infinity)) {
    throw new RangeError(`${caller}: the parameter of law ${law.name} must be finite and >= 0, got ${value}`);
  }
  if (law.name === "yarn" && !(Number.isSafeInteger(law.trained) && law.trained >= 1)) {
    throw new RangeError(`${caller}: the trained length must be an integer >= 1, got ${law.trained}`);
  }
}

function parameterOf(law: LengthLaw): number {
  if (law.name === "log") return law.a;
  return law.name === "critical" ? law.c : law.sigma;
}
