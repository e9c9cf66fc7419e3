/** The page of `ncsparse measure --html` in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measurePage } from "../../../../../report/cli/calculator/measure/measure-page.js";
import { exampleHead, measureAttention } from "../../../../../src/measure/index.js";
import { expectAccessible } from "../../../page/accessible.js";
import { openFile, read, type Visitor } from "../../../page/open-page.js";

const THEME = { accent: { light: "#123456", dark: "#abcdef" }, css: "h1 { letter-spacing: 1px; }" };

let folder: string;
let visitor: Visitor;
let html: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "measure-page-"));
  const measured = measureAttention({ ...exampleHead("structured"), tv: 0.05, rows: 64 });
  html = await measurePage(measured, true, THEME);
  writeFileSync(join(folder, "page.html"), html);
  visitor = await openFile(join(folder, "page.html"));
});
afterAll(async () => {
  await visitor.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the page of a measurement", () => {
  test("begins with its answer in one sentence", async () => {
    const { page } = await visitor.visit(1280, { script: false });
    const first = await page.$eval("h1 + p", (p) => p.textContent);
    expect(first).toMatch(
      /^A window of \d+ of the 256 keys leaves a mean total variation of at most 0\.05; normal logits of the same row scales would need (as many|\d+)\.$/,
    );
    await page.close();
  });

  test.each([
    [false, "rgb(254, 254, 253)", "#123456"],
    [true, "rgb(22, 24, 27)", "#abcdef"],
  ])("follows the report's theme and the project's own (dark: %s)", async (dark, ground, accent) => {
    const { page, complaints, requests } = await visitor.visit(1280, { dark, drawn: false });
    expect(await read(page, "getComputedStyle(document.body).backgroundColor")).toBe(ground);
    expect(await read(page, 'getComputedStyle(document.documentElement).getPropertyValue("--accent")')).toBe(accent);
    expect(await read(page, 'getComputedStyle(document.querySelector("h1")).letterSpacing')).toBe("1px");
    const ink = await read<string>(page, 'getComputedStyle(document.querySelector(".chart [stroke]")).stroke');
    expect(ink).not.toBe("none");
    expect(requests).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each([1280, 390])("fits %d px, light and dark, and axe finds nothing", async (width) => {
    for (const dark of [false, true]) {
      const { page } = await visitor.visit(width, { dark, drawn: false });
      expect(await read(page, "document.documentElement.scrollWidth")).toBe(width);
      await expectAccessible(page, ["as it comes"]);
      await page.close();
    }
  });

  test("holds both figures and every table, and no script", () => {
    expect(html.match(/<svg /g)).toHaveLength(2);
    expect(html.match(/<table>/g)).toHaveLength(3);
    expect(html).not.toMatch(/<script|<link|src=|@import|url\(h/);
  });
});
