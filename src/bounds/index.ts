export { equation, formula, type Formula, type FormulaValue } from "./formula.js";
export * from "./frontier.js";
export * from "./gaussian-row.js";
export * from "./lemma-4.2.js";
export * from "./stored-row.js";
export * from "./theorem-4.3.js";
export * from "./theorem-5.1.js";
export { SYMBOLS, unionQuantile } from "./union-quantile.js";
