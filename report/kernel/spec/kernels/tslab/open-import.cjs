"use strict";
/** Completion in `import { ` before it is said of which module: the names of the project's, each with the rest of the line. */

/** Offered beside the modules that cells have imported. What is not installed offers nothing. */
const MODULES = ["ncsparse", "ncsparse-kit"];
/** An import's names up to the cursor, and the one that is being typed. */
const OPEN = /(?:^|[\n;])[^\S\n]*import\s+(?:type\s+)?\{(?:[^}"'`;]*[\s,{])?([\w$]*)$/;
/** What may stand between the cursor and the line's end. */
const NOTHING_ELSE = /^[^\S\n]*\}?[^\S\n]*(?=\n|$)/;

/**
 * @typedef {object} OpenImport
 * @property {number} start where the name begins that is being typed
 * @property {number} end where what a completion replaces ends
 * @property {string[]} modules that it may be of
 */

/**
 * @param {string} source a cell
 * @param {number} position
 * @param {string} declarations of earlier cells
 * @returns {OpenImport | undefined} undefined where the cursor is in no such import
 */
function openImport(source, position, declarations) {
  const open = OPEN.exec(source.slice(0, position));
  const nothing = NOTHING_ELSE.exec(source.slice(position));
  if (open === null || nothing === null) return undefined;
  const imported = [...declarations.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name = ""]) => name);
  const start = position - (open[1] ?? "").length;
  return { start, end: position + nothing[0].length, modules: [...new Set([...MODULES, ...imported])] };
}

/** A cell that imports something of a module, and the place where its name would stand.
 * @param {string} module
 */
function importOf(module) {
  return { source: `import {  } from ${JSON.stringify(module)};`, position: "import { ".length };
}

/** @param {string} module */
function restOf(module) {
  return ` } from ${JSON.stringify(module)};`;
}

module.exports = { importOf, openImport, restOf };
