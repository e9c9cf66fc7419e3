export { equation, formula, type Formula, type FormulaValue } from "./formula.js";
export * from "./enough-frontier.js";
export * from "./frontier.js";
export * from "./gaussian-row.js";
export * from "./lemma-4.2.js";
export * from "./theorem-4.3.js";
export * from "./theorem-6.1.js";
export * from "./theorem-6.2.js";
export { SYMBOLS, unionQuantile } from "./union-quantile.js";
