import { binomialTail, LEVEL, normalCdf, quantileInterval, studentPower } from "ncsparse-kit/probability";
import type { Power } from "ncsparse-kit/claims/claim";

export const INPUT_HYPOTHESES: readonly string[] = [
  "$X$ has independent $N(0,1)$ entries, $d = 64$. *Cross*: $W = \\sigma I/\\sqrt d$, queries apart from the keys; row $i$'s logits are i.i.d. normal with scale $\\sigma\\lVert x_i\\rVert/\\sqrt d$, about $\\sigma$. *Self*: the same $W$, queries are the keys. *Random*: self-attention with $W = \\sigma W_Q W_K^\\top/\\sqrt d$, entries of $W_Q$, $W_K$ independent $N(0,1/d)$, drawn anew for each matrix.",
  "Lengths $2^8, \\dots, 2^{13}$; 64 evenly spread rows of each matrix. A replicate is one matrix of each length: the unit of every interval.",
];

export const SCOPE = "Equal cost: $\\sum_n n\\,k_n = k_0\\sum_n n$ with $k_0 = 32$; top-$k$ rows, renormalised.";

/** What a sign rule says of the advantage of a strategy. */
export function signRule(
  sign: "negative" | "positive",
  of: string,
  statistic: "mean" | "median" = "mean",
): { sign: "negative" | "positive"; rule: string } {
  const interval = statistic === "mean" ? "Student’s interval" : "The distribution-free interval of the median";
  return {
    sign,
    rule: `${interval} over replicates of ${of} must lie wholly ${sign === "negative" ? "below" : "above"} 0, at the report’s level.`,
  };
}

/** Replicates of a control, in both profiles. */
const REPLICATES = 32;

/** What a replicate is allowed to deviate by, relative to the error: five times what another seed showed. */
const DEVIATION = 0.005;

/**
 * The probability that a control at sigma = 1/4 comes out as expected, where its relative difference is known at
 * sigma = 0, where errors are exact (err^2 = 1/k - 1/n); half of that difference is granted to the change from 0 to 1/4.
 */
export function controlPower(difference: number): Power {
  return {
    value: studentPower(Math.abs(difference) / 2 / DEVIATION, REPLICATES, 2 * LEVEL),
    how: `Student's test over ${REPLICATES} replicates, for half of the difference at $\\sigma = 0$ (there exact: ${(100 * difference).toFixed(1).replace("-", "−")} % of the error) and a deviation of 0.5 % of it (five times what another seed showed)`,
  };
}

/** The same where the median over replicates is judged: enough of them must have the mean's sign. */
export function medianControlPower(difference: number): Power {
  const single = normalCdf(Math.abs(difference) / 2 / DEVIATION);
  const ranks = Float64Array.from({ length: REPLICATES }, (_, i) => i + 1);
  return {
    value: binomialTail(quantileInterval(ranks, 0.5).high, REPLICATES, single),
    how: `the binomial law of the median's interval over ${REPLICATES} replicates, each with the sign of half of the difference at $\\sigma = 0$ (there exact: ${(100 * difference).toFixed(1).replace("-", "−")} % of the error) but for a normal deviation of 0.5 % of it`,
  };
}
