/** Browsers that crash or hang: one line, the process gone, nothing of a PDF on disk. What a report then is: ../build.test.ts. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { InterruptedError, PdfError } from "../../../report/errors.js";
import { findBrowser, type BrowserInfo } from "../../../report/pdf/browser.js";
import { printPdf } from "../../../report/pdf/print.js";
import { isRunning } from "../kernel/temporary.js";

let folder: string;
let temporary: string;
let page: string;
const pdf = (): string => join(folder, "page.pdf");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-browsers-"));
  temporary = join(folder, "tmp");
  await mkdir(temporary);
  vi.stubEnv("TMPDIR", temporary);
  page = join(folder, "page.html");
  await writeFile(page, "<title>A page</title><p>A paragraph.");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A program that notes its process id and then runs `script`, in the place of a browser. */
async function fake(name: string, script: string): Promise<BrowserInfo> {
  const executablePath = join(folder, name);
  await writeFile(executablePath, `#!/bin/sh\necho $$ > "${folder}/${name}.pid"\n${script}\n`);
  await chmod(executablePath, 0o755);
  return { executablePath, source: "installed", shell: true, env: {} };
}

async function expectNothingLeft(name: string): Promise<void> {
  const pid = Number(await readFile(join(folder, `${name}.pid`), "utf8"));
  await expect.poll(() => isRunning(pid)).toBe(false);
  expect(await readdir(temporary)).toEqual([]);
  expect(await readdir(folder)).not.toContain("page.pdf");
}

describe.skipIf(process.platform === "win32")("a browser", () => {
  it("that ends at once is told as one that did not start, with what to do", async () => {
    const browser = await fake("ends", "exit 5");
    await expect(printPdf(page, pdf(), { browser })).rejects.toEqual(
      new PdfError(
        `no PDF: ${browser.executablePath} did not start (it ended before it answered); set PUPPETEER_EXECUTABLE_PATH to another browser`,
      ),
    );
    await expectNothingLeft("ends");
  });

  it("that hangs is ended when the time is up", async () => {
    const browser = await fake("hangs", "exec sleep 600");
    await expect(printPdf(page, pdf(), { browser, timeoutMs: 1000 })).rejects.toEqual(
      new PdfError(
        `no PDF: ${browser.executablePath} did not start (no answer in 1 s); set PUPPETEER_EXECUTABLE_PATH to another browser`,
      ),
    );
    await expectNothingLeft("hangs");
  });

  it("that hangs is ended by an interrupt, at once", async () => {
    const browser = await fake("hangs-still", "exec sleep 600");
    const started = performance.now();
    const signal = AbortSignal.timeout(300);
    await expect(printPdf(page, pdf(), { browser, timeoutMs: 60_000, signal })).rejects.toThrow(InterruptedError);
    expect(performance.now() - started).toBeLessThan(20_000);
    await expectNothingLeft("hangs-still");
  });

  it("that is killed while it prints is told to have failed", async () => {
    const real = await findBrowser({ installed: false });
    // The browser goes when its first page is loaded: puppeteer's pipe closes in the middle of the work.
    const script = `"${real.executablePath}" "$@" &\nbrowser=$!\nwhile ! [ -e "${folder}/loaded" ]; do sleep 0.02; done\nkill -KILL $browser`;
    const browser = { ...(await fake("crashes", script)), env: real.env };
    await writeFile(page, "<title>A page</title>" + "<p>A paragraph.".repeat(200_000));
    const printing = printPdf(page, pdf(), { browser, timeoutMs: 60_000 });
    setTimeout(() => void writeFile(join(folder, "loaded"), ""), 1500);
    await expect(printing).rejects.toThrow(/^no PDF: (the browser failed|.* did not start) \([^\n]+\)/);
    await expectNothingLeft("crashes");
  });
});
