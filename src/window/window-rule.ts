import { logWindowFraction } from "../limit/finite-size.js";
import { compareCounts, countOf, countText, integerCount, type Count, type Size } from "../limit/sampler/count.js";
import { logSubtract } from "../limit/sampler/log-sum.js";
import { leastWindow } from "./least-window.js";

/** How many entries must share the mass, and lie on either side of the window, for the rule to hold to about 10 %. */
const MANY = 100;
const LN_MANY: number = Math.log(MANY);

/** The fraction alone is right to about 1 over the fewest of these entries: here to 1e-9, better than the mean is known. */
const LN_EXACT: number = Math.log(1e9);

/** What the rule says, and whether it may be relied on. */
export interface RuleWindow {
  /** The smallest window k by the rule, in [1, n]. */
  readonly k: Count;
  readonly applies: boolean;
  /** Which requirement fails, where one does. */
  readonly reason: string;
}

/**
 * The window rule for i.i.d. Gaussian logits: k / n = Phic(sigma + Phi^{-1}(tv)), rounded up until the mean total variation
 * of rows of this length is within the budget; the fraction alone leaves up to 1 % more than that.
 *
 * Applies where n >= 100 exp(sigma^2), so that D is within about 10 % of its mean, and the window and what it leaves out
 * hold at least 100 entries each. Elsewhere k is the fraction's alone, and may miss the budget by far: at sigma = 4,
 * n = 2^14 the row left .166 for a budget of .1.
 *
 * @param n number of keys
 * @param sigma row scale, finite and >= 0
 * @param tv total variation allowed, in (0, 1)
 */
export function windowRule(n: Size, sigma: number, tv: number): RuleWindow {
  const length = countOf("windowRule", "n", n);
  const ln = Math.max(0, length.ln + logWindowFraction(sigma, tv));
  const reason = reasonAgainst(length, sigma, ln);
  const first = roundedUp(ln, length);
  const k = reason === "" && !isExact(length, sigma, ln) ? leastWindow(length, sigma, tv, first) : first;
  return { k, applies: reason === "", reason };
}

/** The smallest integer of at least e^ln, as far as doubles tell integers apart, and at most n. */
function roundedUp(ln: number, n: Count): Count {
  const near = countOf("windowRule", "k", { ln });
  const k = near.value === Infinity ? near : integerCount(Math.max(1, Math.ceil(Math.exp(ln))));
  return compareCounts(k, n) > 0 ? n : k;
}

function isExact(n: Count, sigma: number, lnK: number): boolean {
  const lnLeft = lnK < n.ln ? logSubtract(n.ln, lnK) : -Infinity;
  return Math.min(lnK, lnLeft, n.ln - sigma * sigma) >= LN_EXACT;
}

/** Why rows of this length are too short for the laws at a fixed scale, which ask for n >= 100 exp(sigma^2); else empty. */
export function tooShort(n: Count, sigma: number): string {
  const least = LN_MANY + sigma * sigma;
  return n.ln >= least ? "" : `n must be at least 100 exp(sigma^2) = ${powerText(least)}, got ${countText(n)}`;
}

function reasonAgainst(length: Count, sigma: number, lnK: number): string {
  const short = tooShort(length, sigma);
  if (short !== "") return short;
  if (lnK < LN_MANY) return `k must be at least 100, got ${powerText(lnK)}`;
  const lnLeft = lnK < length.ln ? logSubtract(length.ln, lnK) : -Infinity;
  return lnLeft < LN_MANY ? `n - k must be at least 100, got ${powerText(lnLeft)}` : "";
}

/** ln 10^15: from here on numbers are written as powers of ten. */
const LN_PLAIN: number = 15 * Math.LN10;

/** e^ln to four digits, as people write it. */
function powerText(ln: number): string {
  return ln < LN_PLAIN ? String(Number(Math.exp(ln).toPrecision(4))) : `10^${Number((ln / Math.LN10).toPrecision(4))}`;
}
