import { describe, expect, it } from "vitest";
import { PLAIN } from "../../../report/text/pen.js";
import { terminalLines, terminalText } from "../../../report/text/terminal.js";

describe("printed text", () => {
  it.each([
    ["loses colours and bells", "\u001b[31mred\u001b[0m\u0007 \u001b[38;5;9mtoo\u001b[m\u001b(B", "red too"],
    [
      "keeps a link's words, and the lines behind it",
      "\u001b]8;;https://a.b\u001b\\link\u001b]8;;\u001b\\\nnext\u0007\nlast",
      "link\nnext\nlast",
    ],
    ["keeps a link's words before a bell", "\u001b]8;;x\u0007link\u001b]8;;\u0007 after", "link after"],
    ["is what a line was last written over with", "0%\r50%\r100%\nabc\bX\n", "100%\nabX\n"],
    ["keeps what is not written over", "abcdef\rXY", "XYcdef"],
    ["has the line ends of Windows", "a\r\nb\r\r\nc", "a\nb\nc"],
    ["loses what is erased to the line's end", "progress 50%\r\u001b[Kdone\nabc\u001b[2K\rx", "done\nx"],
    ["goes up and down, as bars of progress do", "one\ntwo\u001b[1A\rONE\u001b[B\rTWO", "ONE\nTWO"],
    ["goes to a column", "abc\u001b[5Gx\u001b[2Dy", "abcyx"],
    ["keeps what stood before a screen was cleared", "before\u001b[2J\u001b[H after", "before after"],
    ["keeps all behind a code without an end", "a\u001b]0;title\nb\u001b[31", "a]0;title\nb[31"],
    ["loses what stood below a place that was gone back to and erased", "a\nb\nc\u001b[2F\u001b[JX", "X"],
    [
      "shows a bar of progress as it was last",
      "\u001b[?25l 10%|#   |\r 50%|##  |\r100%|####|\u001b[?25h\n",
      "100%|####|\n",
    ],
    ["keeps signs beyond the first plane whole", "𝒳b\ra", "ab"],
  ])("%s", (_what, written, shown) => {
    expect(terminalText(written)).toBe(shown);
  });

  it("moves no further than a screen is large", () => {
    expect(terminalText("\u001b[999999999Cx").length).toBeLessThan(2_000);
    expect(terminalText("\u001b[999999999Bx").split("\n").length).toBeLessThan(200);
  });
});

describe("printed colours", () => {
  const runs = (text: string): [string, unknown][][] =>
    terminalLines(text).map((line) => line.map((run) => [run.text, run.pen.ink]));

  it("hold from one line to the next, until they are ended", () => {
    expect(runs("\u001b[31mred\nred\u001b[0m plain")).toEqual([
      [["red", 1]],
      [
        ["red", 1],
        [" plain", null],
      ],
    ]);
  });

  it("go with the character that is written over, both ways", () => {
    expect(runs("plain\r\u001b[32mgo")).toEqual([
      [
        ["go", 2],
        ["ain", null],
      ],
    ]);
    expect(runs("\u001b[31mred\u001b[0m\rX")).toEqual([
      [
        ["X", null],
        ["ed", 1],
      ],
    ]);
  });

  it("are erased with their text", () => {
    expect(runs("\u001b[31mred\u001b[0m\r\u001b[Kx")).toEqual([[["x", null]]]);
    expect(runs("\u001b[31mred\u001b[0m\u001b[1K")).toEqual([[["   ", null]]]);
  });

  it("cost nothing where there are none", () => {
    expect(terminalLines("a\n\nb")).toEqual([[{ text: "a", pen: PLAIN }], [], [{ text: "b", pen: PLAIN }]]);
  });
});
