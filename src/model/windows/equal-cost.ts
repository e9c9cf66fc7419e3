/** Windows that keep the same number of keys over a mixture of inputs. */
import type { RowKeys } from "./strategy.js";

/** Inputs of one length, and how many of them there are for each one of the others. */
export interface InputsOfLength {
  readonly n: number;
  readonly count: number;
}

/** How a window grows with the length n of the input, but for its factor. */
export interface WindowGrowth {
  readonly name: string;
  readonly of: (n: number) => number;
}

export const constantWindow: WindowGrowth = { name: "constant", of: () => 1 };
export const logWindow: WindowGrowth = { name: "ln n", of: Math.log };

export function powerWindow(C: number): WindowGrowth {
  return { name: `n^${C}`, of: (n) => n ** C };
}

/** Halvings of a factor: beyond what moves a row's count. */
const BISECTIONS = 60;

/**
 * The keys that each row keeps, input by input, under a window that grows: as many in all as rows of `keys` each would
 * keep. The largest factor that does not exceed that; what is then left goes to the last rows of the longest input, a key
 * each.
 *
 * A window between two integers is met on average: row i keeps floor((i+1)k) - floor(ik). No row keeps more than it sees.
 *
 * @param mixture one of the inputs has count 1
 * @param keys the constant window of the same cost, >= 1
 */
export function equalCostCounts(growth: WindowGrowth, mixture: readonly InputsOfLength[], keys: number): Uint32Array[] {
  if (!(keys >= 1)) throw new RangeError(`equalCostCounts: keys must be >= 1, got ${keys}`);
  const total = mixtureCost(countsAt(constantWindow, mixture, keys), mixture);
  const at = (factor: number): Uint32Array[] => countsAt(growth, mixture, factor);
  const longest = Math.max(...mixture.map(({ n }) => n));
  let [low, high] = [0, (2 * longest) / growth.of(2)];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = 0.5 * (low + high);
    if (mixtureCost(at(middle), mixture) <= total) low = middle;
    else high = middle;
  }
  const counts = at(low);
  return spendRest(counts, mixture, total - mixtureCost(counts, mixture));
}

/** Keys kept by the inputs' rows, each length as often as it occurs. */
export function mixtureCost(counts: readonly Uint32Array[], mixture: readonly InputsOfLength[]): number {
  return counts.reduce((sum, rows, at) => sum + mixture[at]!.count * rows.reduce((total, k) => total + k, 0), 0);
}

/** The window of each row as a rule asks for it. */
export function rowKeys(counts: Uint32Array): RowKeys {
  return (position) => counts[position]!;
}

function countsAt(growth: WindowGrowth, mixture: readonly InputsOfLength[], factor: number): Uint32Array[] {
  return mixture.map(({ n }) => {
    const k = factor * growth.of(n);
    return Uint32Array.from({ length: n }, (_, i) =>
      Math.min(i + 1, Math.max(1, Math.floor((i + 1) * k) - Math.floor(i * k))),
    );
  });
}

function spendRest(counts: Uint32Array[], mixture: readonly InputsOfLength[], rest: number): Uint32Array[] {
  const single = mixture.findIndex(({ count }) => count === 1);
  if (single < 0) throw new RangeError("equalCostCounts: one of the inputs must have count 1, got none");
  const rows = counts[single]!;
  let left = rest;
  for (let i = rows.length - 1; i >= 0 && left > 0; i--) {
    if (rows[i]! <= i) {
      rows[i]!++;
      left--;
    }
  }
  return counts;
}
