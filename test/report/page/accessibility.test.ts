/** What axe finds in the page, in a real browser: nothing. At both widths in both schemes: accessibility.slow, whole-page.slow. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { expectAccessible, openEverything } from "./accessible.js";
import { openPage, read, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...PAGE_INPUT, explore: true });
});
afterAll(() => visitor.close());

it("axe finds nothing at 390 px, dark, in any state", async () => {
  const { page } = await visitor.visit(390, { dark: true });
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
