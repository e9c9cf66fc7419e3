/** The page appears soon, and nothing in it moves by itself, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...PAGE_INPUT, explore: true });
});
afterAll(() => visitor.close());

/** Every shift since the page was opened: how much, when, where the reader was, and what moved first. */
const SHIFTS = `new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 500);
}).then((entries) => entries.map(({ value, startTime, sources }) =>
  [value, startTime, scrollY, sources[0]?.node?.nodeName, sources[0]?.node?.className].join(" ")))`;

/** Scrolls to the end as a reader does who turns pages. */
const READ_ON = `(async () => {
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
    scrollTo({ top, behavior: "instant" });
    await new Promise((next) => setTimeout(next, 50));
  }
})()`;

describe.each([1280, 390])("at %i px", (width) => {
  it("nothing moves, from the first paint to the last figure", async () => {
    const { page } = await visitor.visit(width);
    await read(page, READ_ON);
    await page.waitForSelector('[data-panel="phase"][data-computed] .live-chart svg.chart');
    expect(await read(page, SHIFTS)).toEqual([]);
    await page.close();
  });

  it("nothing moves for a reader who is faster than the figures", async () => {
    const { page } = await visitor.visit(width, { drawn: false });
    await read(page, READ_ON);
    await page.waitForFunction('document.documentElement.dataset.figures === "drawn"');
    expect(await read(page, SHIFTS)).toEqual([]);
    await page.close();
  });
});

it("a shift would be seen", async () => {
  const { page } = await visitor.visit(1280);
  await read(page, 'document.querySelector("main").prepend(document.createElement("hr"))');
  await read(page, "new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))");
  expect(await read(page, SHIFTS)).not.toEqual([]);
  await page.close();
});

it("shows its first content within a second on a quiet machine, within five on any", async () => {
  const { page } = await visitor.visit(1280);
  const painted = 'performance.getEntriesByName("first-contentful-paint")[0].startTime';
  expect(await read<number>(page, painted)).toBeLessThan(5_000);
  await page.close();
});
