"use strict";
/** What an `error` output says: turning thrown values and compiler diagnostics into ename, evalue and traceback. */
const path = require("path");
const url = require("url");
const util = require("util");
const { Interrupted } = require("./interrupts.cjs");
const { PROJECT_ROOT } = require("./modules.cjs");

/**
 * @typedef {object} ErrorText The content of a Jupyter `error` message.
 * @property {string} ename
 * @property {string} evalue
 * @property {string[]} traceback lines
 */

const FRAME = /^\s+at /;
/** Stack frames of Node, tslab and this launcher: true of every cell, telling nothing about this one. */
const MACHINERY = /^\s+at .*(node:|tslab[\\/]dist|kernels[\\/]tslab[\\/])/;
/** A chain of causes may be a circle, and a list of errors without end. */
const MAX_CAUSES = 5;
const MAX_ERRORS = 20;
/** tslab runs converted code without a source map: positions would name lines that the cell does not have. */
const CELL_FRAME = /evalmachine\.<anonymous>(:\d+)*/g;

/**
 * Describes a value that code threw, or a promise was rejected with.
 * @param {unknown} thrown
 * @returns {ErrorText}
 */
function describeThrown(thrown) {
  if (isInterrupt(thrown)) return named("Interrupted", "the cell was interrupted", []);
  if (!isErrorLike(thrown)) return named("NonError", util.inspect(thrown), []);
  const ename = String(thrown.name || "Error");
  return named(ename, messageOf(thrown), framesOf(thrown));
}

/**
 * The message; of several errors in one that has none, what they are.
 * @param {Error} error
 */
function messageOf(error) {
  const message = String(error.message);
  return message === "" ? errorsOf(error).map(inShort).join("; ") : message;
}

/**
 * The errors that an AggregateError stands for.
 * @param {Error} error
 * @returns {unknown[]}
 */
function errorsOf(error) {
  const { errors } = /** @type {{ errors?: unknown }} */ (error);
  return error.name === "AggregateError" && Array.isArray(errors) ? errors : [];
}

/** @param {unknown} thrown */
function inShort(thrown) {
  return isErrorLike(thrown) ? `${thrown.name}: ${thrown.message}` : util.inspect(thrown);
}

/**
 * Describes what the TypeScript compiler found; a line each, as `line:column - message` (both from 1).
 * @param {{ file: string, line: number, column: number, message: string }[]} diagnostics at least one
 * @returns {ErrorText}
 */
function describeDiagnostics(diagnostics) {
  const lines = diagnostics.map(({ file, line, column, message }) => `${file}${line}:${column} - ${message}`);
  return {
    ename: "TypeScriptError",
    evalue: lines[0] ?? "",
    traceback: lines.map((line) => `TypeScriptError: ${line}`),
  };
}

/**
 * @param {string} ename
 * @param {string} evalue
 * @param {string[]} rest lines after the first
 * @returns {ErrorText}
 */
function named(ename, evalue, rest) {
  return { ename, evalue, traceback: [...`${ename}: ${evalue}`.split("\n"), ...rest] };
}

/**
 * @param {unknown} value
 * @returns {value is Error}
 */
function isErrorLike(value) {
  return util.types.isNativeError(value) || value instanceof Error;
}

/**
 * Our own reason, or the fixed message with which tslab ends a cell that waits.
 * @param {unknown} thrown
 */
function isInterrupt(thrown) {
  return thrown instanceof Interrupted || (isErrorLike(thrown) && thrown.message === "Interrupted asynchronously");
}

/**
 * Stack frames below the message, without machinery and without this machine's folders, and then those of the errors that it
 * stands for and of the causes.
 * @param {Error} error
 * @param {number} [depth] of causes already told
 * @returns {string[]}
 */
function framesOf(error, depth = 0) {
  const stack = String(error.stack).split("\n");
  const frames = stack.filter((line) => FRAME.test(line) && !MACHINERY.test(line)).map(withoutPlaces);
  // The last frame is the call of the function that tslab wraps a cell in: the cell once more.
  const distinct = frames.filter((line, index) => line !== frames[index - 1]);
  return [...distinct, ...partsOf(error, depth + 1), ...causeOf(error, depth + 1)];
}

/**
 * @param {Error} error
 * @param {number} depth
 * @returns {string[]}
 */
function partsOf(error, depth) {
  const errors = errorsOf(error);
  if (depth > MAX_CAUSES || errors.length === 0) return [];
  const shown = errors
    .slice(0, MAX_ERRORS)
    .flatMap((one, index) => [
      ...`${index + 1} of ${errors.length}: ${inShort(one)}`.split("\n"),
      ...(isErrorLike(one) ? framesOf(one, depth) : []),
    ]);
  const rest = errors.length - MAX_ERRORS;
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}

/**
 * @param {Error} error
 * @param {number} depth
 * @returns {string[]}
 */
function causeOf({ cause }, depth) {
  if (depth > MAX_CAUSES || cause === undefined) return [];
  if (!isErrorLike(cause)) return [`caused by ${util.inspect(cause)}`];
  return [...`caused by ${cause.name}: ${cause.message}`.split("\n"), ...framesOf(cause, depth)];
}

/** @param {string} line */
function withoutPlaces(line) {
  const folder = PROJECT_ROOT + path.sep;
  return line.replace(CELL_FRAME, "<cell>").replaceAll(url.pathToFileURL(folder).href, "").replaceAll(folder, "");
}

module.exports = { describeThrown, describeDiagnostics };
