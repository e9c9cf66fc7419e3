/** The tools under a figure, in a real browser under the page's policy, from file://. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CLEAN_INPUT } from "../../../../../fixtures/report/page-input.js";
import { renderPage } from "../../../../../../report/page/page.js";
import { openPage, read, visitOnce, type Visitor } from "../../../open-page.js";

let visitor: Visitor;
let folder: string;
beforeAll(async () => {
  visitor = await openPage(CLEAN_INPUT);
  folder = await mkdtemp(join(tmpdir(), "ncsparse-downloads-"));
});
afterAll(async () => {
  await visitor.close();
  await rm(folder, { recursive: true, force: true });
});

async function openTools(page: Page): Promise<void> {
  await page.focus("#fig-1-1 .figure-tools summary");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#fig-1-1 .tool-row");
}

async function press(page: Page, name: string): Promise<void> {
  await page.evaluate(
    `[...document.querySelectorAll("#fig-1-1 .tool-row button")].find((b) => b.textContent === ${JSON.stringify(name)}).focus()`,
  );
  await page.keyboard.press("Enter");
}

const dimmed = (page: Page): Promise<number> => read(page, 'document.querySelectorAll("#fig-1-1 .dimmed").length');

describe("the tools under a figure", () => {
  const opened = visitOnce(async () => {
    const visit = await visitor.visit(1280);
    await openTools(visit.page);
    return visit;
  });

  it("download SVG, CSV and the Vega-Lite spec, without asking for anything or breaking the policy", async () => {
    const { page, complaints, requests } = opened;
    const session = await page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    for (const name of ["SVG", "CSV", "Vega-Lite"]) await press(page, name);
    const expected = ["figure-1-1.csv", "figure-1-1.svg", "figure-1-1.vl.json"];
    await vi.waitFor(async () => expect((await readdir(folder)).sort()).toEqual(expected), { timeout: 20_000 });
    const [csv, svg, spec] = await Promise.all(expected.map((name) => readFile(join(folder, name), "utf8")));
    expect(csv).toMatch(/^label,.*\bx,y\b.*\r\n/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect((JSON.parse(spec!) as { $schema: string }).$schema).toContain("vega-lite");
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("show the numbers, rounded to read and whole when copied", async () => {
    const { page } = opened;
    const copied = await read<string>(
      page,
      `(() => {
        const table = document.querySelector("#fig-1-1 .data-view table");
        getSelection().selectAllChildren(table);
        const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
        table.dispatchEvent(event);
        return event.clipboardData.getData("text/plain");
      })()`,
    );
    const values = await read<string[]>(
      page,
      '[...document.querySelectorAll("#fig-1-1 .data-view tbody data")].map((d) => d.value)',
    );
    const lines = copied.split("\n");
    expect(lines).toHaveLength(
      1 + (await read<number>(page, 'document.querySelectorAll("#fig-1-1 .data-view tbody tr").length')),
    );
    expect(lines.slice(1).flatMap((line) => line.split("\t").filter((cell) => values.includes(cell)))).toEqual(values);
  });

  it("single out a series by its button and by its label, and show all again", async () => {
    const { page } = opened;
    const names = await read<string[]>(
      page,
      '[...document.querySelectorAll("#fig-1-1 [data-series]")].map((b) => b.textContent)',
    );
    expect(names).toContain("order statistics");
    await press(page, "order statistics");
    expect(await dimmed(page)).toBeGreaterThan(0);
    const own =
      '[...document.querySelectorAll("#fig-1-1 .names-series")].find((t) => t.textContent === "order statistics")';
    expect(await read(page, `${own}.classList.contains("dimmed")`)).toBe(false);
    expect(await read(page, 'document.querySelector("#fig-1-1 [aria-pressed=true]").textContent')).toBe(
      "order statistics",
    );
    await read(page, `${own}.dispatchEvent(new MouseEvent("click", { bubbles: true }))`);
    expect(await dimmed(page)).toBe(0);
    expect(await read(page, 'document.querySelectorAll("#fig-1-1 [aria-pressed=true]").length')).toBe(0);
  });

  it.each([1280, 390])(
    "open the figure in the whole window of %i px, tooltips included; Escape returns",
    async (width) => {
      const { page } = await visitor.visit(width);
      await openTools(page);
      await press(page, "Larger");
      await page.waitForSelector("dialog.larger[open] svg.chart");
      const size = await read<number[]>(
        page,
        '["#fig-1-1 .drawing svg", "dialog svg"].map((s) => document.querySelector(s).getBoundingClientRect().width)',
      );
      expect(size[1]).toBeGreaterThan(size[0]! * 1.2);
      await page.hover("dialog .mark-symbol path:first-of-type");
      await page.waitForSelector("dialog #vg-tooltip-element.visible");
      await page.keyboard.press("Escape");
      await page.waitForFunction('!document.querySelector("dialog.larger").open');
      expect(await read(page, "document.activeElement.textContent")).toBe("Larger");
      expect(await read(page, 'document.querySelectorAll("#vg-tooltip-element").length')).toBe(1);
      await page.close();
    },
  );

  it("fit 390 px, and are not on paper", async () => {
    const { page } = await visitor.visit(390);
    await openTools(page);
    expect(await read(page, "document.documentElement.scrollWidth")).toBe(390);
    await page.emulateMediaType("print");
    expect(await page.$eval("#fig-1-1 .figure-tools", (e) => e.checkVisibility())).toBe(false);
    await page.close();
  });
});

describe("what a figure says in words", () => {
  it("is there for every figure, names the claim that it belongs to, and holds no TeX", async () => {
    const html = await renderPage(CLEAN_INPUT);
    const figures = [...html.matchAll(/<figure id="fig[^]*?<\/figure>/g)].map(([figure]) => figure);
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) expect(figure).toMatch(/<svg(?=[^>]* role="img")[^>]* aria-label="[^"$]{20,}"/);
  });
});
