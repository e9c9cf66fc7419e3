/** Long text of an output: its beginning stands in the page, the rest is folded under a count, and a whole log stays in the notebook. */
import { PLAIN } from "../../text/pen.js";
import { lineText, type Run, type TerminalLine } from "../../text/terminal.js";

/** How much is shown, and how much can be unfolded beside it. */
const SHOWN = { lines: 60, characters: 8_000 };
const FOLDED = { lines: 2_000, characters: 200_000 };
/** So few lines are not worth a fold. */
const FEW = 10;
/** Longest line, in characters. */
const LONGEST_LINE = 4_000;

export interface BoundedLines {
  shown: readonly TerminalLine[];
  /** Empty where nothing is folded. */
  folded: readonly TerminalLine[];
  linesLeftOff: number;
}

/** Parts the lines of a text; empty lines at its end go, and what is cut off a line is counted in its place. */
export function boundLines(lines: readonly TerminalLine[]): BoundedLines {
  const end = lines.findLastIndex((line) => lineText(line).trim() !== "") + 1;
  const all = lines.slice(0, end);
  const fitting = all.slice(0, SHOWN.lines + FEW + FOLDED.lines).map(cut);
  let shown = countFitting(fitting, SHOWN.lines, SHOWN.characters);
  const few = fitting.slice(shown);
  if (few.length <= FEW && lengthOf(few) <= SHOWN.characters / 4) shown = fitting.length;
  const folded = countFitting(fitting.slice(shown), FOLDED.lines, FOLDED.characters);
  return {
    shown: fitting.slice(0, shown),
    folded: fitting.slice(shown, shown + folded),
    linesLeftOff: all.length - shown - folded,
  };
}

/** How many of the first lines stay within both bounds; one at least. */
function countFitting(lines: readonly TerminalLine[], most: number, characters: number): number {
  let length = 0;
  const over = lines.findIndex((line, index) => {
    length += lengthOf([line]);
    return index >= most || (index > 0 && length > characters);
  });
  return over === -1 ? lines.length : over;
}

function lengthOf(lines: readonly TerminalLine[]): number {
  return lines.reduce((sum, line) => sum + 1 + line.reduce((inLine, { text }) => inLine + text.length, 0), 0);
}

function cut(line: TerminalLine): TerminalLine {
  const length = lengthOf([line]) - 1;
  if (length <= LONGEST_LINE) return line;
  const runs: Run[] = [];
  let room = LONGEST_LINE;
  for (const { text, pen } of line) {
    // A character that the cut would split stays whole.
    const part = text.slice(0, room).replace(/[\ud800-\udbff]$/, "");
    room -= part.length;
    if (part !== "") runs.push({ text: part, pen });
    if (part.length < text.length) break;
  }
  const left = length - lengthOf([runs]) + 1;
  return [...runs, { text: ` … (${left.toLocaleString("en-US")} more characters)`, pen: PLAIN }];
}
