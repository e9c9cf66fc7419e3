"use strict";
/**
 * tslab's converter on a TypeScript that does two things otherwise. Cells and files that they import may import from folders
 * beside and above the notebook, also by the `paths` of the project's tsconfig (`project-files.cjs`); tslab would refuse them as
 * "not under rootDir". And `import()` stays one (`dynamic-import.cjs`), where tslab would make a `require` of it.
 */
const { withProjectFiles } = require("./project-files.cjs");
const { keepImports } = require("./dynamic-import.cjs");

/**
 * Loads tslab's converter, so that whoever requires it later gets this one. Call it before any other module requires it.
 * @returns {typeof import("tslab/dist/converter")}
 */
function loadConverter() {
  const file = require.resolve("@tslab/typescript-for-tslab");
  // `lazy.cjs` may have put something in its place that is replaced at the first use.
  void require(file).version;
  const real = require(file);
  const cached = /** @type {NodeJS.Module} */ (require.cache[file]);
  require.cache[file] = /** @type {NodeJS.Module} */ ({ ...cached, exports: adapted(real) });
  try {
    return require("tslab/dist/converter");
  } finally {
    require.cache[file] = cached;
  }
}

/**
 * @param {typeof import("@tslab/typescript-for-tslab")} ts whose own properties cannot be replaced
 * @returns {object} a copy, which tslab copies in turn
 */
function adapted(ts) {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(ts));
  /** @type {PropertyDescriptorMap} */
  const properties = Object.fromEntries(
    Object.keys(copy).map((name) => [
      name,
      { enumerable: true, configurable: true, get: () => /** @type {any} */ (ts)[name] },
    ]),
  );
  return Object.defineProperties(
    {},
    {
      ...properties,
      transpileModule: { enumerable: true, value: keepImports(ts) },
      createWatchCompilerHost: { enumerable: true, value: withProjectFiles(ts) },
    },
  );
}

module.exports = { loadConverter };
