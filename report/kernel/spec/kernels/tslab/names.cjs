"use strict";
/**
 * Which names later cells see. tslab takes up a cell's declarations only when the cell has come to its end, and sets the
 * variables that it declares to undefined when it begins. So a cell that was stopped lost what it had computed, and
 * earlier values of the same names with it. Here such a cell leaves the names that it had set; the others are as they were.
 */
const ts = require("typescript");
// Not taken apart: `lazy.cjs` loads it when it is used.
const tslab = require("tslab/dist/converter");

/**
 * @typedef {object} Declared
 * @property {string} declarations those of all cells up to this one, as the text of a .d.ts file
 * @property {string[]} own the cell's own variables, undefined until it sets them
 */

class Names {
  /** Declarations of all cells so far, as the text of a .d.ts file. */
  declarations = "";
  /** The running cell's, once it has been converted.
   * @type {Declared | undefined} */
  declared = undefined;
  /** tslab's variables, by which the code of cells reads and sets names, and what they were when the cell began.
   * @type {Record<string, any>} */
  values = {};
  /** @type {Record<string, any>} */
  before = {};

  /**
   * Before a cell is converted.
   * @param {Record<string, any>} values
   */
  begin(values) {
    this.declared = undefined;
    this.values = values;
    this.before = { ...values };
  }

  /** After a cell that came to its end. */
  keepAll() {
    if (this.declared !== undefined) this.declarations = this.declared.declarations;
  }

  /** After a cell that stopped on its way. */
  keepSet() {
    if (this.declared === undefined) return;
    const { declarations, own } = this.declared;
    const unset = new Set(own.filter((name) => this.values[name] === undefined));
    for (const name of unset) if (name in this.before) this.values[name] = this.before[name];
    const isUnset = (/** @type {string} */ name) => unset.has(name);
    this.declarations =
      select(declarations, (name) => !isUnset(name), { types: true }) +
      select(this.declarations, isUnset, { types: false });
  }
}

/**
 * Some of a file's declarations.
 * @param {string} text of a .d.ts file as tslab writes it: variables with plain names, no overloads apart
 * @param {(name: string) => boolean} keeps
 * @param {{ types: boolean }} options whether to keep what declares types alone, or something without a name
 */
function select(text, keeps, { types }) {
  const file = ts.createSourceFile("names.d.ts", text, ts.ScriptTarget.Latest);
  const statements = file.statements.filter((statement) => {
    const names = valuesIn(statement);
    return names.length === 0 ? types : names.some(keeps);
  });
  for (const statement of statements) reduce(statement, keeps);
  const kept = ts.factory.updateSourceFile(file, statements);
  return ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(kept);
}

/**
 * @param {ts.Statement} statement
 * @returns {string[]} the names of values, or of what may be one, that a statement declares
 */
function valuesIn(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(nameOf);
  if (ts.isImportDeclaration(statement)) return importedNames(statement);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [nameOf(statement)];
  if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) return [nameOf(statement)];
  return [];
}

/** @param {ts.ImportDeclaration} statement */
function importedNames({ importClause: clause }) {
  /** @type {readonly { name?: ts.Identifier }[]} */
  const bound = !clause?.namedBindings
    ? []
    : ts.isNamespaceImport(clause.namedBindings)
      ? [clause.namedBindings]
      : clause.namedBindings.elements;
  return [...(clause?.name ? [clause] : []), ...bound].map(nameOf);
}

/**
 * Takes out of a statement that declares several names those that are not kept.
 * @param {ts.Statement} statement
 * @param {(name: string) => boolean} keeps
 */
function reduce(statement, keeps) {
  if (ts.isVariableStatement(statement)) {
    const list = /** @type {{ declarations: ts.NodeArray<ts.VariableDeclaration> }} */ (statement.declarationList);
    list.declarations = ts.factory.createNodeArray(list.declarations.filter((one) => keeps(nameOf(one))));
  } else if (ts.isImportDeclaration(statement) && statement.importClause) {
    const kept = new Set(importedNames(statement).filter(keeps).map(ts.escapeLeadingUnderscores));
    // Typed with the TypeScript that tslab was made for.
    tslab.keepNamesInImport(/** @type {any} */ (statement), /** @type {any} */ (kept));
  }
}

/** @param {{ name?: ts.Node }} declaration */
function nameOf({ name }) {
  return name !== undefined && ts.isIdentifier(name) ? name.text : "";
}

module.exports = { Names };
