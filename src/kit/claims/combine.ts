import type { Outcome } from "./result.js";

/** The outcome of a claim from those of its cells: the worst; `out of range` only where every cell is. */
export function combine(outcomes: readonly Outcome[]): Outcome {
  for (const worst of ["violated", "inconclusive", "holds"] as const) if (outcomes.includes(worst)) return worst;
  return "out of range";
}
