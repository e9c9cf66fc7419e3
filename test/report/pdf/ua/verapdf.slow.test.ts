/** Both PDFs of a small report before veraPDF. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../../../report/pdf/browser.js";
import { printPdf, type PrintedPart } from "../../../../report/pdf/print.js";
import { writeSmallReport } from "./small-report.js";
import { brokenRules, hasVeraPdf } from "./verapdf.js";

describe.skipIf(!(await hasVeraPdf()))("by veraPDF, which must be on the PATH,", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
    await writeSmallReport(join(folder, "index.html"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each<PrintedPart>(["article", "supplement"])("the %s meets PDF/UA-1", async (part) => {
    const pdf = join(folder, `${part}.pdf`);
    await printPdf(join(folder, "index.html"), pdf, { browser: await findBrowser({ installed: false }), part });
    expect(await brokenRules(pdf)).toEqual([]);
  });
});
