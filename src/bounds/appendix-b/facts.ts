/** Facts B.2 and B.3 `reconstructed`: two inequalities of arithmetic, with the constants that the paper leaves open. */
import { formula, type Formula } from "ncsparse-kit/formula/formula";
import { TOOL_SYMBOLS } from "./symbols.js";

/** Fact B.2: sqrt a + sqrt b is at most this, a, b >= 0; equality at a = b. */
export const rootSumBound: Formula = formula({
  name: "rootSumBound",
  expression: "sqrt(2) * sqrt(a + b)",
  symbols: TOOL_SYMBOLS,
});

/** Fact B.3: exp(c sqrt(ln n)) <= n^eta for every n from here on, c, eta > 0; equality here. */
export const subpolynomialFrom: Formula = formula({
  name: "subpolynomialFrom",
  expression: "exp((c / eta)^2)",
  symbols: TOOL_SYMBOLS,
});
