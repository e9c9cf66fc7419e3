"use strict";
/** What TypeScript tells of a place in a cell: of a name what it is, within the brackets of a call how it is called. */
const ts = require("typescript");

/** What the package exports and its types leave out.
 * @type {any} */
const internal = ts;

/** Somebody asks, and it need not be at a bracket or a comma. */
const INVOKED = { kind: "invoked" };

/**
 * @param {ts.SourceFile} file
 * @param {ts.TypeChecker} checker
 * @param {ts.CancellationToken} cancellation
 * @param {number} position offset in UTF-16 units
 * @returns {ts.QuickInfo | undefined} undefined where neither a name nor a call is
 */
function getQuickInfoAtPosition(file, checker, cancellation, position) {
  return ofName(file, checker, position) ?? ofCall(file, checker, cancellation, position);
}

/**
 * @param {ts.SourceFile} file
 * @param {ts.TypeChecker} checker
 * @param {number} position
 * @returns {ts.QuickInfo | undefined}
 */
function ofName(file, checker, position) {
  /** @type {ts.Node} */
  const node = internal.getTouchingPropertyName(file, position);
  const symbol = ts.isIdentifier(node) || ts.isPrivateIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
  if (symbol === undefined || checker.isUnknownSymbol(symbol)) return undefined;
  const { SymbolDisplay, createTextSpanFromNode, getContainerNode } = internal;
  const { symbolKind, displayParts, documentation, tags } =
    SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind(checker, symbol, file, getContainerNode(node), node);
  const kindModifiers = SymbolDisplay.getSymbolModifiers(checker, symbol);
  const textSpan = createTextSpanFromNode(node, file);
  return { kind: symbolKind, kindModifiers, textSpan, displayParts, documentation, tags };
}

/**
 * @param {ts.SourceFile} file
 * @param {ts.TypeChecker} checker
 * @param {ts.CancellationToken} cancellation
 * @param {number} position
 * @returns {ts.QuickInfo | undefined}
 */
function ofCall(file, checker, cancellation, position) {
  const program = { getTypeChecker: () => checker, getSourceFiles: () => [file] };
  /** @type {ts.SignatureHelpItems | undefined} */
  const help = internal.SignatureHelp.getSignatureHelpItems(program, file, position, INVOKED, cancellation);
  const signature = help?.items[help.selectedItemIndex];
  if (help === undefined || signature === undefined) return undefined;
  const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts, parameters, documentation, tags } = signature;
  const between = parameters.flatMap(({ displayParts }, index) =>
    index === 0 ? displayParts : [...separatorDisplayParts, ...displayParts],
  );
  return {
    kind: ts.ScriptElementKind.functionElement,
    kindModifiers: "",
    textSpan: { ...help.applicableSpan },
    displayParts: [...prefixDisplayParts, ...between, ...suffixDisplayParts],
    documentation,
    tags,
  };
}

module.exports = { getQuickInfoAtPosition };
