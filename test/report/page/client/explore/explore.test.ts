/** The Explore panels in a real browser: their numbers are the library's, as Node computes them. */
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLEAN_INPUT } from "../../../../fixtures/report/page-input.js";
import { renderPage } from "../../../../../report/page/page.js";
import { openPage, read, visitOnce, type Visit, type Visitor } from "../../open-page.js";
import { drawnRow, phaseNumbers, windowNumbers } from "./node-numbers.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage({ ...CLEAN_INPUT, explore: true });
});
afterAll(() => visitor.close());

async function come(panel: string, width = 1280): Promise<Visit> {
  const visit = await visitor.visit(width);
  await read(visit.page, `document.querySelector('[data-panel="${panel}"]').scrollIntoView()`);
  await visit.page.waitForSelector(`[data-panel="${panel}"][data-computed]`);
  return visit;
}

/** Sets fields as a reader's input would, and waits for the answer. */
async function ask(page: Page, panel: string, fields: Record<string, string>): Promise<void> {
  const before = await read<string>(page, `document.querySelector('[data-panel="${panel}"]').dataset.computed`);
  await read(
    page,
    `(() => { for (const [name, value] of Object.entries(${JSON.stringify(fields)})) {
      const control = document.querySelector('[data-panel="${panel}"] [name="' + name + '"]');
      control.value = value; control.dispatchEvent(new Event("input", { bubbles: true }));
    } })()`,
  );
  await page.waitForFunction(`document.querySelector('[data-panel="${panel}"]').dataset.computed !== "${before}"`);
}

/** All numbers of a panel by key: the logarithm where that was computed, else the value. */
async function shown(page: Page, panel: string): Promise<Record<string, number>> {
  const texts = await read<[string, string][]>(
    page,
    `[...document.querySelectorAll('[data-panel="${panel}"] data')].map((d) => [d.dataset.key, d.dataset.ln ?? d.value])`,
  );
  return Object.fromEntries(texts.map(([key, text]) => [key, Number(text)]));
}

function expectSame(found: Record<string, number>, expected: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [key, value] of Object.entries(expected)) {
    if (!Number.isFinite(value)) expect(found[key], key).toBe(value);
    else expect(Math.abs(found[key]! - value), key).toBeLessThanOrEqual(1e-9 * Math.abs(value));
  }
}

const refusal = (page: Page, panel: string): Promise<string> =>
  read(page, `document.querySelector('[data-panel="${panel}"] .refusal').textContent`);

describe("choose a window", () => {
  const visit = visitOnce(() => come("window"));

  it("computes what the library computes in Node, to 1e-9, over a grid", async () => {
    const { page, complaints, requests } = visit;
    for (const [n, sigma, budget, amount] of [
      ["131072", 2, "tv", "0.05"],
      ["16384", 4, "tv", "0.1"],
      ["1,000", 0.5, "mass", "0.9"],
      ["2", 1, "tv", "0.5"],
      ["1e12", 3, "k", "1e6"],
      ["2^17", 1, "k", "131072"],
      ["10^100", 10, "mass", "0.5"],
      ["10^1000", 30, "tv", "1e-6"],
      ["10^1000", 90, "k", "10^200"],
    ] as const) {
      await ask(page, "window", { n, sigma: String(sigma), budget, amount });
      expect(await refusal(page, "window")).toBe("");
      expectSame(await shown(page, "window"), windowNumbers(n, sigma, budget, amount));
    }
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("says where its rule does not apply, in the library's words", async () => {
    const { page } = visit;
    await ask(page, "window", { n: "16384", sigma: "4", budget: "tv", amount: "0.1" });
    expect(await read(page, `document.querySelector('[data-panel="window"] .answer').textContent`)).toContain(
      "n must be at least 100 exp(sigma^2) = 888600000, got 16384",
    );
  });

  it("draws the law's curve where the law applies, and there alone", async () => {
    const { page } = visit;
    const panel = `document.querySelector('[data-panel="window"]')`;
    const lawDrawn = `${panel}.querySelectorAll(".live-chart svg .mark-line path[d]:not([d=''])").length > 0`;
    const hasKey = `${panel}.querySelector(".key-entry.law").checkVisibility()`;
    await ask(page, "window", { n: "131072", sigma: "2", budget: "tv", amount: "0.05" });
    expect([await read(page, lawDrawn), await read(page, hasKey)]).toEqual([true, true]);
    await ask(page, "window", { n: "16384", sigma: "4", budget: "tv", amount: "0.1" });
    expect([await read(page, lawDrawn), await read(page, hasKey)]).toEqual([false, false]);
    expect(await read(page, `${panel}.querySelector(".answer").textContent`)).toContain("do not apply either.");
  });

  it("takes shares in per cent and lengths by the thousand, as people write them", async () => {
    const { page } = visit;
    await ask(page, "window", { n: "128k", sigma: "2", budget: "tv", amount: "5 %" });
    expectSame(await shown(page, "window"), windowNumbers("131072", 2, "tv", "0.05"));
    expect(await read(page, `document.querySelector('[data-panel="window"] .command code').textContent`)).toBe(
      "npx ncsparse window --n 131072 --sigma 2 --tv 0.05 --rows 200",
    );
  });

  it("answers a range of scales at its safe end, and says what the other end needs", async () => {
    const { page } = visit;
    await ask(page, "window", { n: "131072", sigma: "1.8..2.2", budget: "tv", amount: "0.05" });
    const { "other.k": k, "other.expected": left, ...rest } = await shown(page, "window");
    expectSame(rest, windowNumbers("131072", 1.8, "tv", "0.05"));
    const other = windowNumbers("131072", 2.2, "tv", "0.05");
    expect([k, left]).toEqual([other.k, other["answer.expected"]]);
    expect(k).toBeLessThan(rest.k!);
    expect(await read(page, `document.querySelector('[data-panel="window"] .command code').textContent`)).toContain(
      "--sigma 1.8..2.2",
    );
  });

  it("keeps its budget with a whole number of keys, and speaks of n as it was typed", async () => {
    const { page } = visit;
    for (const [n, sigma, amount] of [
      ["4096", "5", "0.05"],
      ["4096", "4.2", "0.05"],
      ["32", "4.81", "0.011"],
      ["131072", "2", "0.05"],
    ] as const) {
      await ask(page, "window", { n, sigma, budget: "tv", amount });
      const numbers = await shown(page, "window");
      expect(Number.isInteger(numbers.k)).toBe(true);
      expect(numbers["answer.expected"]).toBeLessThanOrEqual(Number(amount));
      const text = await read<string>(page, `document.querySelector('[data-panel="window"]').textContent`);
      expect(text).not.toMatch(/ln n = /);
      expect(text).toContain(`k = ${numbers.k!.toLocaleString("en-US")},`);
    }
  });

  it.each([
    [
      { n: "0" },
      "keys n must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100, got “0”.",
    ],
    [
      { n: "many" },
      "keys n must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100, got “many”.",
    ],
    [
      { n: "10^1001" },
      "keys n must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100, got “10^1001”.",
    ],
    [
      { n: "1000.5" },
      "keys n must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100, got “1000.5”.",
    ],
    [{ sigma: "-1" }, "row scale σ must be a number above 0 and below 100, or a range such as 1.8..2.2, got “-1”."],
    [{ sigma: "" }, "row scale σ must be a number above 0 and below 100, or a range such as 1.8..2.2."],
    [{ amount: "1.5" }, "budget must be a share above 0 and below 1, such as 0.05 or 5%, got “1.5”."],
    [{ sigma: "3..2" }, "row scale σ must be a number above 0 and below 100, or a range such as 1.8..2.2, got “3..2”."],
    [{ amount: "200%" }, "budget must be a share above 0 and below 1, such as 0.05 or 5%, got “200%”."],
    [{ budget: "k", amount: "1e9" }, "budget must be an integer from 1 to n, got “1e9”."],
  ])("refuses %o in one line and recovers", async (fields: Record<string, string>, line) => {
    const { page, complaints } = visit;
    await ask(page, "window", fields);
    expect(await refusal(page, "window")).toBe(line);
    expect(await read(page, `document.querySelectorAll('[data-panel="window"] [aria-invalid]').length`)).toBe(1);
    await ask(page, "window", { n: "1024", sigma: "1", budget: "tv", amount: "0.2" });
    expect(await refusal(page, "window")).toBe("");
    expectSame(await shown(page, "window"), windowNumbers("1024", 1, "tv", "0.2"));
    expect(complaints).toEqual([]);
  });

  it("draws another row on request", async () => {
    const { page } = await come("window");
    for (const index of [0, 1]) {
      const row = drawnRow(131072, 2, 0.05, index);
      expect((await shown(page, "window"))["row.mass"]).toBeCloseTo(row.lnMass, 12);
      await page.click('[data-deed="draw"]');
      await page.waitForFunction(`document.querySelector(".row-number").textContent.startsWith("row ${index + 2} ")`);
    }
    await page.close();
  });
});

describe("the phase diagram at a length", () => {
  const visit = visitOnce(() => come("phase"));

  it("computes what the library computes in Node, to 1e-9, over a grid", async () => {
    const { page, complaints } = visit;
    for (const n of ["64", "1e6", "10^100", "10^1000"]) {
      for (const [c, C] of [
        [0, 0.5],
        [0.4, 0.5],
        [0.6, 0.64],
        [0.9, 0.95],
        [1.3, 0.3],
      ] as const) {
        await ask(page, "phase", { n, c: String(c), C: String(C) });
        expectSame(await shown(page, "phase"), phaseNumbers(n, c, C));
      }
    }
    expect(complaints).toEqual([]);
  });

  it("takes its point from a click into the plane, and its length from the slider by keyboard", async () => {
    const { page } = visit;
    const box = (await (await page.$('[data-chart="plane"] svg .mark-group .background'))!.boundingBox())!;
    const before = await read<string>(page, `document.querySelector('[data-panel="phase"]').dataset.computed`);
    await page.mouse.click(box.x + (0.6 / 1.5) * box.width, box.y + 0.25 * box.height);
    await page.waitForFunction(`document.querySelector('[data-panel="phase"]').dataset.computed !== "${before}"`);
    const point = await read<string[]>(page, `["c", "C"].map((id) => document.getElementById("phase-" + id).value)`);
    expect(Math.abs(Number(point[0]) - 0.6)).toBeLessThan(0.03);
    expect(Math.abs(Number(point[1]) - 0.75)).toBeLessThan(0.03);
    await page.focus('[data-panel="phase"] [data-slides="n"]');
    await page.keyboard.press("End");
    expect(await read(page, `document.getElementById("phase-n").value`)).toBe("10^1000");
  });

  it.each([
    [{ c: "-0.1", C: "0.5" }, "row scale c must be a number from 0 to 1.5, got “-0.1”."],
    [{ c: "0.4", C: "1" }, "window exponent C must be a number above 0 and below 1, got “1”."],
    [
      { n: "1", c: "0.4", C: "0.5" },
      "keys n must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100, got “1”.",
    ],
  ])("refuses %o in one line", async (fields: Record<string, string>, line) => {
    const { page } = visit;
    await ask(page, "phase", fields);
    expect(await refusal(page, "phase")).toBe(line);
    expect(await read(page, `document.querySelector('[data-panel="phase"]').textContent.includes("NaN")`)).toBe(false);
  });
});

describe("the section", () => {
  it("computes nothing before the reader comes near", async () => {
    const { page } = await visitor.visit(1280);
    await read(page, "new Promise((resolve) => setTimeout(resolve, 300))");
    expect(await read(page, `document.querySelectorAll('[data-panel="phase"][data-computed]').length`)).toBe(0);
    await page.close();
  });

  it("fits 390 px", async () => {
    const { page } = await come("phase", 390);
    expect(await read(page, "document.documentElement.scrollWidth")).toBe(390);
    const outside = `[...document.querySelectorAll(".panel *")].filter((e) => e.getBoundingClientRect().right > 391 && !e.closest(".table-scroll")).map((e) => e.tagName)`;
    expect(await read(page, outside)).toEqual([]);
    await page.close();
  });

  it("names the commands where there is no JavaScript, and is absent from paper and from reports that do not ask", async () => {
    const { page } = await visitor.visit(1280, { script: false });
    const visible = (selector: string): Promise<boolean> => page.$eval(selector, (e) => e.checkVisibility());
    expect(await visible(".explore-still")).toBe(true);
    expect(await visible(".explore-live")).toBe(false);
    await page.emulateMediaType("print");
    expect(await visible(".explore")).toBe(false);
    await page.close();
    const other = await renderPage(CLEAN_INPUT);
    expect(other).not.toContain('id="explore"');
    expect(other).not.toContain("inspectWindow");
  });
});
