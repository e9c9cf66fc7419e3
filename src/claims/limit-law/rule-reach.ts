import { logWindowFraction } from "../../limit/finite-size.js";

/** Beyond this many times e^(sigma^2) keys the window rule holds to a few per cent. */
const ENOUGH = 100;

/** What a length means for row scales. */
export interface RuleReach {
  readonly n: number;
  /** The row scale at which rows freeze, sqrt(2 ln n). */
  readonly freezing: number;
  /** The largest row scale for which n >= 100 e^(sigma^2), so that the window rule is known to hold. */
  readonly largest: number;
  /** The rule's window at each scale, rounded up; null beyond `largest`. */
  readonly keys: readonly (number | null)[];
}

/**
 * Up to which row scale the window rule is known to hold at a length, and what it asks for.
 *
 * @param lengths numbers of keys, above 100
 * @param scales row scales, finite and > 0
 * @param budget share of the mass that may be lost on average, in (0, 1)
 */
export function ruleReach(lengths: readonly number[], scales: readonly number[], budget: number): RuleReach[] {
  return lengths.map((n) => {
    const largest = Math.sqrt(Math.log(n / ENOUGH));
    const keys = scales.map((sigma) =>
      sigma <= largest ? Math.ceil(n * Math.exp(logWindowFraction(sigma, budget))) : null,
    );
    return { n, freezing: Math.sqrt(2 * Math.log(n)), largest, keys };
  });
}
