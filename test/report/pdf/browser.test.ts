import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PdfError } from "../../../report/errors.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { browserFile, candidates } from "../../../report/pdf/candidates.js";

describe("finding a browser", () => {
  it("takes the one that PUPPETEER_EXECUTABLE_PATH names before all others", async () => {
    const found = await findBrowser({ env: { PUPPETEER_EXECUTABLE_PATH: process.execPath } });
    expect(found).toMatchObject({ executablePath: process.execPath, source: "PUPPETEER_EXECUTABLE_PATH" });
  });

  it("says in one line when the named one does not exist", async () => {
    const env = { PUPPETEER_EXECUTABLE_PATH: "/nowhere/chrome" };
    await expect(findBrowser({ env })).rejects.toEqual(
      new PdfError("no PDF: PUPPETEER_EXECUTABLE_PATH names /nowhere/chrome, which does not exist"),
    );
  });

  it.runIf(process.platform === "linux" && process.arch === "x64")(
    "falls back on the one in the npm package",
    async () => {
      const found = await findBrowser({ env: {}, installed: false });
      expect(found).toMatchObject({ source: "npm package", shell: true });
    },
  );

  it("looks where systems install browsers", () => {
    expect(candidates({ PATH: "/a:/b" }, "linux")).toContain("/b/chromium");
    expect(candidates({ HOME: "/Users/x" }, "darwin")[0]).toBe(
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    );
    expect(candidates({ PROGRAMFILES: "C:\\Program Files" }, "win32")[0]).toBe(
      "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    );
  });
});

describe("a browser's file", () => {
  it("is the named one's, whether it is there or not, and another one once it has changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ncsparse-browser-file-"));
    const path = join(folder, "chrome");
    const facts = (): unknown => browserFile({ PUPPETEER_EXECUTABLE_PATH: path });
    const missing = facts();
    await writeFile(path, "one");
    const first = facts();
    await writeFile(path, "another");
    expect([missing, first, facts()]).toEqual([
      { path, version: "none" },
      { path, version: expect.stringMatching(/^3 bytes of \d+/) as string },
      { path, version: expect.stringMatching(/^7 bytes of \d+/) as string },
    ]);
    await rm(folder, { recursive: true });
  });

  it.skipIf(process.platform === "win32")("is the first installed one's that may be started", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ncsparse-browser-file-"));
    const path = join(folder, "google-chrome-stable");
    await writeFile(path, "no program", { mode: 0o644 });
    expect(browserFile({ PATH: folder })?.path).not.toBe(path);
    await rm(path);
    await writeFile(path, "a program", { mode: 0o755 });
    expect(browserFile({ PATH: folder, PUPPETEER_EXECUTABLE_PATH: "" })?.path).toBe(path);
    await rm(folder, { recursive: true });
  });
});
