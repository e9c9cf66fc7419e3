/** What a terminal shows of printed text: the last state of lines that were written over, without the codes that did it. */

/** A code of ECMA-48: a control sequence, a string that ends (a title, a link's address), or a short one. */
const CODE =
  /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])/y;
/** Text of which a line is written over, or from which something must go: tab and newline stay. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/;

/**
 * Printed text as a terminal leaves it: a carriage return and a backspace go back in the line, what comes next is written
 * over what is there. Colours go. Nothing else does: a screen that was cleared stays, and a code without an end is text.
 */
export function terminalText(text: string): string {
  const plain = text.replace(/\r+\n/g, "\n");
  return CONTROLS.test(plain) ? new Screen().write(plain) : plain;
}

class Screen {
  readonly #lines: (string | undefined)[][] = [[]];
  #row = 0;
  #column = 0;

  /** @returns all that the screen shows once the text is written */
  write(text: string): string {
    for (let at = 0; at < text.length;) at += this.#step(text, at);
    return this.#lines.map((line) => Array.from(line, (char) => char ?? " ").join("")).join("\n");
  }

  /** Writes one character or obeys one code; its length in UTF-16 code units. */
  #step(text: string, at: number): number {
    const char = String.fromCodePoint(text.codePointAt(at)!);
    if (char === "\u001b") return this.#obey(text, at);
    if (char === "\n") this.#moveTo(this.#row + 1, 0);
    else if (char === "\r") this.#column = 0;
    else if (char === "\b") this.#column = Math.max(this.#column - 1, 0);
    else if (!CONTROLS.test(char)) this.#lines[this.#row]![this.#column++] = char;
    return char.length;
  }

  #obey(text: string, at: number): number {
    CODE.lastIndex = at;
    const [code, parameters = "", letter] = CODE.exec(text) ?? [text[at]!];
    const count = Number(/^\d+/.exec(parameters)?.[0] ?? "");
    if (letter === "K") this.#erase(count);
    else if (letter === "A") this.#row = Math.max(this.#row - (count || 1), 0);
    else if (letter === "B") this.#moveTo(this.#row + (count || 1), this.#column);
    else if (letter === "C") this.#column = Math.min(this.#column + (count || 1), WIDEST);
    else if (letter === "D") this.#column = Math.max(this.#column - (count || 1), 0);
    else if (letter === "G") this.#column = Math.min((count || 1) - 1, WIDEST);
    return code.length;
  }

  /** From here to the line's end (0), to here (1), or the whole line (2). */
  #erase(part: number): void {
    const line = this.#lines[this.#row]!;
    if (part === 1) line.fill(" ", 0, this.#column + 1);
    else line.splice(part === 2 ? 0 : this.#column);
  }

  #moveTo(row: number, column: number): void {
    this.#row = Math.min(row, this.#lines.length - 1 + LOWEST);
    while (this.#lines.length <= this.#row) this.#lines.push([]);
    this.#column = column;
  }
}

/** No terminal is wider, and none is so high that one code goes down further. */
const WIDEST = 1_000;
const LOWEST = 100;
