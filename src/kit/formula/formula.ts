/**
 * A closed form, written once as a mathjs expression. The displayed TeX, the double, the value at astronomical n and the
 * 64-digit value all come from that one expression, so what is read is what was computed.
 */
import type { MathNode } from "mathjs";
// The package's main entry is 650 modules, a second of loading for every command, kernel and worker; this is one.
import math from "mathjs/lib/browser/math.js";
import { normalCdf, normalQuantile, normalTail } from "../probability/index.js";
import * as log from "./log-number.js";
import type { LogNumber } from "./log-number.js";
import { calledName, toTex, type NodeView } from "./tex.js";

/** A variable's value: a double, or `{ ln }` for a positive number given by its logarithm. */
export type FormulaValue = number | { readonly ln: number };

export interface Formula {
  readonly name: string;
  readonly expression: string;
  /** TeX of the expression alone, without a left-hand side. */
  readonly tex: string;
  /** Names of the variables that the expression needs. */
  readonly variables: readonly string[];
  /**
   * The value in doubles.
   * @throws RangeError if a variable is missing or the result is not a number
   */
  evaluate(scope: Readonly<Record<string, number>>): number;
  /**
   * ln of the (positive) value; variables may be given by their logarithm, so n = 10^1000 is `{ ln: 2302.585 }`.
   * @throws RangeError if a variable is missing, or if the value is not positive
   */
  evaluateLn(scope: Readonly<Record<string, FormulaValue>>): number;
}

/** Functions of one double that formulas may call beside exp, ln and sqrt; they have no form at astronomical n. */
const SPECIAL: Readonly<Record<string, (x: number) => number>> = {
  Phi: normalCdf,
  PhiTail: normalTail,
  PhiInverse: normalQuantile,
};

/** What a compiled expression may call. */
const FUNCTIONS: Readonly<Record<string, (...x: number[]) => number>> = {
  exp: Math.exp,
  ln: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  max: Math.max,
  min: Math.min,
  ...SPECIAL,
};

/**
 * Make a formula.
 *
 * @param definition.name how errors and records name it, e.g. "eps_paper"
 * @param definition.expression mathjs syntax: + - * / ^, numbers, names, exp, ln, sqrt, abs, max, min, Phi, PhiTail, PhiInverse
 * @param definition.symbols TeX of the names, e.g. { delta: "\\delta" }
 * @throws Error if the expression does not parse or uses anything else
 */
export function formula(definition: {
  name: string;
  expression: string;
  symbols?: Readonly<Record<string, string>>;
}): Formula {
  const { name, expression, symbols = {} } = definition;
  const node = math.parse(expression);
  const variables = variablesOf(node);
  const code = node.compile();
  const check = (scope: Readonly<Record<string, unknown>>): void => {
    for (const variable of variables) {
      if (scope[variable] === undefined) throw new RangeError(`${name}: ${variable} must be given, got undefined`);
    }
  };
  return {
    name,
    expression,
    tex: toTex(node, symbols),
    variables,
    evaluate(scope) {
      check(scope);
      const value: unknown = code.evaluate({ ...FUNCTIONS, ...scope });
      if (typeof value !== "number" || Number.isNaN(value)) {
        throw new RangeError(`${name}: the value must be a number, got ${String(value)} at ${JSON.stringify(scope)}`);
      }
      return value;
    },
    evaluateLn(scope) {
      check(scope);
      const value = logValue(node, scope);
      if (value.sign !== 1) throw new RangeError(`${name}: the value must be positive, got sign ${value.sign}`);
      return value.ln;
    },
  };
}

/** The display form of a formula: `left = right`. */
export function equation(left: string, right: Formula): string {
  return `${left} = ${right.tex}`;
}

function variablesOf(node: MathNode): string[] {
  const names = new Set<string>();
  node.traverse((child, path) => {
    const view = child as unknown as NodeView;
    if (view.type === "SymbolNode" && path !== "fn") names.add(view.name!);
  });
  return [...names].sort();
}

/** The value of a node as sign and logarithm. */
function logValue(node: MathNode, scope: Readonly<Record<string, FormulaValue>>): LogNumber {
  const view = node as unknown as NodeView;
  switch (view.type) {
    case "ParenthesisNode":
      return logValue(view.content!, scope);
    case "ConstantNode":
      return log.fromNumber(Number(view.value));
    case "SymbolNode":
      return variable(scope[view.name!]!);
    case "FunctionNode":
      return logCall(
        calledName(view),
        view.args!.map((a) => logValue(a, scope)),
      );
    default:
      return logOperation(
        view.op!,
        view.args!.map((a) => logValue(a, scope)),
      );
  }
}

function variable(value: FormulaValue): LogNumber {
  return typeof value === "number" ? log.fromNumber(value) : log.fromLn(value.ln);
}

function logCall(name: string, args: LogNumber[]): LogNumber {
  const [x, y] = args as [LogNumber, LogNumber | undefined];
  switch (name) {
    case "exp":
      return log.exponential(x);
    case "ln":
      return log.logarithm(x);
    case "sqrt":
      return log.power(x, log.fromNumber(0.5));
    case "abs":
      return x.sign === -1 ? log.negate(x) : x;
    case "max":
      return log.subtract(x, y!).sign >= 0 ? x : y!;
    case "min":
      return log.subtract(x, y!).sign <= 0 ? x : y!;
    default:
      return log.fromNumber(SPECIAL[name]!(log.toNumber(x)));
  }
}

function logOperation(op: string, args: LogNumber[]): LogNumber {
  const [x, y] = args as [LogNumber, LogNumber];
  if (args.length === 1) return log.negate(x);
  switch (op) {
    case "+":
      return log.add(x, y);
    case "-":
      return log.subtract(x, y);
    case "*":
      return log.multiply(x, y);
    case "/":
      return log.divide(x, y);
    default:
      return log.power(x, y);
  }
}
