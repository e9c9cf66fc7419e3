"use strict";
/**
 * Rewrites a cell's source where tslab would convert it wrongly. Meaning is kept, lines stay lines, and positions can
 * be led back to the original. What goes wrong, and what is put in:
 *
 * 1. tslab replaces a name `x` of an earlier cell by `exports.x`, but not in the shorthand `{ x }`, which then is a
 *    ReferenceError at run time: `{ "x": x }`.
 * 2. It also replaces the name of a property that an earlier cell's type declares, so that `const { a: b } = earlier`
 *    becomes a syntax error: `{ "a": b }`. String literals it leaves alone.
 * 3. Unless a plain `await x` is in the cell, it reads `await (x)` and `await [x]` as uses of a variable `await`, and
 *    refuses `for await`: `await 0;` in front.
 * 4. Quarto's options of a cell begin with `#|` in most languages: they become comments of TypeScript.
 */
const ts = require("typescript");

/**
 * @typedef {object} Insertion
 * @property {number} at offset in the original source
 * @property {string} text without line breaks
 */
/**
 * @typedef {object} Rewritten
 * @property {string} code
 * @property {(offset: number) => { line: number, column: number }} originalPosition position in the original source
 *   (both from 0) of an offset into `code`
 */

const AWAIT_FIRST = "await 0;";

/**
 * @param {string} cell its source
 * @param {boolean} [isJS] whether it is JavaScript, in which `f<a>(b)` compares
 * @returns {Rewritten}
 */
function rewriteCell(cell, isJS = false) {
  const source = withOptionsAsComments(cell);
  const file = ts.createSourceFile(
    isJS ? "cell.js" : "cell.ts",
    source,
    ts.ScriptTarget.Latest,
    /* setParentNodes */ true,
  );
  const insertions = [...quotedNames(file)].sort((a, b) => a.at - b.at);
  if (needsAwait(file)) insertions.unshift({ at: 0, text: AWAIT_FIRST });
  return {
    code: inserted(source, insertions),
    originalPosition(offset) {
      const { line, character } = file.getLineAndCharacterOfPosition(originalOffset(offset, insertions, source.length));
      return { line, column: character };
    },
  };
}

/**
 * Of the same number of lines; only lines that hold no code change.
 * @param {string} source
 * @returns {string}
 */
function withOptionsAsComments(source) {
  return source.replace(/^(?:\s*\n|(?:\/\/|#)\|.*(?:\n|$))+/, (head) => head.replace(/^#\|/gm, "//|"));
}

/**
 * The insertions for 1 and 2.
 * @param {ts.Node} node
 * @returns {Generator<Insertion>}
 */
function* quotedNames(node) {
  if (ts.isShorthandPropertyAssignment(node)) yield* expanded(node.name);
  else if (ts.isBindingElement(node)) yield* quotedPattern(node);
  /** @type {ts.Node[]} */
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* quotedNames(child);
}

/**
 * `{ x }` -> `{ "x": x }`. `{ __proto__ }` makes a property and `{ "__proto__": .. }` would set the prototype.
 * @param {ts.Identifier} name
 * @returns {Generator<Insertion>}
 */
function* expanded(name) {
  if (name.text !== "__proto__") yield { at: name.getStart(), text: `"${name.text}": ` };
}

/**
 * `{ a: b } = ..` -> `{ "a": b } = ..`; `{ a } = ..` declares `a` and needs nothing.
 * @param {ts.BindingElement} element
 * @returns {Generator<Insertion>}
 */
function* quotedPattern({ propertyName }) {
  if (!propertyName || !ts.isIdentifier(propertyName)) return;
  yield { at: propertyName.getStart(), text: '"' };
  yield { at: propertyName.getEnd(), text: '"' };
}

/**
 * Whether code outside functions awaits in a form that tslab misreads; the parser sees `await` as a name there.
 * @param {ts.Node} node
 * @returns {boolean}
 */
function needsAwait(node) {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  if (ts.isForOfStatement(node) && node.awaitModifier) return true;
  if (ts.isIdentifier(node) && node.text === "await" && !isPropertyName(node)) return true;
  return ts.forEachChild(node, (child) => needsAwait(child) || undefined) ?? false;
}

/** @param {ts.Identifier} node */
function isPropertyName(node) {
  const parent = node.parent;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
}

/**
 * @param {string} source
 * @param {Insertion[]} insertions in order of place
 */
function inserted(source, insertions) {
  let code = "";
  let from = 0;
  for (const { at, text } of insertions) {
    code += source.slice(from, at) + text;
    from = at;
  }
  return code + source.slice(from);
}

/**
 * @param {number} offset into the rewritten code
 * @param {Insertion[]} insertions
 * @param {number} length of the original source, the largest offset returned
 */
function originalOffset(offset, insertions, length) {
  let added = 0;
  for (const { at, text } of insertions) {
    if (at + added >= offset) break;
    added += Math.min(text.length, offset - at - added);
  }
  return Math.min(offset - added, length);
}

module.exports = { inserted, rewriteCell };
