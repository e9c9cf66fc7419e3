/** Both PDFs of a page, printed at once: each whole, or what is missing is told and nothing is left behind. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Progress } from "../../report/cli/progress.js";
import { InterruptedError } from "../../report/errors.js";
import { printIfAsked, reportPdfs } from "../../report/print-if-asked.js";
import type { PdfState } from "../../report/ledger/run-file.js";
import { isRunning } from "./kernel/temporary.js";
import { readPdf } from "./pdf/read-pdf.js";

const PAGE = `<html lang="en"><title>A page</title><main><h1>A page</h1>
<article class="chapter short"><h2>The article</h2><p>In short.</p></article>
<article class="chapter"><h2>A chapter</h2><p>At length.</p></article></main></html>`;
const SILENT: Progress = { step: (_, run) => run(() => undefined) };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  await mkdir(join(folder, "temporary"));
  await writeFile(join(folder, "index.html"), PAGE);
  vi.stubEnv("TMPDIR", join(folder, "temporary"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function print(signal = new AbortController().signal): Promise<PdfState> {
  const printing = { html: join(folder, "index.html"), pdfs: reportPdfs(folder, true) };
  return await printIfAsked(true, printing, { memory: null, progress: SILENT, signal });
}

/** Has all browsers be this shell script, which tells its process's number first. */
async function stubBrowser(script: string): Promise<void> {
  const path = join(folder, "browser");
  await writeFile(path, `#!/bin/sh\necho $$ >> "${folder}/pids"\n${script}\n`);
  await chmod(path, 0o755);
  vi.stubEnv("PUPPETEER_EXECUTABLE_PATH", path);
}

async function expectNothingLeft(): Promise<void> {
  const pids = (await readFile(join(folder, "pids"), "utf8")).trim().split("\n").map(Number);
  for (const pid of pids) await expect.poll(() => isRunning(pid)).toBe(false);
  expect(await readdir(join(folder, "temporary"))).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.includes(".pdf"))).toEqual([]);
}

describe.skipIf(process.platform === "win32")("the PDFs of a page", () => {
  it("are both written, each with its part", async () => {
    expect(await print()).toEqual({ state: "written" });
    const textOf = async (name: string): Promise<string> =>
      (await readPdf(await readFile(join(folder, name)))).pages.join(" ");
    expect(await textOf("report.pdf")).toContain("In short.");
    expect(await textOf("supplement.pdf")).toContain("At length.");
    expect(await readdir(join(folder, "temporary"))).toEqual([]);
  });

  it("are both missing where no browser starts, which is told once", async () => {
    await stubBrowser("exit 5");
    expect(await print()).toMatchObject({
      state: "failed",
      reason: expect.stringContaining("did not start") as string,
    });
    await expectNothingLeft();
  });

  it("are given up by an interrupt, and their browsers ended", async () => {
    await stubBrowser("exec sleep 600");
    await expect(print(AbortSignal.timeout(300))).rejects.toThrow(InterruptedError);
    await expectNothingLeft();
  });
});
