import { formula, type Formula } from "ncsparse-kit/formula/formula";

/** TeX of the names that the bounds share; one symbol for one thing, everywhere. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  delta: "\\delta",
  sigma: "\\sigma",
  eps: "\\varepsilon",
  lambda: "\\lambda",
  trW: "\\operatorname{tr} W",
  frobenius: "\\lVert W_s\\rVert_F",
  spectral: "\\lVert W_s\\rVert_2",
};

/**
 * l(m, delta) = sqrt(2 ln(2 m / delta)): the level in units of the proxy that m two-sided sub-Gaussian variables exceed
 * with probability at most delta in all (union bound). Written out because every bound below contains it.
 */
export const unionQuantile: Formula = formula({
  name: "unionQuantile",
  expression: "sqrt(2 * ln(2 * m / delta))",
  symbols: SYMBOLS,
});
