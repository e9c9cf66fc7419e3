"use strict";
/**
 * `import()` in cells. tslab makes a `require` of it, which packages refuse that are ES modules with a top-level await, or that
 * export nothing to `require`. Here it is asked first all the same, so that a package is one whichever way it comes, and what
 * it refuses is imported.
 */
const Module = require("module");
const path = require("path");
const url = require("url");
const util = require("util");

/** The name under which converted code finds `importModule`. */
const IMPORT_NAME = "__ncsparse_import__";
/** tslab's cells are not strict, and the option by which it says so is gone from TypeScript. */
const STRICT = /^"use strict";\n/;
/** What `require` says of modules that only `import()` loads. */
const ESM_ONLY = new Set(["ERR_REQUIRE_ASYNC_MODULE", "ERR_REQUIRE_ESM", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);

/**
 * TypeScript's `transpileModule`, by which tslab makes CommonJS of cells, with `import(x)` as `importModule(require, x)`.
 * @param {typeof import("typescript")} ts
 * @returns {typeof import("typescript").transpileModule}
 */
function keepImports(ts) {
  /** @type {import("typescript").TransformerFactory<import("typescript").SourceFile>} */
  const transformer = (context) => {
    /** @type {import("typescript").Visitor} */
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword) return visited;
      const { factory } = context;
      const given = [factory.createIdentifier("require"), ...visited.arguments];
      return factory.createCallExpression(factory.createIdentifier(IMPORT_NAME), undefined, given);
    };
    return (file) => /** @type {typeof file} */ (ts.visitNode(file, visit));
  };
  return (input, options) => {
    const made = ts.transpileModule(input, { ...options, transformers: { before: [transformer] } });
    return { ...made, outputText: made.outputText.replace(STRICT, "") };
  };
}

/**
 * Lets converted code import.
 * @param {readonly string[]} folders where packages are looked for, the first that has one
 */
function offerImports(folders) {
  const importers = folders.map(importerIn);
  /**
   * @param {NodeRequire} require the importing module's
   * @param {unknown} specifier
   * @returns {Promise<unknown>}
   */
  const importModule = async (require, specifier) => {
    const name = String(specifier);
    try {
      return namespaceOf(require(name));
    } catch (error) {
      if (!ESM_ONLY.has(/** @type {any} */ (error)?.code)) throw error;
    }
    if (/^\.{0,2}[/\\]/.test(name)) return importers[0]?.(url.pathToFileURL(require.resolve(name)).href);
    return importFirst(importers, name);
  };
  Object.defineProperty(globalThis, IMPORT_NAME, { value: importModule });
}

/**
 * @param {readonly ((specifier: string) => Promise<unknown>)[]} importers
 * @param {string} name of a package
 */
async function importFirst([first, ...others], name) {
  try {
    return await first?.(name);
  } catch (error) {
    if (others.length === 0 || /** @type {any} */ (error)?.code !== "ERR_MODULE_NOT_FOUND") throw error;
    return importFirst(others, name);
  }
}

/**
 * @param {string} folder
 * @returns {(specifier: string) => Promise<unknown>} Node's own `import()`, as of a module in the folder
 */
function importerIn(folder) {
  const file = path.join(folder, "cell.cjs");
  const module = new Module(file);
  /** @type {any} */ (module)._compile("module.exports = (specifier) => import(specifier);", file);
  return module.exports;
}

/**
 * What `import()` gives of a module that was required: a CommonJS module's exports are its default, too.
 * @param {any} exported
 */
function namespaceOf(exported) {
  if (util.types.isModuleNamespaceObject(exported) || exported?.__esModule) return exported;
  const isObject = (typeof exported === "object" && exported !== null) || typeof exported === "function";
  return { ...(isObject ? exported : {}), default: exported };
}

module.exports = { keepImports, offerImports };
