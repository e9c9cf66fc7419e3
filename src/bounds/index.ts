export * from "./appendix-b/index.js";
export { equation, formula, type Formula, type FormulaValue } from "./formula.js";
export * from "./frontier.js";
export * from "./gaussian-row.js";
export * from "./largest-entry.js";
export * from "./lemma-4.2.js";
export * from "./row-scale.js";
export * from "./theorem-4.3.js";
export { SYMBOLS, unionQuantile } from "./union-quantile.js";
