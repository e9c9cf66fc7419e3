"use strict";
/** Where cells find packages: from the working directory upwards, as in any Node program, or else where the launcher does. */
const fs = require("fs");
const Module = require("module");
const path = require("path");
const ts = require("typescript");
const { normalizeJoin } = require("tslab/dist/tspath");

/** What every project has: by it the folder of its packages is known. */
const KIT = "ncsparse-kit";
/** The packages that this launcher was installed with, in a checkout or in another project, and the folder of those. */
const PROJECT_MODULES = modulesAbove(__filename);
const PROJECT_ROOT = path.dirname(PROJECT_MODULES);

/**
 * Makes the project's packages importable from `cwd`, if its own folders do not lead to them.
 * @param {string} cwd
 */
function offerProjectModules(cwd) {
  if (leadsToModules(cwd)) return;
  process.env.NODE_PATH = [PROJECT_MODULES, process.env.NODE_PATH].filter(Boolean).join(path.delimiter);
  // Node reads NODE_PATH once, at start; this is how to have it read again.
  /** @type {any} */ (Module)._initPaths();
}

/**
 * Prepares what TypeScript reads of the disk, for cells in `cwd`: the packages of `offerProjectModules`, of `@types` Node's
 * alone, and documentation only where somebody may ask for it. Call it once, before a converter is created: TypeScript
 * remembers what it has resolved.
 * @param {string} cwd
 * @param {{ docs: boolean }} options
 */
function prepareTypes(cwd, { docs }) {
  includeOnlyNodeTypes();
  if (!docs) leaveOutDocs();
  if (!leadsToModules(cwd)) forwardTypes(normalizeJoin(cwd, "node_modules"));
}

/** Answers of `leadsToModules`: what `offerProjectModules` adds later must not change them.
 * @type {Map<string, boolean>} */
const leads = new Map();

/**
 * Whether the folder's own packages, or those above it, hold the library.
 * @param {string} cwd
 */
function leadsToModules(cwd) {
  if (!leads.has(cwd)) leads.set(cwd, findModules(path.join(cwd, "cell.js")) !== undefined);
  return leads.get(cwd);
}

/**
 * The nearest folder of packages above a file that holds the kit.
 * @param {string} file
 * @returns {string | undefined}
 */
function findModules(file) {
  const folders = Module.createRequire(file).resolve.paths(KIT) ?? [];
  return folders.find((folder) => fs.existsSync(path.join(folder, KIT)));
}

/** @param {string} file */
function modulesAbove(file) {
  const folder = findModules(file);
  if (folder === undefined) throw new Error(`launcher: ${KIT} must be installed above ${file}`);
  return folder;
}

/**
 * Lets TypeScript see the project's packages below `localModules`, where the converter looks for them, beside those that lie
 * there; the compiler knows no NODE_PATH. As at run time, a package that lies there comes first.
 * @param {string} localModules
 */
function forwardTypes(localModules) {
  /** @type {Map<string, boolean>} */
  const own = new Map();
  /** @param {string} name of a package, or of a scope */
  const isOwn = (name) => {
    if (!own.has(name)) own.set(name, fs.existsSync(path.join(localModules, name)));
    return own.get(name);
  };
  /** @param {string} file */
  const isBelow = (file) => file === localModules || file.startsWith(`${localModules}/`);
  /** @param {string} file */
  const forward = (file) => {
    if (!isBelow(file)) return file;
    const [name] = /** @type {[string]} */ (/^(?:@[^/]+\/)?[^/]*/.exec(file.slice(localModules.length + 1)));
    return name !== "" && isOwn(name) ? file : PROJECT_MODULES + file.slice(localModules.length);
  };
  /** A folder of packages or of a scope has those of both. @param {string} folder */
  const bothOf = (folder) =>
    isBelow(folder) ? [folder, PROJECT_MODULES + folder.slice(localModules.length)] : [folder];
  const { fileExists, directoryExists, readFile, realpath, getDirectories } = ts.sys;
  Object.assign(ts.sys, {
    fileExists: (/** @type {string} */ file) => fileExists(forward(file)),
    directoryExists: (/** @type {string} */ folder) => bothOf(folder).some(directoryExists),
    readFile: (/** @type {string} */ file, /** @type {string | undefined} */ encoding) =>
      readFile(forward(file), encoding),
    realpath: (/** @type {string} */ file) => realpath?.(forward(file)) ?? file,
    getDirectories: (/** @type {string} */ folder) => [...new Set(bothOf(folder).flatMap(getDirectories))],
  });
}

/**
 * Leaves only Node's types in the cells' world unasked. TypeScript takes in whatever stands in `@types` besides, for which
 * every kernel's start would read half as much again; what a cell imports brings its types all the same.
 */
function includeOnlyNodeTypes() {
  const { getDirectories } = ts.sys;
  ts.sys.getDirectories = (folder) =>
    getDirectories(folder).filter((name) => !folder.endsWith("/node_modules/@types") || path.basename(name) === "node");
}

/** A comment that documents a declaration: it begins its line. */
const DOC_COMMENT = /^[ \t]*\/\*\*(?!\/)[^]*?\*\//gm;

/**
 * Leaves the documentation out of packages' types, lines stay lines. Only who asks for it (Shift-Tab in JupyterLab) sees it,
 * and TypeScript spends a quarter of a kernel's start on reading it.
 */
function leaveOutDocs() {
  const { readFile } = ts.sys;
  ts.sys.readFile = (file, encoding) => {
    const text = readFile(file, encoding);
    if (!file.endsWith(".d.ts") || !file.includes("/node_modules/")) return text;
    return text?.replace(DOC_COMMENT, (comment) => comment.replace(/[^\n]+/g, ""));
  };
}

module.exports = { PROJECT_ROOT, offerProjectModules, prepareTypes };
