"use strict";
/**
 * Changes what tslab converted a cell to, so that an interrupt stops it (see `interrupts.cjs`): the cell begins in a turn
 * of its own, and goes through its `Interruptible` at each `await` of its top level. Lines stay lines.
 */
const ts = require("typescript");
const { inserted } = require("./rewrite.cjs");
const { CELL_NAME } = require("./interrupts.cjs");

/** The cell keeps its own `Interruptible`: it may come back from an await when it is no longer the running cell. */
const BEGIN = `const ${CELL_NAME} = globalThis.${CELL_NAME}; await ${CELL_NAME}.begin(); `;

/**
 * @param {string} source JavaScript, the body of an async function
 * @returns {{ code: string, own: string[] }} `own`: variables that the cell declares and sets to undefined at its begin
 */
function interruptible(source) {
  const file = ts.createSourceFile("cell.js", source, ts.ScriptTarget.Latest, /* setParentNodes */ true);
  const insertions = [...awaits(file)].sort((a, b) => a.at - b.at);
  return { code: BEGIN + inserted(source, insertions), own: file.statements.flatMap(unsetBy) };
}

/**
 * `await x` -> `await (cell.passing(x))`, and the same of `for await`, outside functions.
 * @param {ts.Node} node
 * @returns {Generator<import("./rewrite.cjs").Insertion>}
 */
function* awaits(node) {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  if (ts.isAwaitExpression(node)) yield* through("passing", node.expression);
  if (ts.isForOfStatement(node) && node.awaitModifier) yield* through("passingEach", node.expression);
  /** @type {ts.Node[]} */
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* awaits(child);
}

/**
 * @param {"passing" | "passingEach"} method
 * @param {ts.Expression} expression
 * @returns {Generator<import("./rewrite.cjs").Insertion>}
 */
function* through(method, expression) {
  yield { at: expression.getStart(), text: ` ${CELL_NAME}.${method}(` };
  yield { at: expression.getEnd(), text: ")" };
}

/**
 * The names in `exports.a = exports.b = void 0;`.
 * @param {ts.Statement} statement
 * @returns {string[]}
 */
function unsetBy(statement) {
  const names = [];
  let value = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  while (value && ts.isBinaryExpression(value) && value.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = value;
    if (!ts.isPropertyAccessExpression(left) || left.expression.getText() !== "exports") return [];
    names.push(left.name.text);
    value = value.right;
  }
  return value && ts.isVoidExpression(value) ? names : [];
}

module.exports = { interruptible };
