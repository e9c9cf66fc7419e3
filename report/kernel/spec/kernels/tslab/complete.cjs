"use strict";
/**
 * What may stand at a place in a cell. tslab asks TypeScript, and takes everything but names to be put in at the cursor: what
 * has been typed of a text in quotes, such as `show("L4`, would stand there twice.
 */
const ts = require("typescript");
const { importOf, openImport, restOf } = require("./open-import.cjs");

/**
 * @typedef {{ start: number, end: number, text: string, type: string }} Match what stands from start to end is replaced
 * @typedef {import("tslab/dist/converter").CompletionInfo} Completion tslab's
 */

/** How long what tslab puts before a cell is. Not a constant: to ask TypeScript loads it, and few kernels complete anything. */
const prefixLength = () => `export {};${ts.sys.newLine}`.length;

/** What TypeScript calls packages, files and folders; of these it mostly leaves out what they replace.
 * @type {Set<string>} */
const MODULE_KINDS = new Set(["external module name", "script", "directory"]);

class Completer {
  /** What modules export. It stays the same while a kernel runs, and front ends wait for an answer no longer than a second.
   * @type {Map<string, Match[]>} */
  exported = new Map();

  /** @param {(source: string, position: number) => Completion} ask tslab */
  constructor(ask) {
    this.ask = ask;
  }

  /**
   * @param {string} source a cell
   * @param {number} position offset in UTF-16 units
   * @param {string} declarations of earlier cells
   * @returns {Match[]} those that begin as what is typed before those that hold it elsewhere
   */
  complete(source, position, declarations) {
    const open = openImport(source, position, declarations);
    if (open === undefined) return [...byWhatIsTyped(matchesOf(this.ask(source, position), source), source, position)];
    const { start, end, modules } = open;
    return modules.flatMap((module) => {
      const names = this.exportsOf(module).map(({ text, type }) => ({ start, end, text, type }));
      return [...byWhatIsTyped(names, source, position)].map((name) => ({ ...name, text: name.text + restOf(module) }));
    });
  }

  /**
   * @param {string} module
   * @returns {Match[]} its names; where they would stand is of another cell
   */
  exportsOf(module) {
    const known = this.exported.get(module);
    if (known !== undefined) return known;
    const { source, position } = importOf(module);
    const names = matchesOf(this.ask(source, position), source).filter(
      ({ type }) => type !== ts.ScriptElementKind.keyword,
    );
    this.exported.set(module, names);
    return names;
  }
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
    if (!span) return { start: MODULE_KINDS.has(type) ? partStart(source, start) : start, end, text, type };
    const from = span.start - prefixLength();
    return { start: from, end: from + span.length, text, type };
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

module.exports = { Completer };
