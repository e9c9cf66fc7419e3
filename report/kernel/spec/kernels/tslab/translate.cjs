"use strict";
/**
 * What becomes of a cell before it runs: tslab's converter, with the cell rewritten first, diagnostics at the places where
 * they are in the original, and output that an interrupt can stop. A kernel does this itself (`cells.cjs`), or has it done
 * by the compiler of its report (`compiler.cjs`).
 */
// Not taken apart: `lazy.cjs` loads it when it is used.
const tslab = require("tslab/dist/converter");
const ts = require("typescript");
const { interruptible } = require("./output.cjs");
const { takeOutside } = require("./project-files.cjs");
const { rewriteCell } = require("./rewrite.cjs");

/**
 * @typedef {import("tslab/dist/converter").Converter} Converter
 * @typedef {object} Translation
 * @property {ReturnType<Converter["convert"]>} converted
 * @property {import("./names.cjs").Declared | undefined} declared undefined where the cell has errors
 */

/**
 * @param {boolean} isJS whether cells are JavaScript
 * @returns {Converter} tslab's own, for the working directory of this process
 */
function createNodeConverter(isJS) {
  return tslab.createConverter({ isJS, isBrowser: false });
}

/**
 * @param {Converter} converter
 * @param {string} declarations those of all earlier cells
 * @param {string} source a cell
 * @param {boolean} isJS whether it is JavaScript
 * @returns {Translation}
 */
function translate(converter, declarations, source, isJS) {
  const { code, originalPosition } = rewriteCell(source, isJS);
  const converted = withOutside(converter.convert(declarations, code));
  for (const { start, fileName } of converted.diagnostics) {
    if (fileName) continue; // in an imported file, which was not rewritten
    const { line, column } = originalPosition(start.offset);
    Object.assign(start, { line, character: column });
  }
  if (converted.diagnostics.length > 0) return { converted, declared: undefined };
  const { code: output, own } = interruptible(converted.output ?? "");
  return {
    // Nothing is to be run where the cell declares types alone.
    converted: converted.output ? { ...converted, output, hasToplevelAwait: true } : converted,
    declared: { declarations: converted.declOutput ?? "", own },
  };
}

/**
 * With the files outside the notebook's folder among those that the cell imports.
 * @param {Translation["converted"]} converted
 * @returns {Translation["converted"]}
 */
function withOutside(converted) {
  const more = takeOutside().map(({ path, data }) => ({
    path,
    data: tslab.esModuleToCommonJSModule(data, /** @type {number} */ (ts.ScriptTarget.ES2022)),
  }));
  return more.length === 0 ? converted : { ...converted, sideOutputs: [...(converted.sideOutputs ?? []), ...more] };
}

module.exports = { createNodeConverter, translate };
