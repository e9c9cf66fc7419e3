/**
 * What a terminal shows of printed text: the last state of lines that were written over, in the colours that it was given.
 * Libraries that turn colours into HTML (ansi_up, anser) read no code that moves the cursor; emulators break lines and work by
 * a clock. So the screen is one of our own; its colours are held to JupyterLab's.
 */
import { cellsOf, characterAt } from "./cells.js";
import { linkedPen, PLAIN, penAfter, type Pen } from "./pen.js";

/** A code of ECMA-48: a control sequence, a string that ends (a title, a link's address), or a short one. */
const CODE =
  /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_]([^\u0007\u001b\n]*)(?:\u0007|\u001b\\)|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])/y;
/** Text of which a line is written over, or from which something must go: tab and newline stay. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/** Text of a line in one pen. */
export interface Run {
  text: string;
  pen: Pen;
}

/** A line, its runs in order; none in an empty line. */
export type TerminalLine = readonly Run[];

/**
 * The lines of printed text as a terminal leaves them: a carriage return and a backspace go back in the line, what comes next
 * is written over what is there. Nothing else goes: a screen that was cleared stays, and a code without an end is text.
 */
export function terminalLines(text: string): TerminalLine[] {
  const plain = text.replace(/\r+\n/g, "\n");
  if (CONTROLS.test(plain)) return new Screen().write(plain);
  return plain.split("\n").map((line) => (line === "" ? [] : [{ text: line, pen: PLAIN }]));
}

/** The same as text, without colours. */
export function terminalText(text: string): string {
  return terminalLines(text).map(lineText).join("\n");
}

/** The text of a line. */
export function lineText(line: TerminalLine): string {
  return line.map((run) => run.text).join("");
}

/** What stands in one line of the screen, by column: "" in the second of a wide character. A line of one pen has no list of pens. */
interface ScreenLine {
  chars: (string | undefined)[];
  pens: (Pen | undefined)[] | null;
}

class Screen {
  readonly #lines: ScreenLine[] = [{ chars: [], pens: null }];
  #row = 0;
  #column = 0;
  #pen = PLAIN;

  /** @returns all that the screen shows once the text is written */
  write(text: string): TerminalLine[] {
    for (let at = 0; at < text.length;) at += this.#step(text, at);
    return this.#lines.map(runsOf);
  }

  /** Writes one character or obeys one code; its length in UTF-16 code units. */
  #step(text: string, at: number): number {
    const char = characterAt(text, at);
    if (char === "\u001b") return this.#obey(text, at);
    if (char === "\n") this.#moveTo(this.#row + 1, 0);
    else if (char === "\r") this.#column = 0;
    else if (char === "\b") this.#column = Math.max(this.#column - 1, 0);
    else if (!CONTROLS.test(char)) this.#put(char);
    return char.length;
  }

  #put(char: string): void {
    const { chars } = this.#lines[this.#row]!;
    const cells = cellsOf(char);
    if (cells === 0) {
      // A mark alone belongs to what stands before it.
      let before = this.#column - 1;
      while (chars[before] === "") before -= 1;
      if (before >= 0) chars[before] = (chars[before] ?? " ") + char;
      return;
    }
    // Half of a wide character cannot stay.
    this.#blankBefore(this.#column);
    for (let after = this.#column + cells; chars[after] === ""; after++) chars[after] = " ";
    for (let cell = 0; cell < cells; cell++) this.#set(cell === 0 ? char : "");
  }

  /** Of a character that reaches into this column, blanks what stands before it. */
  #blankBefore(column: number): void {
    const { chars } = this.#lines[this.#row]!;
    if (chars[column] !== "") return;
    let at = column - 1;
    for (; chars[at] === ""; at--) chars[at] = " ";
    chars[at] = " ";
  }

  /** Fills one cell. */
  #set(content: string): void {
    const line = this.#lines[this.#row]!;
    if (this.#pen !== PLAIN) line.pens ??= [];
    if (line.pens !== null) line.pens[this.#column] = this.#pen;
    line.chars[this.#column++] = content;
  }

  #obey(text: string, at: number): number {
    CODE.lastIndex = at;
    const [code, parameters = "", letter, string] = CODE.exec(text) ?? [text[at]!];
    if (letter === "m") this.#pen = penAfter(this.#pen, parameters);
    else if (letter !== undefined) this.#move(letter, Number(/^\d+/.exec(parameters)?.[0] ?? ""));
    const link = /^8;[^;]*;(.*)$/.exec(string ?? "");
    if (link !== null && text[at + 1] === "]") this.#pen = linkedPen(this.#pen, link[1]!);
    return code.length;
  }

  /** Moves the cursor, or erases: codes that end in any other letter do nothing. */
  #move(letter: string, count: number): void {
    const steps = count || 1;
    if (letter === "K") this.#erase(count);
    else if (letter === "J") this.#eraseBelow(count);
    else if (letter === "A") this.#row = Math.max(this.#row - steps, 0);
    else if (letter === "F") this.#moveTo(Math.max(this.#row - steps, 0), 0);
    else if (letter === "B") this.#moveTo(this.#row + steps, this.#column);
    else if (letter === "E") this.#moveTo(this.#row + steps, 0);
    else if (letter === "C") this.#column = Math.min(this.#column + steps, WIDEST);
    else if (letter === "D") this.#column = Math.max(this.#column - steps, 0);
    else if (letter === "G") this.#column = Math.min(steps - 1, WIDEST);
  }

  /** From here to the line's end (0), to here (1), or the whole line (2). */
  #erase(part: number): void {
    const { chars, pens } = this.#lines[this.#row]!;
    if (part === 1) {
      let end = this.#column + 1;
      while (chars[end] === "") end += 1;
      chars.fill(" ", 0, end);
      pens?.fill(undefined, 0, this.#column + 1);
    } else {
      this.#blankBefore(this.#column);
      chars.splice(part === 2 ? 0 : this.#column);
      pens?.splice(part === 2 ? 0 : this.#column);
    }
  }

  /** What stands below a place that was gone back to (0); a whole screen (2) scrolls away, and what scrolls away is kept. */
  #eraseBelow(part: number): void {
    if (part !== 0) return;
    this.#erase(0);
    this.#lines.splice(this.#row + 1);
  }

  #moveTo(row: number, column: number): void {
    this.#row = Math.min(row, this.#lines.length - 1 + LOWEST);
    while (this.#lines.length <= this.#row) this.#lines.push({ chars: [], pens: null });
    this.#column = column;
  }
}

/** No terminal is wider, and none is so high that one code goes down further. */
const WIDEST = 1_000;
const LOWEST = 100;

function runsOf({ chars, pens }: ScreenLine): TerminalLine {
  const written = Array.from(chars, (char) => char ?? " ");
  if (written.length === 0) return [];
  if (pens === null) return [{ text: written.join(""), pen: PLAIN }];
  const runs: Run[] = [];
  for (const [column, char] of written.entries()) {
    const pen = pens[column] ?? PLAIN;
    const last = runs.at(-1);
    if (last?.pen === pen) last.text += char;
    else runs.push({ text: char, pen });
  }
  return runs;
}
