/** Every construct of the notation, drawn by a real browser; further widths and paper are in `math-drawing.slow.test.ts`. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL, differing, openFormulaPages, OUTSIDE, parses, SYMBOLS } from "../formula-page.js";
import { read, type Visitor } from "../open-page.js";

let subset: Visitor;
let whole: Visitor;
beforeAll(async () => {
  ({ subset, whole } = await openFormulaPages());
});
afterAll(async () => {
  await subset.close();
  await whole.close();
});

describe("formulas as a browser draws them", () => {
  it("are some 300, and each can be read", () => {
    expect(SYMBOLS.join(" ").match(/\\[A-Za-z]+/g)!.length).toBeGreaterThan(600);
    expect(ALL.length).toBeGreaterThan(270);
    expect(ALL.filter((tex) => !parses(tex))).toEqual([]);
  });

  it("look with the embedded glyphs as with the whole font, inside their column", async () => {
    const width = 1280;
    const { page } = await subset.visit(width, { script: false });
    const reference = (await whole.visit(width, { script: false })).page;
    expect(await differing(page, reference)).toEqual([]);
    expect(await read(page, OUTSIDE)).toEqual([]);
    expect(await read<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.close();
    await reference.close();
  });

  it("have all numbers of equations in sight on a phone, and at the margin", async () => {
    const { page } = await subset.visit(390, { script: false });
    const tags = await read<{ text: string; gap: number }[]>(
      page,
      `[...document.querySelectorAll(".tml-tag")].map((tag) => ({
        text: tag.textContent,
        gap: Math.round(tag.closest(".equation").getBoundingClientRect().right - tag.getBoundingClientRect().right),
      }))`,
    );
    expect(tags.map(({ text }) => text)).toEqual(["(2.1)", "(2.2)"]);
    for (const { gap } of tags) expect(Math.abs(gap)).toBeLessThanOrEqual(2);
  });

  it("draw a root's sign where no prose holds one", async () => {
    const { page } = await subset.visit(1280, { script: false });
    // Ink at the left of the radicand: a picture of the sign alone differs from blank paper.
    const blank = await read<boolean>(page, 'document.body.textContent.includes("√x")');
    expect(blank).toBe(false);
    const style = await read<string>(page, "document.querySelector('style').textContent");
    const font = Buffer.from(
      /STIX Two Math";font-display:block;src:url\(data:font\/woff2;base64,([^)]*)/.exec(style)![1]!,
      "base64",
    );
    const { create } = await import("fontkit");
    expect(
      (create(font) as unknown as { hasGlyphForCodePoint(code: number): boolean }).hasGlyphForCodePoint(0x221a),
    ).toBe(true);
  });

  it("stretch arrows over what stands under them, heads and tails included", async () => {
    const { page } = await subset.visit(1280, { script: false });
    const widths = await read<number[]>(
      page,
      `(() => {
        const probe = document.createElement("div");
        probe.innerHTML = ["→", "←", "↔", "↦"].map((arrow) =>
          '<math><mover><mspace width="90px"></mspace><mo stretchy="true">' + arrow + "</mo></mover></math>").join("");
        document.querySelector("main").append(probe);
        const widths = [...probe.querySelectorAll("mover")].map((box) => Math.round(box.getBoundingClientRect().width));
        probe.remove();
        return widths;
      })()`,
    );
    expect(widths).toEqual([90, 90, 90, 90]);
  });
});
