/** What axe finds in the page, in a real browser: nothing. The whole report, at both widths in both schemes: whole-page.slow. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { expectAccessible, openEverything } from "./accessible.js";
import { openPage, read, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...PAGE_INPUT, explore: true });
});
afterAll(() => visitor.close());

it.each([
  [1280, "light"],
  [390, "dark"],
])("axe finds nothing at %i px, %s, in any state", async (width, scheme) => {
  const { page } = await visitor.visit(width, { dark: scheme === "dark" });
  await expectAccessible(page);
  await page.close();
});

it("only what scrolls sideways is in the order of the Tab key", async () => {
  const { page } = await visitor.visit(390);
  await openEverything(page);
  const scrollers = '[...document.querySelectorAll(".equation, .drawing, main .table-scroll:not(.data-view)")]';
  await page.waitForFunction(`${scrollers}.every((e) => (e.scrollWidth > e.clientWidth) === (e.tabIndex === 0))`);
  expect(await read(page, `${scrollers}.filter((e) => e.tabIndex === 0).length`)).toBeGreaterThan(0);
  expect(await read(page, `${scrollers}.filter((e) => e.tabIndex < 0).length`)).toBeGreaterThan(0);
  await page.close();
});
