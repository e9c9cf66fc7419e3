"use strict";
/** Answers for whoever writes a cell: what may stand at a place (Tab in JupyterLab), and what stands there (Shift-Tab). */
const { describe } = require("./describe.cjs");

/**
 * @typedef {ReturnType<typeof import("./cells.cjs").createCells>} Cells
 * @typedef {{ code: string, cursor_pos: number }} Place `cursor_pos` counts characters, as Jupyter does, not UTF-16 units
 */

/**
 * The content of a complete_reply.
 * @param {Cells} cells
 * @param {Place} place
 */
function completeReply(cells, { code, cursor_pos }) {
  const matches = cells.complete(code, unitsOf(code, cursor_pos)).map((match) => ({
    ...match,
    start: charactersOf(code, match.start),
    end: charactersOf(code, match.end),
  }));
  const [{ start, end } = { start: cursor_pos, end: cursor_pos }] = matches;
  return {
    status: "ok",
    cursor_start: start,
    cursor_end: end,
    matches: matches.map(({ text }) => text),
    // By this JupyterLab knows names from texts.
    metadata: { _jupyter_types_experimental: matches },
  };
}

/**
 * The content of an inspect_reply.
 * @param {Cells} cells
 * @param {Place} place
 */
function inspectReply(cells, { code, cursor_pos }) {
  const info = cells.inspect(code, unitsOf(code, cursor_pos));
  return { status: "ok", found: info !== null, data: info === null ? {} : describe(info), metadata: {} };
}

/**
 * @param {string} text
 * @param {number} characters
 */
function unitsOf(text, characters) {
  return [...text].slice(0, characters).join("").length;
}

/**
 * @param {string} text
 * @param {number} units
 */
function charactersOf(text, units) {
  return [...text.slice(0, units)].length;
}

module.exports = { completeReply, inspectReply };
