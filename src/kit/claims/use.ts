import type { Comparison } from "./claim.js";
import type { CellResult, Use } from "./result.js";

/** A bound within this factor of the measured quantile is called sharp. */
const SHARP_FACTOR = 2;

/** bound / measured. */
export function tightness(comparison: Comparison): number {
  return comparison.tightness ?? comparison.bound / comparison.measured.value;
}

/** How much a bound says at one cell. Vacuity comes first: a bound beyond the trivial one is vacuous, however near. */
export function useOf(comparison: Comparison): Use {
  if (comparison.trivial !== null && saysNothing(comparison.bound, comparison.trivial, comparison.side))
    return "vacuous";
  return tightness(comparison) <= SHARP_FACTOR ? "sharp" : "loose";
}

function saysNothing(bound: number, trivial: number, side?: "lower"): boolean {
  return side === "lower" ? bound <= trivial : bound >= trivial;
}

/** Shares of the grid by use; null if no cell compares a bound. */
export function useShares(cells: readonly CellResult[]): Record<Use, number> | null {
  const judged = cells.filter((cell) => cell.use !== null);
  if (judged.length === 0) return null;
  const share = (use: Use): number => judged.filter((cell) => cell.use === use).length / judged.length;
  return { sharp: share("sharp"), loose: share("loose"), vacuous: share("vacuous") };
}
