/** A machine with nothing but Node and the packages: no fonts, no NSS, NSPR or expat. Needs root and mount namespaces. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderPage } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { printPdf } from "../../../report/pdf/print.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { readPdf } from "./read-pdf.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const BARE = join(HERE, "bare-machine.sh");
const DIST = join(HERE, "..", "..", "..", "report", "dist", "pdf");
const possible = process.platform === "linux" && process.arch === "x64" && spawnSync(BARE, ["true"]).status === 0;

/** Prints a page with the built library inside the bare machine; the exit code is that of node. */
const SCRIPT = `
  const { findBrowser } = await import(${JSON.stringify(pathToFileURL(join(DIST, "browser.js")).href)});
  const { printPdf } = await import(${JSON.stringify(pathToFileURL(join(DIST, "print.js")).href)});
  const browser = await findBrowser({ installed: false });
  await printPdf(process.argv[1], process.argv[2], { browser });
  console.log(JSON.stringify(browser));
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-bare-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.runIf(possible)("on a machine without fonts, NSS, NSPR and expat", () => {
  it("the libraries and fonts are indeed hidden", () => {
    const list = execFileSync(BARE, ["ls", "/usr/lib/x86_64-linux-gnu"], { encoding: "utf8" });
    expect(list).toContain("libc.so.6");
    expect(list).not.toMatch(/libnss3|libnspr4|libexpat/);
    expect(execFileSync(BARE, ["ls", "/usr/share/fonts"], { encoding: "utf8" })).toBe("");
  });

  it("the browser of the npm package prints the same PDF as elsewhere", async () => {
    const html = join(folder, "report.html");
    await writeFile(html, await renderPage(CLEAN_INPUT));
    const out = execFileSync(
      BARE,
      [process.execPath, "--input-type=module", "-e", SCRIPT, html, join(folder, "bare.pdf")],
      {
        encoding: "utf8",
      },
    );
    const browser = JSON.parse(out) as { source: string; env: Record<string, string> };
    expect(browser.source).toBe("npm package");
    expect(Object.keys(browser.env).sort()).toEqual(["FONTCONFIG_FILE", "LD_LIBRARY_PATH"]);

    await printPdf(html, join(folder, "here.pdf"), { browser: await findBrowser({ installed: false }) });
    const [bare, here] = await Promise.all([readFile(join(folder, "bare.pdf")), readFile(join(folder, "here.pdf"))]);
    expect((await readPdf(bare)).pages).toEqual((await readPdf(here)).pages);
    expect(bare.equals(here)).toBe(true);
  });
});
