"use strict";
/**
 * TypeScript when it is needed. A kernel whose cells the report's compiler translates (`compiler.cjs`) mostly does without it,
 * and loading it costs half a second.
 */

/** The modules that only a kernel's own compiler needs. */
const HEAVY = {
  typescript: require,
  "@tslab/typescript-for-tslab": () => {
    const { loadTypeScript } = require("./converter.cjs");
    return loadTypeScript();
  },
  "tslab/dist/converter": () => {
    const { loadConverter } = require("./converter.cjs");
    return loadConverter();
  },
};
/** Tags by which tslab tells special cells; all others are plain. */
const TAGGED = /@(?:module|browser|node|jsx)\b/;

/** From here on those modules are loaded at their first use. Call it before anything else requires them. */
function loadLazily() {
  for (const [name, load] of Object.entries(HEAVY)) defer(require.resolve(name), load);
  const metadata = require("tslab/dist/metadata");
  const { getCodeMetadata } = metadata;
  metadata.getCodeMetadata = (source) => (TAGGED.test(source) ? getCodeMetadata(source) : {});
}

/**
 * @param {string} file
 * @param {(file: string) => unknown} loadIt
 */
function defer(file, loadIt) {
  /** @type {Record<PropertyKey, unknown> | undefined} */
  let loaded;
  const load = () => {
    if (loaded === undefined) {
      delete require.cache[file];
      loaded = /** @type {Record<PropertyKey, unknown>} */ (loadIt(file));
    }
    return loaded;
  };
  const stub = new Proxy(/** @type {Record<PropertyKey, unknown>} */ ({}), {
    // Compiled imports ask for this one at once, and copy what says no.
    get: (_target, name) => (name === "__esModule" ? true : load()[name]),
    has: (_target, name) => name in load(),
    ownKeys: () => Reflect.ownKeys(load()),
    getOwnPropertyDescriptor: (_target, name) => ({
      ...Reflect.getOwnPropertyDescriptor(load(), name),
      configurable: true, // as a proxy must say of what its target has not
    }),
  });
  require.cache[file] = /** @type {NodeJS.Module} */ ({ id: file, filename: file, loaded: true, exports: stub });
}

module.exports = { loadLazily };
