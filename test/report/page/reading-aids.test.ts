/** Filters of the ledger and search, with the keyboard, in a real browser from file://. */
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage(PAGE_INPUT);
});
afterAll(() => visitor.close());

/** None of these waits for the figures. */
async function visit(script = true, width = 1280): Promise<Page> {
  return (await visitor.visit(width, { script, drawn: false })).page;
}
const visible = (selector: string): string =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((e) => e.checkVisibility()).length`;
const ROWS = visible(".ledger tbody tr:not(.group)");
const COUNT = 'document.querySelector(".ledger-filter output").value';
const SELECTED = "document.querySelector('.search [aria-selected=\"true\"] b')?.textContent";

describe("the ledger's filters", () => {
  it("show the rows that fit, hide groups without any, tell the count, and can be undone", async () => {
    const page = await visit();
    expect(await read(page, COUNT)).toBe("3 claims");
    await page.select('.ledger-filter [name="outcome"]', "violated");
    expect([await read(page, ROWS), await read(page, COUNT)]).toEqual([1, "1 of 3 claims"]);
    expect(await read(page, visible(".ledger tbody"))).toBe(1);
    await page.select('.ledger-filter [name="chapter"]', "04-hostile");
    expect([await read(page, ROWS), await read(page, COUNT)]).toEqual([0, "0 of 3 claims"]);
    await page.focus(".ledger-filter button");
    await page.keyboard.press("Enter");
    expect([await read(page, ROWS), await read(page, COUNT)]).toEqual([3, "3 claims"]);
    await page.close();
  });

  it("tell a row's range when its link has the focus", async () => {
    const page = await visit();
    const clip = 'getComputedStyle(document.querySelector(".ledger td svg + span")).clipPath';
    expect(await read(page, clip)).not.toBe("none");
    await page.focus('.ledger td a[href="#t4-3-order"]');
    expect(await read(page, clip)).toBe("none");
    await page.close();
  });
});

describe("search", () => {
  it("begins with /, moves with the arrows, goes with Enter", async () => {
    const page = await visit();
    await page.keyboard.press("/");
    expect(await read(page, 'document.activeElement.getAttribute("role")')).toBe("combobox");
    await page.keyboard.type("T4.3-order");
    expect(await read(page, SELECTED)).toBe("Theorem 4.3 of the paper, sharpened: T4.3-order");
    expect(await read(page, visible(".contents details"))).toBe(0);
    const active = 'document.activeElement.getAttribute("aria-activedescendant")';
    expect(await read(page, active)).toBe("search-result-1");
    await page.keyboard.press("Enter");
    expect(await read(page, "location.hash")).toBe("#t4-3-order");
    expect(await read(page, "document.activeElement.id")).toBe("t4-3-order");
    expect(await read(page, visible(".contents details"))).toBe(1);
    await page.close();
  });

  it("finds headings, captions and words of statements, also by their beginnings; the arrows go round", async () => {
    const page = await visit();
    await page.keyboard.press("/");
    await page.keyboard.type("figure 1");
    const labels = '[...document.querySelectorAll(".search li b")].map((b) => b.textContent)';
    const found = await read<string[]>(page, labels);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toContain("Figure 1.1");
    await page.keyboard.press("ArrowUp");
    expect(await read(page, SELECTED)).toBe(found.at(-1));
    await page.keyboard.press("ArrowDown");
    expect(await read(page, SELECTED)).toBe(found[0]);
    await page.close();
  });

  it("tells when nothing is found, and leaves with Escape", async () => {
    const page = await visit();
    await page.keyboard.press("/");
    await page.keyboard.type("zzzzz");
    expect(await read(page, 'document.querySelector(".search [role=status]").textContent')).toBe("Nothing found.");
    expect(await read(page, 'document.activeElement.getAttribute("aria-expanded")')).toBe("false");
    await page.keyboard.press("Escape");
    expect(await read(page, 'document.querySelector(".search input").value')).toBe("");
    expect(await read(page, visible(".contents details"))).toBe(1);
    await page.close();
  });

  it("fits a phone", async () => {
    const page = await visit(true, 390);
    await page.focus(".search input");
    await page.keyboard.type("the");
    expect(await read(page, "document.documentElement.scrollWidth")).toBe(390);
    await page.close();
  });
});

describe("without JavaScript, and on paper", () => {
  it("there are all rows and no controls", async () => {
    const page = await visit(false);
    // Scripts of the page do not run; this one is the test's.
    expect(await read(page, ROWS)).toBe(3);
    expect(await read(page, visible(".ledger-filter, .search"))).toBe(0);
    await page.close();
    const paper = await visit();
    await paper.emulateMediaType("print");
    expect(await read(paper, visible(".ledger-filter, .search"))).toBe(0);
    await paper.close();
  });
});
