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

it("what goes on behind an edge fades out there, until the reader has scrolled to its end", async () => {
  const { page } = await visitor.visit(390);
  await openEverything(page);
  const more = (element: string): string => `${element}.dataset.more ?? ""`;
  const wide = '[...document.querySelectorAll("main .table-scroll")].find((e) => e.scrollWidth > e.clientWidth + 100)';
  await page.waitForFunction(`${wide}?.dataset.more === "end"`);
  expect(await read(page, `getComputedStyle(${wide}).maskImage`)).toContain("linear-gradient");
  await page.evaluate(`window.wide = ${wide}; window.wide.scrollLeft = 40`);
  await page.waitForFunction('window.wide.dataset.more === "start end"');
  await page.evaluate("window.wide.scrollLeft = 1e6");
  await page.waitForFunction('window.wide.dataset.more === "start"');
  const narrow = '[...document.querySelectorAll("main .equation")].find((e) => e.scrollWidth <= e.clientWidth)';
  expect(await read(page, more(narrow))).toBe("");
  await page.close();
});

it("the way back to the contents covers no text at the page's end", async () => {
  const { page } = await visitor.visit(390);
  await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
  const bar = 'document.querySelector(".to-contents").getBoundingClientRect().top';
  await page.waitForFunction(`document.querySelector(".colophon dl").getBoundingClientRect().bottom <= ${bar}`);
  await page.close();
});
