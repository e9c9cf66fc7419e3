/** The law of a Gaussian row's off-diagonal logits in units of their scale: standard normal, independent. */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { SYMBOLS } from "./union-quantile.js";

/** Pr[|z_ij| > t sigma_i] for j != i. */
export const twoSidedTail: Formula = formula({ name: "twoSidedTail", expression: "2 * PhiTail(t)", symbols: SYMBOLS });
