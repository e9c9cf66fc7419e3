/** The page appears soon, and nothing in it moves by itself, in a real browser. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "./open-page.js";
import { FRAME_SEEN, READ_ON, SHIFTS } from "./shifts.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...PAGE_INPUT, explore: true });
});
afterAll(() => visitor.close());

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

/** Boxes of the panels that are lower than what they were filled with. */
const TOO_LOW = `[...document.querySelectorAll(".panel :is(.answer, .results, .command)")].filter((box) => {
  const kept = parseFloat(getComputedStyle(box).minHeight);
  box.style.minHeight = "0";
  const needed = box.getBoundingClientRect().height;
  box.style.minHeight = "";
  return needed > kept + 1;
}).map((box) => [box.closest(".panel").dataset.panel, box.className])`;

it("the panels keep room for their first answers at every width", async () => {
  const { page } = await visitor.visit(1280);
  await read(page, READ_ON);
  await page.waitForFunction('document.querySelectorAll(".panel[data-computed]").length === 2');
  for (const width of [1280, 640, 390, 360]) {
    await page.setViewport({ width, height: 900 });
    expect(await read(page, TOO_LOW), `${width} px`).toEqual([]);
  }
  await page.close();
});

it("a shift would be seen", async () => {
  const { page } = await visitor.visit(1280);
  await read(page, 'document.querySelector("main").prepend(document.createElement("hr"))');
  await read(page, FRAME_SEEN);
  expect(await read(page, SHIFTS)).not.toEqual([]);
  await page.close();
});

it("shows its first content within five seconds on any machine", async () => {
  const { page } = await visitor.visit(1280, { drawn: false });
  const painted = 'performance.getEntriesByName("first-contentful-paint")[0]?.startTime';
  await page.waitForFunction(`${painted} !== undefined`);
  expect(await read<number>(page, painted)).toBeLessThan(5_000);
  await page.close();
});
