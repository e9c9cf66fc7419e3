import { equation, type Formula } from "../formula/formula.js";
import type { BoundDisplay } from "./result.js";

/** A bound that is told and not computed: its TeX alone. */
export function fromTex(tex: string): BoundDisplay {
  return { tex, expression: null, function: null };
}

/** A bound that is a formula: its TeX and its number come from one expression. */
export function fromFormula(left: string, formula: Formula): BoundDisplay {
  return { tex: equation(left, formula), expression: formula.expression, function: null };
}

/** A bound that is no closed form: the library function that computes it, and its TeX. */
export function fromFunction(name: string, tex: string): BoundDisplay {
  return { tex, expression: null, function: name };
}
