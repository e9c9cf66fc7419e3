"use strict";
/**
 * tslab's converter on the TypeScript of cells (`fork.cjs`), which does two things otherwise. Cells and files that they
 * import may import from folders beside and above the notebook, also by the `paths` of the project's tsconfig
 * (`project-files.cjs`); tslab would refuse them as "not under rootDir". And `import()` stays one (`dynamic-import.cjs`), where
 * tslab would make a `require` of it.
 */
const { keepImports } = require("./dynamic-import.cjs");
const { withProjectFiles } = require("./project-files.cjs");
const { withOthers } = require("./with-others.cjs");

/** The TypeScript that tslab requires. */
const FORK = require.resolve("@tslab/typescript-for-tslab");

/**
 * Loads tslab's converter, so that whoever requires it later gets this one. Call it before any other module requires it.
 * @returns {typeof import("tslab/dist/converter")}
 */
function loadConverter() {
  loadTypeScript();
  return require("tslab/dist/converter");
}

/**
 * Puts the TypeScript of cells in the place of tslab's own.
 * @returns {object}
 */
function loadTypeScript() {
  const ts = require("typescript");
  const { fork } = require("./fork.cjs");
  const others = { transpileModule: keepImports(ts), createWatchCompilerHost: withProjectFiles(ts) };
  const exports = withOthers(fork, others);
  require.cache[FORK] = /** @type {NodeJS.Module} */ ({ id: FORK, filename: FORK, loaded: true, exports });
  return exports;
}

module.exports = { loadConverter, loadTypeScript };
