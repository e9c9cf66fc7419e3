/** Wording that the claims on the limit law share. */

export const SCALING_HYPOTHESIS =
  "Rows of $n$ i.i.d. $N(0,\\sigma^2)$ logits (Gaussian input off the diagonal), $\\sigma = c\\sqrt{2\\ln n}$ with $c$ fixed.";

export const FIXED_HYPOTHESIS = "Rows of $n$ i.i.d. $N(0,\\sigma^2)$ logits (Gaussian input off the diagonal).";
