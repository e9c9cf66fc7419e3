import type { Mutant } from "./mutant.js";

const RULES_TEST = "test/model/windows/rules.test.ts";

/** Planted errors of the language model under windows. */
export const LANGUAGE_MODEL_MUTANTS: readonly Mutant[] = [
  {
    id: "LM-beyond-within",
    error: "answers from within the window taken for those from beyond it",
    file: "src/claims/language-model/retrieval.ts",
    find: "distance > k",
    replace: "distance <= k",
    noticedBy: { claim: "LM-retrieval" },
  },
  {
    id: "LM-equal-cost-rest",
    error: "the keys that a factor leaves over are not spent: the growing window is cheaper",
    file: "src/model/windows/equal-cost.ts",
    find: "total - mixtureCost(counts, mixture)",
    replace: "0",
    noticedBy: { file: "test/model/windows/equal-cost.test.ts", test: "keep exactly as many keys as the constant one" },
  },
  {
    id: "LM-hitters-exact",
    error: "H2O's scores not normalised within the cache",
    file: "src/model/windows/heavy-hitters.ts",
    find: "weights[c]! / sum",
    replace: "weights[c]!",
    noticedBy: { file: RULES_TEST, test: "of H2O is the recent half, and of the others those of most attention" },
  },
  {
    id: "LM-letters-late",
    error: "an answer's letters scored a byte late: without its first, with the bracket behind it",
    file: "src/model/windows/score.ts",
    find: "at - from - 1 + i",
    replace: "at - from + i",
    noticedBy: {
      file: "test/model/windows/score.test.ts",
      test: "is the mean bits of the bytes outside records, and of each answer's letters",
    },
  },
  {
    id: "LM-share-forgotten",
    error: "top-p forgets the mass of the keys that it has taken before it splits the rest",
    file: "src/model/windows/level-for-share.ts",
    find: "if (above + upper >= share) low = i;",
    replace: "if (upper >= share) low = i;",
    noticedBy: { file: RULES_TEST, test: "keeps the fewest keys that hold the share" },
  },
  {
    id: "LM-sinks-dropped",
    error: "StreamingLLM without its sinks",
    file: "src/model/windows/positions.ts",
    find: "Math.min(SINKS, count - 1)",
    replace: "Math.min(0, count - 1)",
    noticedBy: { file: RULES_TEST, test: "of StreamingLLM is the first four and the last ones" },
  },
];
