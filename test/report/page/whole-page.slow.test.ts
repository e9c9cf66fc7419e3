/** The project's own report, whole, as readers open it. Its notebooks come from the cache where they were executed before. */
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SEED } from "ncsparse-kit/notebook/session";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildReport } from "../../../report/build.js";
import { CACHE_FOLDER, CacheStore } from "../../../report/cache/store.js";
import { readProject } from "../../../report/config/read-project.js";
import { printPdf } from "../../../report/pdf/print.js";
import { enginePath } from "../../../report/root.js";
import { readPdf } from "../pdf/read-pdf.js";
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
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const code = await buildReport(
    {
      ...{ project, only: [], profile: "quick", seed: DEFAULT_SEED, pdf: false, cores: 2, out: join(out, "report") },
      cache: new CacheStore(join(project.root, ...CACHE_FOLDER)),
    },
    { step: async (_, work) => await work(() => undefined) },
    new AbortController().signal,
  );
  write.mockRestore();
  expect(code).toBe(0);
  visitor = await openFile(join(out, "report", "index.html"), AXE_TIMEOUT_MS);
}, 1_200_000);
afterAll(async () => {
  await visitor.close();
  await rm(out, { recursive: true, force: true });
});

it("weighs at most 5 MB", async () => {
  expect((await stat(join(out, "report", "index.html"))).size).toBeLessThanOrEqual(5_000_000);
});

it("has an article of 12 to 16 pages", async () => {
  const pdf = join(out, "article.pdf");
  await printPdf(join(out, "report", "index.html"), pdf, { part: "article", timeoutMs: 600_000 });
  const { pages } = await readPdf(await readFile(pdf));
  expect(pages.length).toBeGreaterThanOrEqual(12);
  expect(pages.length).toBeLessThanOrEqual(16);
});

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
