import { countOf, exactCount, type Count, type Size } from "../limit/sampler/count.js";
import { logSubtract } from "../limit/sampler/log-sum.js";
import { logWindowFraction } from "../limit/finite-size.js";

/** How many entries must share the mass, and lie on either side of the window, for the rule to hold to about 10 %. */
const MANY = 100;
const LN_MANY: number = Math.log(MANY);

/** What the rule says, and whether it may be relied on. */
export interface RuleWindow {
  /** The smallest window k by the rule, in [1, n]. */
  readonly k: Count;
  readonly applies: boolean;
  /** Which requirement fails, where one does. */
  readonly reason: string;
}

/**
 * The window rule for i.i.d. Gaussian logits: k / n = Phic(sigma + Phi^{-1}(tv)).
 *
 * Applies where n >= 100 exp(sigma^2), so that D is within about 10 % of its mean, and the window and what it leaves out
 * hold at least 100 entries each: then the mean total variation at k lies within 10 % of `tv`. At sigma = 4, n = 2^14 it
 * does not apply: the row left .166 for a budget of .1.
 *
 * @param n number of keys
 * @param sigma row scale, finite and >= 0
 * @param tv total variation allowed, in (0, 1)
 */
export function windowRule(n: Size, sigma: number, tv: number): RuleWindow {
  const length = countOf("windowRule", "n", n);
  const ln = Math.max(0, length.ln + logWindowFraction(sigma, tv));
  const k = length.value === Infinity ? roundedUp(ln) : exactCount(ceiling(length.value, sigma, tv));
  const reason = reasonAgainst(length, sigma, ln);
  return { k, applies: reason === "", reason };
}

function ceiling(n: number, sigma: number, tv: number): number {
  return Math.min(n, Math.max(1, Math.ceil(n * Math.exp(logWindowFraction(sigma, tv)))));
}

/** The smallest integer of at least e^ln, as far as doubles tell integers apart. */
function roundedUp(ln: number): Count {
  return ln < 36 ? exactCount(Math.ceil(Math.exp(ln))) : { ln, value: Infinity };
}

/** Why rows of this length are too short for the laws at a fixed scale, which ask for n >= 100 exp(sigma^2); else empty. */
export function tooShort(n: Count, sigma: number): string {
  if (n.ln >= LN_MANY + sigma * sigma) return "";
  return `n must be at least 100 exp(sigma^2), got ln n = ${round(n.ln)} at sigma^2 = ${round(sigma * sigma)}`;
}

function reasonAgainst(n: Count, sigma: number, lnK: number): string {
  const short = tooShort(n, sigma);
  if (short !== "") return short;
  if (lnK < LN_MANY) return `k must be at least 100, got ${round(Math.exp(lnK))}`;
  const lnLeft = lnK < n.ln ? logSubtract(n.ln, lnK) : -Infinity;
  return lnLeft < LN_MANY ? `n - k must be at least 100, got ${round(Math.exp(lnLeft))}` : "";
}

function round(x: number): string {
  return String(Number(x.toPrecision(4)));
}
