import { Console } from "node:console";
import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { cellRuns, cellsOf, characterAt } from "../../../report/text/cells.js";
import { terminalText } from "../../../report/text/terminal.js";

/** What `console.table` of Node prints, which pads by the widths that a terminal gives characters. */
function tableOf(rows: readonly object[]): string {
  let written = "";
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  new Console(stream).table(rows);
  return written;
}

function charactersOf(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += found.at(-1)!.length) found.push(characterAt(text, at));
  return found;
}

const widthOf = (text: string): number => charactersOf(text).reduce((sum, char) => sum + cellsOf(char), 0);

const NAMES = [
  "plain",
  "\u6771\u4eac",
  "\u304b\u306a\u30ab\u30ca",
  "\uc11c\uc6b8",
  "\uff21\uff11",
  "e\u0301te\u0301",
  "\u{1f600}\u{1f680}",
  "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}",
  "\u{1f44d}\u{1f3fd}",
  "\u0642\u0644\u0628",
  "\u2713\u2192",
  "\ud55c \u3042",
];

describe("characters in cells", () => {
  it("take as many as Node's console.table gives them: all lines of a table are of one width", () => {
    const lines = tableOf(NAMES.map((name, value) => ({ name, value })))
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(NAMES.length + 4);
    expect(lines.map(widthOf)).toEqual(lines.map(() => widthOf(lines[0]!)));
  });

  it("do so throughout Unicode: a sample of all that Node knows", () => {
    const sample = Array.from({ length: 0x30000 / 61 }, (_, index) => 0xa1 + 61 * index)
      .filter((code) => code !== 0xad && /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(code)))
      .map((code) => String.fromCodePoint(code));
    const lines = tableOf(sample.map((char) => ({ char })))
      .trimEnd()
      .split("\n");
    const widest = widthOf(lines[0]!);
    const wrong = lines.flatMap((line, index) => (widthOf(line) === widest ? [] : [sample[index - 3]]));
    expect(sample.length).toBeGreaterThan(1_500);
    expect(wrong).toEqual([]);
  });

  it("are whole with all that is drawn with them", () => {
    expect(charactersOf("e\u0301x\u{1f469}\u200d\u{1f467}\u6771")).toEqual([
      "e\u0301",
      "x",
      "\u{1f469}\u200d\u{1f467}",
      "\u6771",
    ]);
    expect(charactersOf("\u{1f1ef}\u{1f1f5}\u{1f1e9}\u{1f1ea}")).toEqual(["\u{1f1ef}\u{1f1f5}", "\u{1f1e9}\u{1f1ea}"]);
    expect(charactersOf("\ud800a")).toEqual(["\ud800", "a"]);
  });

  it("are parted by shape, and nothing is lost", () => {
    expect(cellRuns("a\u6771\u4eacb\u{1f600}\u{1f44d}\u{1f3fd}")).toEqual([
      { kind: "narrow", text: "a", cells: 1 },
      { kind: "square", text: "\u6771\u4eac", cells: 4 },
      { kind: "narrow", text: "b", cells: 1 },
      { kind: "wide", text: "\u{1f600}", cells: 2 },
      { kind: "wide", text: "\u{1f44d}\u{1f3fd}", cells: 4 },
    ]);
    for (const name of NAMES)
      expect(
        cellRuns(name)
          .map(({ text }) => text)
          .join(""),
      ).toBe(name);
  });
});

describe("a line with wide characters that is written over", () => {
  it.each([
    ["counts two columns for each", "\u6771\u4eac 0%\r\u001b[6G50%", "\u6771\u4eac 50%"],
    ["blanks the other half of one that is hit", "\u6771\u4eac\r\u001b[2GX", " X\u4eac"],
    ["blanks the second half of one that a wide one hits", "a\u6771b\r\u4eac", "\u4eac b"],
    ["goes back by cells", "\u{1f600}\b\bok", "ok"],
    ["loses half of one by erasing", "\u6771\u4eac\r\u001b[4G\u001b[K", "\u6771 "],
    ["keeps marks with their letters", "e\u0301\rx", "x"],
    ["adds a mark that comes alone to what stands before it", "\u001b[0me\u001b[0m\u0301", "e\u0301"],
  ])("%s", (_what, written, shown) => {
    expect(terminalText(written)).toBe(shown);
  });
});
