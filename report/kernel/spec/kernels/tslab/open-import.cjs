"use strict";
/** Completion in `import { ` before it is said of which module: the names of the project's, each with the rest of the line. */

/** Offered beside the modules that cells have imported. What is not installed offers nothing. */
const MODULES = ["ncsparse", "ncsparse-kit"];
/** An import's names up to the cursor. */
const OPEN = /(?:^|[\n;])[^\S\n]*import\s+(?:type\s+)?\{[^}"'`;]*$/;
/** What may stand between the cursor and the line's end. */
const NOTHING_ELSE = /^[^\S\n]*\}?[^\S\n]*(?=\n|$)/;

/**
 * @param {string} source a cell
 * @param {number} position
 * @param {string} declarations of earlier cells
 * @returns {{ module: string, source: string, rest: string, end: number }[]} the cell as it would read with each module, what
 *   that adds, and where what it replaces ends; none where no import is open
 */
function openImports(source, position, declarations) {
  const [before, after] = [source.slice(0, position), source.slice(position)];
  const nothing = NOTHING_ELSE.exec(after);
  if (!OPEN.test(before) || nothing === null) return [];
  const imported = [...declarations.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name = ""]) => name);
  return [...new Set([...imported, ...MODULES])].map((module) => {
    const rest = ` } from ${JSON.stringify(module)};`;
    const end = position + nothing[0].length;
    return { module, source: before + rest + source.slice(end), rest, end };
  });
}

module.exports = { openImports };
