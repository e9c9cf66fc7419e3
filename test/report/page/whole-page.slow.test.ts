/** The project's own report, whole, as readers open it. Its notebooks come from the cache where they were executed before. */
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SEED } from "ncsparse-kit/notebook/session";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildReport } from "../../../report/build.js";
import { CACHE_FOLDER, CacheStore } from "../../../report/cache/store.js";
import { readProject } from "../../../report/config/read-project.js";
import { enginePath } from "../../../report/root.js";
import { pageFills, pagesWithin, type PageFill } from "../pdf/page-fill.js";
import { expectAccessible } from "./accessible.js";
import { openFile, read, type Visitor } from "./open-page.js";
import { READ_ON, SHIFTS } from "./shifts.js";

/** axe looks at a hundred thousand elements: a minute and a half on a quiet machine. */
const AXE_TIMEOUT_MS = 1_200_000;

let out: string;
let visitor: Visitor;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "ncsparse-whole-"));
  const project = readProject(enginePath("ncsparse.config.json"));
  let told = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    told += String(text);
    return true;
  });
  const code = await buildReport(
    {
      ...{ project, only: [], profile: "quick", seed: DEFAULT_SEED, pdf: true, cores: 2, out: join(out, "report") },
      cache: new CacheStore(join(project.root, ...CACHE_FOLDER)),
    },
    { step: async (_, work) => await work(() => undefined) },
    new AbortController().signal,
  );
  write.mockRestore();
  expect(code, told).toBe(0);
  visitor = await openFile(join(out, "report", "index.html"), AXE_TIMEOUT_MS);
}, 1_200_000);
afterAll(async () => {
  // Where the report was not written there is no visitor.
  await (visitor as Visitor | undefined)?.close();
  await rm(out, { recursive: true, force: true });
});

it("weighs at most 5 MB", async () => {
  expect((await stat(join(out, "report", "index.html"))).size).toBeLessThanOrEqual(5_000_000);
});

it("has an article of 12 to 16 pages, all of them but the last four fifths full", async () => {
  const pages = await pageFills(await readFile(join(out, "report", "report.pdf")));
  expect(pages.length).toBeGreaterThanOrEqual(12);
  expect(pages.length).toBeLessThanOrEqual(16);
  for (const { page, fill } of pages.slice(0, -1)) expect(fill, `page ${page}`).toBeGreaterThanOrEqual(0.8);
});

describe("its PDF", () => {
  let pages: PageFill[];
  beforeAll(async () => {
    pages = await pageFills(await readFile(join(out, "report", "supplement.pdf")));
  });

  it("has fewer than one page in eleven that is under 70 % full, but for chapters' last ones", () => {
    const within = pagesWithin(pages);
    expect(within.length).toBeGreaterThan(200);
    const poor = within.filter(({ fill }) => fill < 0.7);
    expect(poor.length / within.length, poor.map(({ page }) => page).join(" ")).toBeLessThan(1 / 11);
  });

  it("parts at most one box in six from its figure", async () => {
    const { page } = await visitor.visit(1280, { script: false });
    const boxes = await read<[box: string, figure: string][]>(page, BOXES);
    await page.close();
    const texts = pages.map(({ text }) => squeezed(text));
    const pageOf = (words: string): number => texts.findLastIndex((text) => text.includes(squeezed(words)));
    const found = boxes.map(([box, figure]) => [pageOf(box), pageOf(figure)] as const);
    const known = found.filter(([box, figure]) => box >= 0 && figure >= 0);
    expect(known.length).toBeGreaterThan(0.9 * boxes.length);
    expect(boxes.length).toBeGreaterThan(150);
    expect(known.filter(([box, figure]) => box !== figure).length / known.length).toBeLessThan(1 / 6);
  });
});

/** What a box and its first figure begin with. */
const BOXES = `[...document.querySelectorAll(".claim, .part")].flatMap((box) => {
  const figure = box.querySelector(":scope > figure:not(.numbered-table) > figcaption");
  const words = figure?.textContent.slice(0, 24).replace(/[^A-Za-z0-9. ].*/, "") ?? "";
  return figure === null ? [] : [[box.querySelector(".claim-label").textContent + ".", words]];
})`;

/** PDFs part words from signs by blanks of their own. */
function squeezed(text: string): string {
  return text.replace(/[\s\u2061\u200b]+/g, "");
}

describe.each([
  [1280, "light"],
  [1280, "dark"],
  [390, "light"],
  [390, "dark"],
])("at %i px, %s", (width, scheme) => {
  // What else a reader can bring a page into is accessibility.test.ts's, with a small one.
  it("axe finds nothing, as it comes and with everything open", async () => {
    const { page } = await visitor.visit(width, { dark: scheme === "dark" });
    page.setDefaultTimeout(300_000);
    await expectAccessible(page, ["as it comes", "open"]);
    await page.close();
  });

  it("nothing moves, nothing is asked for, nothing is complained of; no line is wider than the window", async () => {
    const { page, complaints, requests } = await visitor.visit(width, { dark: scheme === "dark" });
    await read(page, READ_ON);
    expect(await read(page, SHIFTS)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    expect(await read(page, "document.documentElement.scrollWidth")).toBe(width);
    await page.close();
  });
});
