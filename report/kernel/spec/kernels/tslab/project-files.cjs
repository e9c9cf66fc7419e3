"use strict";
/**
 * Files of the project that cells import from anywhere: beside the notebook, above it, or by the `paths` of the nearest
 * tsconfig. tslab takes in what lies in the notebook's folder alone. Here TypeScript may take in every file, tslab is handed
 * those of its folder under the names that it expects, and the others are kept for `translate.cjs` to hand on.
 */
const path = require("path");
const { normalizeSlashes } = require("tslab/dist/tspath");

/**
 * @typedef {typeof import("typescript")} TypeScript
 * @typedef {import("typescript").CompilerOptions} CompilerOptions
 * @typedef {import("typescript").System} System
 * @typedef {{ path: string, data: string }} SideOutput JavaScript (an ES module) under the path at which it is required
 */

/** JavaScript of files outside the notebook's folder, since the last translation.
 * @type {SideOutput[]} */
let outside = [];

/** @returns {SideOutput[]} those, each handed out once */
function takeOutside() {
  const taken = outside;
  outside = [];
  return taken;
}

/** Files that tslab has TypeScript convert; declarations and data are none. */
const SOURCE = /(?<!\.d)\.(?:ts|tsx|js|jsx)$/;

/**
 * TypeScript's `createWatchCompilerHost`, as tslab calls it.
 * @param {TypeScript} ts
 * @returns {(files: string[], options: CompilerOptions, sys: System, ...rest: any[]) => any}
 */
function withProjectFiles(ts) {
  return (files, options, sys, ...rest) => {
    const cwd = normalizeSlashes(sys.getCurrentDirectory());
    const rootDir = normalizeSlashes(path.parse(cwd).root);
    const wide = { ...newer(options), ...pathsFor(ts, cwd, sys), rootDir };
    const host = /** @type {any} */ (ts.createWatchCompilerHost)(files, wide, sys, ...rest);
    /** @type {((builder: any) => void) | undefined} */
    let created;
    return Object.defineProperty(host, "afterProgramCreate", {
      get: () => (/** @type {any} */ builder) => created?.(narrowed(ts, builder, { cwd, options: wide, sys })),
      set: (given) => void (created = given),
    });
  };
}

/**
 * tslab's options, with what every Node that the engine runs on has, and without one that TypeScript has dropped.
 * @param {CompilerOptions} options
 * @returns {CompilerOptions}
 */
function newer({ noImplicitUseStrict: _dropped, lib = [], ...options }) {
  return { ...options, lib: lib.map((name) => name.replace("es2022", "es2023")) };
}

/**
 * The builder as tslab expects it.
 * @param {TypeScript} ts
 * @param {any} builder
 * @param {{ cwd: string, options: CompilerOptions, sys: System }} project
 */
function narrowed(ts, builder, { cwd, options, sys }) {
  const out = `${options.outDir}/`;
  return Object.create(builder, {
    emit: {
      value: (/** @type {any} */ file, /** @type {any} */ write, /** @type {any[]} */ ...rest) =>
        builder.emit(
          file,
          (/** @type {string} */ name, /** @type {string} */ text) => {
            const data = name.endsWith(".js") ? leadToFiles(ts, text, file.fileName, options, sys) : text;
            const real = `${options.rootDir}${name.slice(out.length)}`;
            const way = normalizeSlashes(path.relative(cwd, real));
            if (!way.startsWith("..")) write(out + way, data);
            else if (name.endsWith(".js")) outside.push({ path: real, data });
          },
          ...rest,
        ),
    },
  });
}

/**
 * JavaScript whose imports of project files name them by their places, so that no `paths` are needed when it runs.
 * @param {TypeScript} ts
 * @param {string} text
 * @param {string} from the source that it was made of
 * @param {CompilerOptions} options
 * @param {System} sys
 */
function leadToFiles(ts, text, from, options, sys) {
  let led = "";
  let done = 0;
  for (const { fileName, pos } of ts.preProcessFile(text, true, true).importedFiles) {
    const found = ts.resolveModuleName(fileName, from, options, sys).resolvedModule;
    if (found === undefined || found.isExternalLibraryImport || !SOURCE.test(found.resolvedFileName)) continue;
    const way = normalizeSlashes(path.relative(path.dirname(from), found.resolvedFileName)).replace(SOURCE, ".js");
    led += text.slice(done, pos) + JSON.stringify(way.startsWith(".") ? way : `./${way}`);
    done = pos + fileName.length + 2; // with its quotes
  }
  return led + text.slice(done);
}

/**
 * What the nearest tsconfig says of paths.
 * @param {TypeScript} ts
 * @param {string} cwd
 * @param {System} sys
 * @returns {CompilerOptions}
 */
function pathsFor(ts, cwd, sys) {
  const file = ts.findConfigFile(cwd, (name) => sys.fileExists(name));
  if (file === undefined) return {};
  // Which files it is about does not matter, and to list them may take long.
  const host = { ...ts.sys, readDirectory: () => [] };
  const { config } = ts.readConfigFile(file, (name) => sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, path.dirname(file), undefined, file);
  const { baseUrl, paths, pathsBasePath } = options;
  return Object.fromEntries(
    Object.entries({ baseUrl, paths, pathsBasePath }).filter(([, value]) => value !== undefined),
  );
}

module.exports = { takeOutside, withProjectFiles };
