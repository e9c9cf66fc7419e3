"use strict";
/** Where cells find packages: from the working directory upwards, as in any Node program, or else in this project. */
const fs = require("fs");
const Module = require("module");
const path = require("path");
const ts = require("@tslab/typescript-for-tslab");
const { normalizeJoin } = require("tslab/dist/tspath");

/** The project that this launcher belongs to: report/kernel/spec/kernels/tslab is five folders below it. */
const PROJECT_ROOT = path.resolve(__dirname, "../../../../..");
const PROJECT_MODULES = path.join(PROJECT_ROOT, "node_modules");
const LIBRARY = "ncsparse";

/**
 * Makes the project's packages importable from `cwd`, if its own folders do not lead to them. Call it before the
 * converter is created, because TypeScript caches what it has resolved.
 * @param {string} cwd
 */
function offerProjectModules(cwd) {
  if (findsLibrary(cwd)) return;
  process.env.NODE_PATH = [PROJECT_MODULES, process.env.NODE_PATH].filter(Boolean).join(path.delimiter);
  // Node reads NODE_PATH once, at start; this is how to have it read again.
  /** @type {any} */ (Module)._initPaths();
  forwardTypes(normalizeJoin(cwd, "node_modules"));
}

/** @param {string} cwd */
function findsLibrary(cwd) {
  const folders = Module.createRequire(path.join(cwd, "cell.js")).resolve.paths(LIBRARY) ?? [];
  return folders.some((folder) => fs.existsSync(path.join(folder, LIBRARY)));
}

/**
 * Lets TypeScript see the project's packages below `localModules`, where the converter looks for them; the compiler
 * knows no NODE_PATH.
 * @param {string} localModules
 */
function forwardTypes(localModules) {
  /** @param {string} file */
  const forward = (file) =>
    file === localModules || file.startsWith(`${localModules}/`)
      ? PROJECT_MODULES + file.slice(localModules.length)
      : file;
  const { fileExists, directoryExists, readFile, realpath, getDirectories } = ts.sys;
  Object.assign(ts.sys, {
    fileExists: (/** @type {string} */ file) => fileExists(forward(file)),
    directoryExists: (/** @type {string} */ folder) => directoryExists(forward(folder)),
    readFile: (/** @type {string} */ file, /** @type {string | undefined} */ encoding) =>
      readFile(forward(file), encoding),
    realpath: (/** @type {string} */ file) => realpath?.(forward(file)) ?? file,
    getDirectories: (/** @type {string} */ folder) => getDirectories(forward(folder)),
  });
}

module.exports = { PROJECT_ROOT, offerProjectModules };
