"use strict";
/**
 * What may stand at a place in a cell. tslab asks TypeScript, and takes everything but names to be put in at the cursor: what
 * has been typed of a text in quotes, such as `show("L4`, would stand there twice.
 */
const ts = require("typescript");
const { openImports } = require("./open-import.cjs");

/**
 * @typedef {{ start: number, end: number, text: string, type: string }} Match what stands from start to end is replaced
 * @typedef {import("tslab/dist/converter").CompletionInfo} Completion tslab's
 */

/** What tslab puts before a cell. */
const PREFIX = `export {};${ts.sys.newLine}`.length;

/** What TypeScript calls packages, files and folders; of these it mostly leaves out what they replace.
 * @type {Set<string>} */
const MODULE_KINDS = new Set(["external module name", "script", "directory"]);

/**
 * @param {(source: string, position: number) => Completion} ask tslab
 * @param {string} source a cell
 * @param {number} position offset in UTF-16 units
 * @param {string} declarations of earlier cells
 * @returns {Match[]} those that begin as what is typed before those that hold it elsewhere
 */
function complete(ask, source, position, declarations) {
  const open = openImports(source, position, declarations);
  if (open.length === 0) return [...byWhatIsTyped(matchesOf(ask(source, position), source), source, position)];
  return open.flatMap(({ source: whole, rest, end }) =>
    [...byWhatIsTyped(matchesOf(ask(whole, position), source), source, position)]
      .filter(({ type }) => type !== ts.ScriptElementKind.keyword)
      .map((match) => ({ ...match, end, text: match.text + rest })),
  );
}

/**
 * @param {Completion} completion
 * @param {string} source
 * @returns {Match[]}
 */
function matchesOf({ start, end, candidates, original }, source) {
  const entries = new Map(original?.entries.map((entry) => [entry.name, entry]));
  return candidates.map((text) => {
    const { kind: type = "", replacementSpan: span } = entries.get(text) ?? {};
    if (span) return { start: span.start - PREFIX, end: span.start - PREFIX + span.length, text, type };
    return { start: MODULE_KINDS.has(type) ? partStart(source, start) : start, end, text, type };
  });
}

/**
 * Where the part of a module's name begins that ends at a place.
 * @param {string} source
 * @param {number} end
 */
function partStart(source, end) {
  return end - (/[^"'`/]*$/.exec(source.slice(0, end))?.[0].length ?? 0);
}

/**
 * @param {Match[]} matches
 * @param {string} source
 * @param {number} position
 */
function* byWhatIsTyped(matches, source, position) {
  const typed = (/** @type {Match} */ { start }) => source.slice(start, position).toLowerCase();
  const at = (/** @type {Match} */ match) => match.text.toLowerCase().indexOf(typed(match));
  yield* matches.filter((match) => at(match) === 0);
  yield* matches.filter((match) => at(match) > 0);
}

module.exports = { complete };
