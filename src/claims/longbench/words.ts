import { shareOf } from "./coincidence.js";

export const TABLE_HYPOTHESES: readonly string[] = [
  "The scores of the paper’s Table 2 as printed: LlaMa-3-8B-Instruct, 16 LongBench tasks, one run each.",
];

/** What Table 2's scores are, whatever is done with them. */
export const TABLE_SCOPE =
  "This table, as printed. Scores of all its rows stand in another paper’s tables, too (arXiv 2406.02069).";

/** What a comparison with a dynamic row may be used for. */
export function dynamicScope(): string {
  return `Arithmetic on the scores that this table prints. The windows of its two dynamic rows are lost in the text, so that their costs cannot be compared with the constants’. Of the second dynamic row’s scores ${shareOf("dynamic, second")}, and of the first’s ${shareOf("dynamic, first")}, stand in another paper (arXiv 2406.02069, Table 5) under another method’s name; the constant rows stand in its Table 11, $k = 1024$ with a cache of 64. Until that is explained, a comparison with a dynamic row carries no weight for Proposition 7.2.`;
}

/** What of the paper such a comparison is about. */
export const WITHOUT_WEIGHT = "comparison within Table 2, as yet without weight for Proposition 7.2";

/** What every test of the family assumes, and what speaks against it. */
export const EXCHANGEABLE =
  "Tests treat the 16 tasks as independent and each difference as equally likely to have had the other sign if the methods were alike. Tasks of one category are related; the evidence is then weaker than these numbers say.";
