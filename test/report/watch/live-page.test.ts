/** An open page that follows what is written, in a real browser. */
import { readDocument } from "../../../report/document/read.js";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderPage, type PageInput } from "../../../report/page/page.js";
import { startServer, type LiveServer } from "../../../report/watch/server.js";
import { HOSTILE, SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { AFTER, edited } from "../page/chapters.js";
import { read } from "../page/open-page.js";
import { launchOnLoopback } from "./launch-on-loopback.js";

const INPUT: PageInput = { ...PAGE_INPUT, document: readDocument([SPARSITY, HOSTILE, AFTER]) };

/** What a reader sees of the page, other than what its script and the watcher add. */
const SHOWN = `(() => {
  const copy = document.documentElement.cloneNode(true);
  for (const added of copy.querySelectorAll("script, .figure-tools, #live-status, #vg-tooltip-element, .search")) added.remove();
  for (const drawing of copy.querySelectorAll(".drawing")) drawing.textContent = drawing.textContent;
  for (const named of copy.querySelectorAll("[aria-current], .names-series")) named.removeAttribute("aria-current");
  return copy.querySelector("body").innerHTML.replace(/\\s+/g, " ");
})()`;
const DRAWN = 'document.documentElement.dataset.figures === "drawn"';

let folder: string;
let server: LiveServer;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-live-"));
  server = await startServer(folder, 0);
  browser = await launchOnLoopback();
  page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  await page.setViewport({ width: 1280, height: 900 });
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(input: PageInput): Promise<void> {
  await writeFile(join(folder, "index.html"), await renderPage(input));
  await server.pageChanged();
}

beforeEach(async () => {
  // An open page would follow what is written, while it is told to go elsewhere.
  await page.goto("about:blank");
  await write(INPUT);
  await page.goto(server.url);
  await page.waitForFunction(DRAWN);
  // A page that is loaded anew has lost them.
  await read(
    page,
    "void (window.nodes = Object.fromEntries([...document.querySelectorAll('[id]')].map((e) => [e.id, e])))",
  );
});

const isSame = (id: string): Promise<boolean | undefined> =>
  read(page, `window.nodes && window.nodes["${id}"] === document.getElementById("${id}")`);

/** Waits until the page shows a text, and has drawn its figures. */
async function until(text: string): Promise<void> {
  await page.waitForFunction(
    `document.querySelector("main")?.textContent.includes(${JSON.stringify(text)}) && ${DRAWN}`,
  );
}

describe("an open page", () => {
  it("has a chapter replaced whose prose was saved, and nothing else", async () => {
    const opened = 'document.querySelector("#chapter-1 details:not(.figure-tools)").open';
    await read(page, `void (${opened} = true)`);
    const lower = `[...document.querySelectorAll("#chapter-3 p")].find((p) => p.textContent.startsWith("Prose 17.")).getBoundingClientRect().top`;
    await read(page, `scrollBy({ top: ${lower} + 40, behavior: "instant" })`);
    const [before, scrolled] = [await read<number>(page, lower), await read<number>(page, "scrollY")];
    const longer = `what is left is tiny.\n\n${"Newly said. ".repeat(200)}\n\nHow`;
    await write({
      ...INPUT,
      document: readDocument([edited(SPARSITY, "what is left is small. How", longer), HOSTILE, AFTER]),
    });
    await until("Newly said.");
    expect(await isSame("chapter-1")).toBe(false);
    for (const id of ["chapter-2", "chapter-3", "fig-3-1", "ledger", "contents"])
      expect(await isSame(id), id).toBe(true);
    expect(await read<number>(page, lower)).toBeCloseTo(before, 0);
    expect(await read<number>(page, "scrollY")).toBeGreaterThan(scrolled + 100);
    expect(await read(page, opened)).toBe(true);
  });

  it("has live figures in the new chapter, finds its words, and marks its sections", async () => {
    await write({
      ...INPUT,
      document: readDocument([edited(SPARSITY, "## Three bounds", "## Xylophones"), HOSTILE, AFTER]),
    });
    await until("Xylophones");
    expect(await isSame("chapter-1")).toBe(false);
    expect(await read(page, 'document.querySelectorAll("#chapter-1 [data-interactive] svg.chart").length')).toBe(3);
    await page.hover("#fig-1-1 .mark-symbol path:last-of-type");
    await page.waitForSelector("#vg-tooltip-element.visible");
    await page.keyboard.press("/");
    await page.keyboard.type("xylophones");
    await page.waitForFunction(`document.querySelector("#search-results li")?.textContent.includes("Xylophones")`);
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      `document.querySelector(".contents [aria-current]")?.textContent.includes("Xylophones")`,
    );
  });

  it.each([
    ["a title", "How small is", "Titled anew, how small is", "Titled anew"],
    [
      "a label",
      "\\label{eq:law}",
      "\\label{eq:first}\n$$\n\n$$\ny \\label{eq:law}\n$$\n\nNumbered anew.\n\n$$\nz",
      "Numbered anew",
    ],
    ["a heading", "## A literal", "## Headed anew\n\n## A literal", "Headed anew"],
  ])("equals a fresh one after a change of %s", async (_, from, to, text) => {
    await write({
      ...INPUT,
      document: readDocument([edited(SPARSITY, from, to), HOSTILE, AFTER]),
      commit: "26562fd0c0ff",
    });
    await until(text);
    const followed = await read<string>(page, SHOWN);
    await page.reload();
    await page.waitForFunction(DRAWN);
    expect(followed).toBe(await read<string>(page, SHOWN));
  });

  it("is loaded anew where parts do not do", async () => {
    await write({ ...INPUT, abstract: "Found anew." });
    await until("Found anew.");
    expect(await read(page, "window.nodes ?? null")).toBeNull();
  });

  it("complains of nothing", () => {
    expect(complaints).toEqual([]);
  });
});
