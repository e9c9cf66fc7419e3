/** Ways to share out a budget of keys among rows of different lengths, compared at equal cost. */

/** A row's probabilities. */
export interface BudgetRow {
  /** In decreasing order. */
  readonly sorted: Float64Array;
}

/** How many keys each row is given, by a factor that sets the cost. */
export interface Budget {
  readonly name: string;
  /** Keys of a row at the factor: non-decreasing in it; cut to [1, n]. */
  readonly keys: (row: BudgetRow, factor: number) => number;
}

/** Bisections of a factor's logarithm: beyond the rounding of the keys' sum. */
const BISECTIONS = 60;
/** Factors that are tried lie within this and its inverse. */
const LARGEST_FACTOR = 1e12;

export const constantBudget: Budget = { name: "constant k", keys: (_row, factor) => factor };
export const logBudget: Budget = { name: "k ~ ln n", keys: ({ sorted }, factor) => factor * Math.log(sorted.length) };

export function powerBudget(C: number): Budget {
  return { name: `k ~ n^${C.toFixed(2)}`, keys: ({ sorted }, factor) => factor * sorted.length ** C };
}

/** The fewest keys whose loss is at most 1 / factor: a row's own need (top-p; Twilight, arXiv 2502.02770). */
export const massBudget: Budget = {
  name: "top-p",
  keys({ sorted }, factor) {
    const allowed = 1 / factor;
    let left = 0;
    // From the smallest on, so that what is left is summed without cancellation.
    for (let k = sorted.length; k > 0; k--) {
      left += sorted[k - 1]!;
      if (left > allowed) return k;
    }
    return 0;
  },
};

/**
 * The keys of each row, so that they add up to the budget: the largest factor whose sum does not exceed it, and one key
 * more for the first rows until it does (the longest rows come first, as they gain least from being cut).
 *
 * @param total keys in all, at least one a row
 * @throws RangeError if there are fewer
 */
export function shareKeys(budget: Budget, rows: readonly BudgetRow[], total: number): number[] {
  if (!(total >= rows.length))
    throw new RangeError(`shareKeys: total must be >= ${rows.length}, one a row, got ${total}`);
  const at = (factor: number): number[] =>
    rows.map((row) => Math.min(row.sorted.length, Math.max(1, Math.floor(budget.keys(row, factor)))));
  let [low, high] = [-Math.log(LARGEST_FACTOR), Math.log(LARGEST_FACTOR)];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = 0.5 * (low + high);
    if (sum(at(Math.exp(middle))) <= total) low = middle;
    else high = middle;
  }
  const keys = at(Math.exp(low));
  let left = total - sum(keys);
  const byLength = rows.map((_, r) => r).sort((a, b) => rows[b]!.sorted.length - rows[a]!.sorted.length);
  for (const r of byLength) {
    if (left <= 0) break;
    if (keys[r]! < rows[r]!.sorted.length) {
      keys[r]!++;
      left--;
    }
  }
  return keys;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0);
}
