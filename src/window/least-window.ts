import { meanTail } from "../limit/mean-tail/mean-tail.js";
import { compareCounts, countOf, integerCount, type Count } from "../limit/sampler/count.js";
import { logit } from "./logit.js";

/** First step from the guess, in ln k, and how much wider each next one is. */
const FIRST_STEP = 0.004;
const WIDENING = 8;
/** Steps from the guess after which the ends themselves are taken: 8^12 times .004 exceeds ln 10^1000. */
const MOST_STEPS = 12;
/** Evaluations that narrow: every second one halves, so that 2^53 integers are told apart, and ln k to rounding. */
const MOST_EVALUATIONS = 240;
/** Windows from 2^53 on are told apart up to here, relative in ln k: some roundings. */
const CLOSE = 1e-14;

/** A window and the logit of its mean tail, less that of the budget: nearly linear in ln k, and falling. */
interface Tried {
  readonly k: Count;
  readonly excess: number;
}

/**
 * The smallest window whose mean total variation is within a budget: by the exact mean, for a row of n i.i.d.
 * N(0, sigma^2) logits. Takes some ten evaluations of the mean; never more than 300, whatever the input.
 *
 * @param sigma in [0, 1e150]
 * @param tv total variation allowed, in (0, 1)
 * @param guess where to begin
 */
export function leastWindow(n: Count, sigma: number, tv: number, guess: Count): Count {
  const evaluate = (k: Count): Tried => ({ k, excess: logit(meanTail(n, k, sigma)) - logit(tv) });
  let { short, enough } = bracket(n, guess, evaluate);
  for (let turn = 0; turn < MOST_EVALUATIONS && !neighbours(short.k, enough.k); turn++) {
    const tried = evaluate(between(short, enough, turn % 2 === 0));
    if (tried.excess <= 0) enough = tried;
    else short = tried;
  }
  return enough.k;
}

/** A window that is too small, 0 (ln -Infinity) where none is known, and one that is large enough. */
function bracket(n: Count, guess: Count, evaluate: (k: Count) => Tried): { short: Tried; enough: Tried } {
  let short: Tried = { k: NOTHING, excess: Infinity };
  let enough: Tried = { k: n, excess: -Infinity };
  let ln = Math.min(n.ln, Math.max(0, guess.ln));
  for (let step = 0; step < MOST_STEPS; step++) {
    const k = countOf("leastWindow", "k", { ln });
    if (compareCounts(k, enough.k) >= 0 || compareCounts(k, short.k) <= 0) break;
    const tried = evaluate(k);
    if (tried.excess <= 0) enough = tried;
    else short = tried;
    if (short.excess < Infinity && enough.excess > -Infinity) break;
    const width = Math.max(FIRST_STEP, 2 * Math.exp(-ln)) * WIDENING ** step;
    ln = Math.max(0, tried.excess <= 0 ? ln - width : Math.min(n.ln, ln + width));
  }
  return { short, enough };
}

/** What keeps nothing: below every window. */
const NOTHING: Count = { ln: -Infinity, value: 0 };

function neighbours(short: Count, enough: Count): boolean {
  if (enough.value !== Infinity) return enough.value - short.value <= 1;
  return enough.ln - short.ln <= CLOSE * enough.ln;
}

/** A window strictly between two: where the line through both meets the budget, or halfway. */
function between(short: Tried, enough: Tried, byLine: boolean): Count {
  const [low, high] = [Math.max(0, short.k.ln), enough.k.ln];
  const share = short.excess / (short.excess - enough.excess);
  const straight = byLine && share > 0 && share < 1;
  const ln = low + (high - low) * (straight ? share : 0.5);
  if (enough.k.value === Infinity) return countOf("leastWindow", "k", { ln });
  const [least, most] = [short.k.value + 1, enough.k.value - 1];
  const value = straight ? Math.ceil(Math.exp(ln)) : halfway(least, most);
  return integerCount(Math.min(most, Math.max(least, value)));
}

/** Halfway in ln where the two are far apart, else between the integers. */
function halfway(least: number, most: number): number {
  return most > 4 * least ? Math.round(Math.sqrt(least) * Math.sqrt(most)) : least + Math.floor((most - least) / 2);
}
