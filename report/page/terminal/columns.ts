/** Printed tables: text whose lines must not break, as their columns would fall apart. */
import { characterAt, cellsOf } from "../../text/cells.js";
import { lineText, type TerminalLine } from "../../text/terminal.js";

/** So many cells stand in a line of the page. */
const LINE_CELLS = 72;
/** Frames, bars between cells, or three words with gaps of blanks between them. */
const TABULAR = /[\u2500-\u257f]|\|.*\||\S {2,}\S.* {2,}\S/;

/** How many cells the widest line of a printed table takes; null for other text, and for a table that has room. */
export function tableCells(lines: readonly TerminalLine[]): number | null {
  const texts = lines.map(lineText);
  const wide = texts.filter((text) => text.length > LINE_CELLS / 2 && cellsIn(text) > LINE_CELLS);
  if (wide.length < 2 || wide.filter((text) => TABULAR.test(text)).length < wide.length / 2) return null;
  return Math.max(...wide.map(cellsIn));
}

function cellsIn(text: string): number {
  let cells = 0;
  for (let at = 0; at < text.length;) {
    const character = characterAt(text, at);
    at += character.length;
    cells += cellsOf(character);
  }
  return cells;
}
