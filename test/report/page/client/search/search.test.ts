/** What readers type into the search, and where that leads first: the report's own glossary beside a small page's claims. */
import type { Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../../../report/document/read.js";
import { readNotebook } from "../../../../../report/notebooks/read.js";
import { enginePath } from "../../../../../report/root.js";
import type { ExecutedNotebook } from "../../../../../report/types.js";
import { HOSTILE, SPARSITY } from "../../../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "../../open-page.js";

let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  const file = await readNotebook(enginePath("notebooks", "17-glossary.ipynb"), 17);
  const glossary: ExecutedNotebook = { ...file, failures: [], seconds: 0, cellSeconds: {}, reused: false };
  const document = readDocument([SPARSITY, HOSTILE, glossary]);
  visitor = await openPage({ ...PAGE_INPUT, document, partial: true });
  ({ page } = await visitor.visit(1280, { drawn: false }));
});
afterAll(() => visitor.close());

const FIRST = 'document.querySelector(".search li")?.dataset.anchor ?? "nothing"';
const STATUS = 'document.querySelector(".search [role=status]").textContent';

async function type(query: string): Promise<void> {
  await page.focus(".search input");
  await page.keyboard.press("Escape");
  await page.focus(".search input");
  await page.keyboard.type(query);
}

describe("the first place that is found", () => {
  it.each([
    ["how do I get sigma", "17-glossary-how-do-i-get-"],
    ["how many keys", "17-glossary-how-many-keys-"],
    ["when does the theory not apply", "17-glossary-when-does-the-theory-not-apply"],
    ["sigma", "17-glossary-row-scale-"],
    ["window", "17-glossary-window-"],
    ["eviction", "17-glossary-kv-cache-"],
    ["decode", "17-glossary-gpu-memory-"],
    ["GPU memory", "17-glossary-gpu-memory-"],
    ["vLLM", "17-glossary-gpu-memory-"],
    ["GQA", "17-glossary-gqa-"],
    ["top-p", "17-glossary-top-p-"],
    ["needle", "17-glossary-needle-"],
    ["safe", "17-glossary-when-does-"],
    ["dump_attention", "17-glossary-how-do-i-get-"],
    ["seed", "verdicts-profile"],
    ["false alarm", "verdicts-level"],
    ["control", "verdicts-control"],
    ["violated", "ledger-claims"],
    ["T4.3-order", "t4-3-order"],
  ])("of %s", async (query, anchor) => {
    await type(query);
    expect(await read(page, FIRST)).toContain(anchor);
    expect(await read(page, STATUS)).toMatch(/^\d+ place/);
  });

  it("is one with similar words only where none has the words, and says so", async () => {
    await type("evictoin");
    expect(await read(page, FIRST)).toContain("17-glossary-kv-cache-");
    expect(await read(page, STATUS)).toMatch(/^No exact match; /);
    await type("eviction");
    expect(await read(page, 'document.querySelectorAll(".search li").length')).toBe(1);
  });
});

describe("a jump to a place", () => {
  it.each(["stated reconstructed", "needle", "sharp"])("marks its entry of the contents: %s", async (query) => {
    await type(query);
    const anchor = await read<string>(page, FIRST);
    await page.keyboard.press("Enter");
    await page.waitForFunction(`document.querySelector(".contents [aria-current]")?.hash === "#${anchor}"`);
    expect(await read(page, "decodeURIComponent(location.hash)")).toBe(`#${anchor}`);
  });

  it("leaves the mark to what is read once the reader moves on", async () => {
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("Home");
    await page.waitForFunction("scrollY === 0");
    await page.waitForFunction('document.querySelector(".contents [aria-current]")?.hash !== location.hash');
  });
});
