export const TABLE_HYPOTHESES: readonly string[] = [
  "The scores of the paper’s Table 2 as printed: LlaMa-3-8B-Instruct, 16 LongBench tasks, one run each.",
];

export const TABLE_SCOPE =
  "This table. The windows of its two dynamic rows are lost in the text, so that their costs cannot be compared with the constants’; and scores of four of its rows stand in another paper’s tables (arXiv 2406.02069): of the dynamic rows 16 and 9 of 16, under another method’s name. Until that is explained, a comparison with a dynamic row carries no weight for Proposition 7.2.";

/** What every test of the family assumes, and what speaks against it. */
export const EXCHANGEABLE =
  "Tests treat the 16 tasks as independent and each difference as equally likely to have had the other sign if the methods were alike. Tasks of one category are related; the evidence is then weaker than these numbers say.";
