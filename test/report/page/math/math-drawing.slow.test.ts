/** Every construct of the notation on narrow screens and on paper, with the embedded glyphs and with the whole font. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Page } from "puppeteer";
import { bundleScript } from "../../../../report/page/assets/client-bundle.js";
import { differing, openFormulaPages, OUTSIDE } from "../formula-page.js";
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
  it.each([640, 390])("look at %i px as with the whole font, inside their column", async (width) => {
    const { page } = await subset.visit(width, { script: false });
    const reference = (await whole.visit(width, { script: false })).page;
    expect(await differing(page, reference)).toEqual([]);
    expect(await read(page, OUTSIDE)).toEqual([]);
    expect(await read<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await page.close();
    await reference.close();
  });

  it("look on paper as with the whole font, inside its column", async () => {
    const pages = [];
    // 166 mm between the margins.
    for (const visitor of [subset, whole]) {
      const { page } = await visitor.visit(627, { script: false });
      await page.evaluate((await bundleScript("print.ts", { PRINTED_PART: '"whole"' })).code);
      await page.emulateMediaType("print");
      pages.push(page);
    }
    const [page, reference] = pages as [Page, Page];
    expect(await differing(page, reference)).toEqual([]);
    expect(await read(page, OUTSIDE)).toEqual([]);
  });
});
