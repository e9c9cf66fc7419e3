/** What a length costs and loses as its window grows: a point for each window that may be chosen. */
export interface Choice {
  readonly n: number;
  readonly windows: readonly number[]; // increasing
  readonly errors: ArrayLike<number>; // one a window
  readonly weight: number;
}

/** A step along a lower envelope: from one window to the next, at a price in error saved a kept entry. */
interface Step {
  readonly choice: number;
  readonly to: number;
  readonly cost: number;
  readonly saving: number; // of weighted error, an entry; decreasing along each envelope
}

/**
 * The allocation that minimises sum_n weight_n error_n(k_n) subject to sum_n n k_n = budget.
 *
 * Windows may be mixed over rows, so each error counts by its lower convex envelope; the steps of all envelopes are taken
 * in order of what they save an entry until the budget is spent. That price is the Lagrange multiplier, and the result
 * is the minimum: steps of one envelope come in order since their savings decrease.
 *
 * @returns one window a length, real numbers (at most one is mixed by the budget's end)
 * @throws RangeError if the budget does not pay for the smallest windows
 */
export function optimalWindows(choices: readonly Choice[], budget: number): Float64Array {
  const windows = Float64Array.from(choices, ({ windows: [first] }) => first!);
  let left = budget - choices.reduce((sum, { n }, i) => sum + n * windows[i]!, 0);
  if (!(left >= 0)) throw new RangeError(`optimalWindows: budget must pay for the smallest windows, got ${budget}`);
  const steps = choices.flatMap(envelopeSteps).sort((a, b) => b.saving - a.saving);
  for (const { choice, to, cost, saving } of steps) {
    if (left <= 0 || saving <= 0) break;
    const share = Math.min(1, left / cost);
    windows[choice]! += share * (to - windows[choice]!);
    left -= share * cost;
  }
  return windows;
}

/** The steps of the lower convex envelope of a choice's points. */
function envelopeSteps({ n, windows, errors, weight }: Choice, choice: number): Step[] {
  const slope = (a: number, b: number): number => (errors[b]! - errors[a]!) / (windows[b]! - windows[a]!);
  const hull: number[] = [];
  for (let w = 0; w < windows.length; w++) {
    while (hull.length > 1 && slope(hull.at(-2)!, hull.at(-1)!) >= slope(hull.at(-1)!, w)) hull.pop();
    hull.push(w);
  }
  return hull.slice(1).map((w, i) => ({
    choice,
    to: windows[w]!,
    cost: n * (windows[w]! - windows[hull[i]!]!),
    saving: (-weight * slope(hull[i]!, w)) / n,
  }));
}
