import { LEVEL, studentPower } from "../../probability/index.js";
import type { VerdictRule } from "../result.js";

export const INPUT_HYPOTHESES: readonly string[] = [
  "$X$ has independent $N(0,1)$ entries, $d = 64$, $W = \\sigma I/\\sqrt d$: off the diagonal, row $i$'s logits are i.i.d. normal with scale $\\sigma\\lVert x_i\\rVert/\\sqrt d$, about $\\sigma$.",
  "Lengths $2^8, \\dots, 2^{13}$; 64 evenly spread rows of each matrix. A replicate is one matrix of each length: the unit of every interval.",
];

export const SCOPE = "Equal cost: $\\sum_n n\\,k_n = k_0\\sum_n n$ with $k_0 = 32$; top-$k$ rows, renormalised.";

/** What a sign rule says of the advantage of a strategy. */
export function signRule(sign: "negative" | "positive", of: string): VerdictRule {
  return {
    kind: "sign",
    sign,
    text: `Student’s interval over replicates of ${of} must lie wholly ${sign === "negative" ? "below" : "above"} 0, at the report’s level.`,
  };
}

/** Replicates of a control, in both profiles. */
const REPLICATES = 32;

/** What a replicate is allowed to deviate by, relative to the error: ten times what another seed showed. */
const DEVIATION = 0.02;

/**
 * The failure probability of a control at sigma = 1/4 whose relative difference is known at sigma = 0, where errors are
 * exact (err^2 = 1/k - 1/n); half of that difference is granted to the change from 0 to 1/4.
 */
export function controlPower(difference: number): { readonly value: number; readonly how: string } {
  return {
    value: studentPower(Math.abs(difference) / 2 / DEVIATION, REPLICATES, 2 * LEVEL),
    how: `Student's test over ${REPLICATES} replicates, for half of the difference at $\\sigma = 0$ (there exact: ${(100 * difference).toFixed(1).replace("-", "−")} % of the error) and a deviation of 2 % of it (ten times what another seed showed)`,
  };
}
