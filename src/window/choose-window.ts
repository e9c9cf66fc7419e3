import { countOf, type Count, type Size } from "../limit/sampler/count.js";
import { RowSampler } from "../limit/sampler/row-sampler.js";
import { stream } from "../random/index.js";
import { windowRule } from "./window-rule.js";

/** Windows tried at once between two that are known to be too small and large enough. */
const TRIED = 24;
/** The search ends when windows lie this close in ln k: 1 in 1000, or neighbouring integers. */
const CLOSE = 1e-3;
const MOST_ROUNDS = 8;

export interface WindowRequest {
  /** Number of keys. */
  readonly n: Size;
  /** Row scale, finite and >= 0. */
  readonly sigma: number;
  /** Mean total variation allowed, in (0, 1). */
  readonly tv: number;
  /** Sampled rows, at least 2; 400 unless told. */
  readonly rows?: number;
  readonly seed?: number;
}

export interface WindowChoice {
  readonly k: Count;
  /** The rule where it applies, else the sampler. */
  readonly method: "rule" | "sampler";
  /** Why the rule does not apply; empty where it does. */
  readonly reason: string;
  /** What the rule alone would say. */
  readonly ruleK: Count;
  /** Mean total variation at k of sampled rows, independent of those that chose k, and its standard error. */
  readonly tvMean: number;
  readonly tvError: number;
}

/**
 * The smallest window whose mean total variation, over rows of i.i.d. Gaussian logits, is within a budget: by the window
 * rule where it applies, else by sampled rows (k is then known to about tvError over the slope of the tail in ln k).
 *
 * @throws RangeError for what `windowRule` and `RowSampler` refuse, and for fewer than 2 rows
 */
export function chooseWindow(request: WindowRequest): WindowChoice {
  const { n, sigma, tv, rows = 400, seed = 1 } = request;
  if (!Number.isInteger(rows) || rows < 2)
    throw new RangeError(`chooseWindow: rows must be an integer >= 2, got ${rows}`);
  const rule = windowRule(n, sigma, tv);
  const means = (windows: readonly Size[], use: string, round: number): Tail[] =>
    meanTails({ n, sigma, windows, rows, seed, path: [use, round] });
  const k = rule.applies
    ? rule.k
    : search(countOf("chooseWindow", "n", n), tv, (w, round) => means(w, "search", round));
  const [check] = means([sizeOf(k)], "check", 0);
  return {
    k,
    method: rule.applies ? "rule" : "sampler",
    reason: rule.reason,
    ruleK: rule.k,
    tvMean: check!.mean,
    tvError: check!.error,
  };
}

/** Narrows [too small, large enough] round by round; 0 is always too small and n always enough. */
function search(n: Count, tv: number, tails: (windows: Size[], round: number) => Tail[]): Count {
  let low = 0; // ln of a window that is too small, or 0 where none is known
  let enough = n;
  for (let round = 0; round < MOST_ROUNDS && enough.ln - low > CLOSE; round++) {
    const windows = between(low, enough.ln, round === 0);
    const means = tails(windows.map(sizeOf), round);
    const first = means.findIndex(({ mean }) => mean <= tv);
    const chosen = first < 0 ? enough : windows[first]!;
    const below = first < 0 ? windows.at(-1) : windows[first - 1];
    const settled = chosen.value !== Infinity && (below?.value ?? 0) >= chosen.value - 1;
    enough = chosen;
    if (below !== undefined) low = below.ln;
    if (settled) break;
  }
  return enough;
}

/** Distinct windows, evenly spaced in ln k, from the lower end (in the first round also that end itself) up. */
function between(low: number, high: number, inclusive: boolean): Count[] {
  const windows: Count[] = [];
  for (let i = inclusive ? 0 : 1; i < TRIED; i++) {
    const window = countOf("chooseWindow", "k", { ln: low + ((high - low) * i) / TRIED });
    const last = windows.at(-1);
    const repeats =
      last !== undefined && (window.value === Infinity ? window.ln <= last.ln : window.value <= last.value);
    if (!repeats) windows.push(window);
  }
  return windows;
}

interface Tail {
  readonly mean: number;
  readonly error: number;
}

interface TailRequest {
  readonly n: Size;
  readonly sigma: number;
  readonly windows: readonly Size[];
  readonly rows: number;
  readonly seed: number;
  readonly path: readonly (string | number)[];
}

/** Mean total variation of each window and its standard error, over independent rows. */
function meanTails({ n, sigma, windows, rows, seed, path }: TailRequest): Tail[] {
  const sampler = new RowSampler({ n, scale: { sigma }, windows });
  const sums = new Float64Array(windows.length);
  const squares = new Float64Array(windows.length);
  for (let row = 0; row < rows; row++) {
    sampler.sample(stream(seed, "window", ...path, row)).windows.forEach(({ lnTail }, i) => {
      const tail = Math.exp(lnTail);
      sums[i]! += tail;
      squares[i]! += tail * tail;
    });
  }
  return windows.map((_, i) => {
    const mean = sums[i]! / rows;
    const variance = Math.max(0, squares[i]! / rows - mean * mean);
    return { mean, error: Math.sqrt(variance / (rows - 1)) };
  });
}

function sizeOf(count: Count): Size {
  return count.value === Infinity ? { ln: count.ln } : count.value;
}
