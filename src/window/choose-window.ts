import { meanTail } from "../limit/mean-tail/mean-tail.js";
import { countOf, sizeOf, type Count, type Size } from "../limit/sampler/count.js";
import { RowSampler } from "../limit/sampler/row-sampler.js";
import { stream } from "ncsparse-kit/random";
import { leastWindow } from "./least-window.js";
import { windowRule } from "./window-rule.js";

export interface WindowRequest {
  /** Number of keys. */
  readonly n: Size;
  /** Row scale, in [0, 1e150]. */
  readonly sigma: number;
  /** Mean total variation allowed, in (0, 1). */
  readonly tv: number;
  /** Sampled rows that check the choice, at least 2; 400 by default. */
  readonly rows?: number;
  readonly seed?: number;
}

export interface WindowChoice {
  readonly k: Count;
  /** The rule where it applies, else the search for the budget by the exact mean. */
  readonly method: "rule" | "integral";
  /** Why the rule does not apply; empty where it does. */
  readonly reason: string;
  /** What the rule alone would say. */
  readonly ruleK: Count;
  /** Mean total variation at k, at most the budget: an integral. */
  readonly tvExpected: number;
  /** The same over sampled rows, and its standard error. */
  readonly tvMean: number;
  readonly tvError: number;
}

/**
 * The smallest window whose mean total variation, over rows of i.i.d. Gaussian logits, is within a budget: by the window
 * rule where it applies, else by the mean itself, which is an integral; and what sampled rows leave there.
 *
 * @throws RangeError for what `windowRule`, `meanTail` and `RowSampler` refuse, and for fewer than 2 rows
 */
export function chooseWindow(request: WindowRequest): WindowChoice {
  const { n, sigma, tv, rows = 400, seed = 1 } = request;
  if (!Number.isInteger(rows) || rows < 2)
    throw new RangeError(`chooseWindow: rows must be an integer >= 2, got ${rows}`);
  const length = countOf("chooseWindow", "n", n);
  const rule = windowRule(n, sigma, tv);
  const k = rule.applies ? rule.k : leastWindow(length, sigma, tv, rule.k);
  const check = sampledTail({ n, sigma, k, rows, seed });
  return {
    k,
    method: rule.applies ? "rule" : "integral",
    reason: rule.reason,
    ruleK: rule.k,
    tvExpected: meanTail(length, k, sigma),
    tvMean: check.mean,
    tvError: check.error,
  };
}

interface TailRequest {
  readonly n: Size;
  readonly sigma: number;
  readonly k: Count;
  readonly rows: number;
  readonly seed: number;
}

/** Mean total variation of a window over independent rows, and its standard error. */
function sampledTail({ n, sigma, k, rows, seed }: TailRequest): { mean: number; error: number } {
  const sampler = new RowSampler({ n, scale: { sigma }, windows: [sizeOf(k)] });
  let [sum, squares] = [0, 0];
  for (let row = 0; row < rows; row++) {
    const tail = Math.exp(sampler.sample(stream(seed, "window", "check", 0, row)).windows[0]!.lnTail);
    sum += tail;
    squares += tail * tail;
  }
  const mean = sum / rows;
  return { mean, error: Math.sqrt(Math.max(0, squares / rows - mean * mean) / (rows - 1)) };
}
