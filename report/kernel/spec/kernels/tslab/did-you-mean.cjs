"use strict";
/** Type errors about a text that is none of those allowed, such as an id: TypeScript names the nearest in assignments alone. */
const { distance } = require("fastest-levenshtein");
const ts = require("typescript");

/** "Argument of type .. is not assignable to parameter of type .." */
const WRONG_ARGUMENT = 2345;

/**
 * @template {ts.Diagnostic} T
 * @param {ts.TypeChecker} checker
 * @param {T} diagnostic
 * @returns {T}
 */
function withNearest(checker, diagnostic) {
  const { code, file, start = 0, messageText } = diagnostic;
  if (code !== WRONG_ARGUMENT || file === undefined) return diagnostic;
  /** @type {ts.Node} */
  const node = /** @type {any} */ (ts).getTouchingPropertyName(file, start);
  if (!ts.isStringLiteralLike(node) || !ts.isExpression(node)) return diagnostic;
  const nearest = nearestOf(node.text, textsOf(checker.getContextualType(node)));
  if (nearest === undefined) return diagnostic;
  const words = ts.flattenDiagnosticMessageText(messageText, "\n");
  return { ...diagnostic, messageText: `${words} The nearest is ${JSON.stringify(nearest)}.` };
}

/**
 * The texts of a type such as `Claim | "a" | "b"`.
 * @param {ts.Type} [type]
 * @returns {string[]}
 */
function textsOf(type) {
  return (type?.isUnion() ? type.types : []).flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
}

/**
 * @param {string} text
 * @param {string[]} texts
 */
function nearestOf(text, texts) {
  const far = texts.map((one) => distance(text.toLowerCase(), one.toLowerCase()));
  return texts[far.indexOf(Math.min(...far))];
}

module.exports = { withNearest };
