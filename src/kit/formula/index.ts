export { equation, formula, type Formula, type FormulaValue } from "./formula.js";
