import { SYMBOLS } from "../union-quantile.js";

/** TeX of the names in Appendix B's formulas, beside those of the other bounds. */
export const TOOL_SYMBOLS: Readonly<Record<string, string>> = {
  ...SYMBOLS,
  mu: "\\mu",
  eta: "\\eta",
  alpha: "\\alpha",
  squaredRanges: "\\sum_i (b_i-a_i)^2",
  variance: "\\sum_i \\mathbb E X_i^2",
  frobenius: "\\lVert A_s\\rVert_F",
  spectral: "\\lVert A_s\\rVert_2",
};
