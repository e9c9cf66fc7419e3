/** Fonts that are cut to a page's characters, on threads and without. */
import { create } from "fontkit";
import { describe, expect, it } from "vitest";
import cut from "../../../../report/page/fonts/cut.js";
import { FontCutter } from "../../../../report/page/fonts/cutter.js";
import { mathFile } from "../../../../report/page/fonts/math-font.js";
import { faceFiles } from "../../../../report/page/fonts/font-packages.js";
import { Memory } from "../../../../report/cache/memory.js";

const TEXT = faceFiles("source-sans-3").at(-1)!.path;

function charactersOf(uri: string): string {
  const font = create(Buffer.from(uri.replace("data:font/woff2;base64,", ""), "base64"));
  if (!("characterSet" in font)) throw new Error("a collection");
  // The table of characters ends with U+FFFF.
  return String.fromCodePoint(...font.characterSet.filter((code) => code !== 0xffff));
}

describe("a font that is cut", () => {
  it("has its characters alone", async () => {
    expect(charactersOf(await cut({ file: TEXT, text: "abc", use: "text" }))).toBe("abc");
    expect(charactersOf(await cut({ file: mathFile(), text: "+x√", use: "formulas" }))).toBe("+x√");
  });

  it("is the same on a thread, of many at once, and is cut once", async () => {
    const pieces = new Memory();
    const cutter = new FontCutter(pieces);
    const tasks = ["abc", "xyz", "123", "ABC"].map((text) => ({ file: TEXT, text, use: "text" as const }));
    try {
      const uris = await Promise.all(tasks.map((task) => cutter.cut(task)));
      for (const [index, task] of tasks.entries()) expect(uris[index]).toBe(await cut(task));
      const remembered = new FontCutter(pieces);
      expect(await remembered.cut(tasks[0]!)).toBe(uris[0]);
    } finally {
      await cutter.close();
    }
  });
});
