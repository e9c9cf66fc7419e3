import type { MathNode } from "mathjs";

/** Binding strength of the node's outermost operation; atoms bind strongest. */
const PRECEDENCE: Record<string, number> = { "+": 1, "-": 1, "*": 2, "/": 2.5, "^": 3, u: 2 };
const ATOM = 4;

/** TeX of functions whose argument stands in an own brace. */
const BRACED: Record<string, (argument: string) => string> = {
  sqrt: (a) => `\\sqrt{${a}}`,
  abs: (a) => `\\left|${a}\\right|`,
};

/** TeX of functions written before their argument. */
const PREFIX: Record<string, string> = {
  exp: "\\exp",
  ln: "\\ln",
  max: "\\max",
  min: "\\min",
  Phi: "\\Phi",
  PhiTail: "\\bar\\Phi",
  PhiInverse: "\\Phi^{-1}",
};

/**
 * TeX of a parsed mathjs expression, set as a mathematician would: fractions, roots, thin spaces for products.
 *
 * @param node a parsed expression of + - * / ^, numbers, names and the functions of `formula`
 * @param symbols TeX of each name; a name without one is set as itself
 * @throws Error for a kind of node that formulas do not use
 */
export function toTex(node: MathNode, symbols: Readonly<Record<string, string>>): string {
  return render(node, symbols).tex;
}

interface Piece {
  tex: string;
  precedence: number;
}

function render(node: MathNode, symbols: Readonly<Record<string, string>>): Piece {
  const inner = node as unknown as NodeView;
  switch (node.type) {
    case "ParenthesisNode":
      return render(inner.content!, symbols);
    case "ConstantNode":
      return { tex: String(inner.value), precedence: ATOM };
    case "SymbolNode":
      return { tex: symbols[inner.name!] ?? inner.name!, precedence: ATOM };
    case "FunctionNode":
      return call(inner, symbols);
    case "OperatorNode":
      return operation(inner, symbols);
    default:
      throw new Error(`toTex: a formula must consist of numbers, names, operators and calls, got ${node.type}`);
  }
}

/** The fields of mathjs nodes that are read here (its own types split them over classes). */
export interface NodeView {
  type: string;
  op?: string;
  name?: string;
  value?: unknown;
  args?: MathNode[];
  content?: MathNode;
  fn?: unknown;
}

/** The name of the function that a FunctionNode calls. */
export function calledName(node: NodeView): string {
  return (node.fn as { name: string }).name;
}

function call(node: NodeView, symbols: Readonly<Record<string, string>>): Piece {
  const name = calledName(node);
  const rendered = node.args!.map((a) => render(a, symbols).tex).join(",\\,");
  const braced = BRACED[name];
  if (braced) return { tex: braced(rendered), precedence: ATOM };
  const prefix = PREFIX[name];
  if (!prefix) throw new Error(`toTex: the function must be one that formulas know, got ${name}`);
  return { tex: `${prefix}\\!\\left(${rendered}\\right)`, precedence: ATOM };
}

function operation(node: NodeView, symbols: Readonly<Record<string, string>>): Piece {
  const args = node.args!.map((a) => render(a, symbols));
  if (args.length === 1) return { tex: `-${wrap(args[0]!, 3)}`, precedence: PRECEDENCE.u! };
  const [left, right] = args as [Piece, Piece];
  switch (node.op) {
    case "/":
      return { tex: `\\frac{${left.tex}}{${right.tex}}`, precedence: PRECEDENCE["/"]! };
    case "^":
      return { tex: `${wrap(left, 4)}^{${right.tex}}`, precedence: PRECEDENCE["^"]! };
    case "*":
      return { tex: juxtapose(wrap(left, 2), wrap(right, 2)), precedence: 2 };
    case "+":
      return { tex: `${left.tex} + ${right.tex}`, precedence: 1 };
    case "-":
      return { tex: `${left.tex} - ${wrap(right, 2)}`, precedence: 1 };
    default:
      throw new Error(`toTex: the operator must be one of + - * / ^, got ${node.op ?? "none"}`);
  }
}

/** Two numbers side by side would read as one: they get a dot. */
function juxtapose(left: string, right: string): string {
  return /^[0-9]/.test(right) ? `${left} \\cdot ${right}` : `${left}\\,${right}`;
}

function wrap(piece: Piece, needed: number): string {
  return piece.precedence < needed ? `\\left(${piece.tex}\\right)` : piece.tex;
}
