/** Lemmas B.5 (Hoeffding) and B.6 (Bernstein) `reconstructed`: sums of independent bounded variables. */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { TOOL_SYMBOLS } from "./symbols.js";

/** B.5: bounds Pr[|X - EX| >= t] for X a sum of independent X_i in [a_i, b_i], t > 0. */
export const hoeffding: Formula = formula({
  name: "hoeffding",
  expression: "2 * exp(-2 * t^2 / squaredRanges)",
  symbols: TOOL_SYMBOLS,
});

/** B.6: bounds Pr[sum X_i > t] for independent X_i of mean 0 with |X_i| <= M, t > 0. */
export const bernstein: Formula = formula({
  name: "bernstein",
  expression: "exp(-t^2 / (2 * (variance + M * t / 3)))",
  symbols: TOOL_SYMBOLS,
});
