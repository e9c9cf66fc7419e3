import type { Mutant } from "./mutant.js";

const PASSAGES_TEST = "test/measure/passages/passages.test.ts";
const CAPTURED = "src/measure/passages/captured-rows.ts";

/** Planted errors of a trained model's attention. */
export const TRAINED_ATTENTION_MUTANTS: readonly Mutant[] = [
  {
    id: "TA-unturned-keys",
    error: "shuffled keys are turned on by their new place on top of the old one",
    file: CAPTURED,
    find: "rotateHalves(this.bare, j * d, d, back, j);",
    replace: "rotateHalves(this.bare, j * d, d, back, 0);",
    noticedBy: { file: PASSAGES_TEST, test: "move each key by the rotation between its place and the new one" },
  },
  {
    id: "TA-order-biased",
    error: "each place is exchanged with any other: orders that are not equally likely",
    file: CAPTURED,
    find: "Math.floor(uniforms[n - 1 - last]! * (last + 1))",
    replace: "Math.floor(uniforms[n - 1 - last]! * n)",
    noticedBy: { file: PASSAGES_TEST, test: "put every key at every place equally often" },
  },
  {
    id: "TA-far-near",
    error: "far rows are without the first keys, not the last",
    file: "src/measure/passages/passage-figures.ts",
    find: "logits.subarray(0, logits.length - NEAR)",
    replace: "logits.subarray(NEAR)",
    noticedBy: { claim: "TA-far" },
  },
  {
    id: "TA-own-lost",
    error: "Gaussian rows without the query's own logit",
    file: "src/measure/passages/row-figures.ts",
    find: "row[others.length] = logits[others.length]! - mean;",
    replace: "row[others.length] = 0;",
    noticedBy: { file: PASSAGES_TEST, test: "stand beside a Gaussian row of exactly the same scale" },
  },
  {
    id: "TA-copies-late",
    error: "an induction head looks two places after the copy",
    file: "src/measure/passages/copied-line.ts",
    find: "next: massWhere(attention, copies(1))",
    replace: "next: massWhere(attention, copies(2))",
    noticedBy: { claim: "TA-induction" },
  },
  {
    id: "TA-sees-later-keys",
    error: "methods are compared on rows that see later keys, as the model's do not",
    file: "src/claims/trained-attention/estimates.ts",
    find: "{ scale: 1, causal: true }",
    replace: "{ scale: 1, causal: false }",
    noticedBy: {
      file: "test/claims/trained-attention.test.ts",
      test: "keep the largest entries of a causal row, or its last keys",
    },
  },
];
