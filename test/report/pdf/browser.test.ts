import { describe, expect, it } from "vitest";
import { PdfError } from "../../../report/errors.js";
import { candidates, findBrowser } from "../../../report/pdf/browser.js";

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
