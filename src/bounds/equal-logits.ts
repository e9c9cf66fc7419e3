/** Rows of equal logits, sigma = 0: the one case in which every error is a closed form. */
import { formula, type Formula } from "ncsparse-kit/formula/formula";

/** `ours`: the l2 error of keeping k of n equal entries. */
export const rowErrorAtEqualLogits: Formula = formula({
  name: "rowErrorAtEqualLogits",
  expression: "sqrt(1 / k - 1 / n)",
});
