"use strict";

/**
 * A copy of a module with other values of some properties: TypeScript's own cannot be replaced. The rest is read from the
 * module whenever it is asked for, since some of it is set late.
 * @template {object} T
 * @param {T} module
 * @param {object} others
 * @returns {T}
 */
function withOthers(module, others) {
  /** @type {PropertyDescriptorMap} */
  const properties = {};
  for (const name of Object.keys(module)) {
    properties[name] = { enumerable: true, configurable: true, get: () => /** @type {any} */ (module)[name] };
  }
  for (const [name, value] of Object.entries(others)) properties[name] = { enumerable: true, value };
  return /** @type {T} */ (Object.defineProperties({}, properties));
}

module.exports = { withOthers };
