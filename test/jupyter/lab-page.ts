/** A page in a real browser that renders outputs with JupyterLab's own packages; see page/main.ts. */
import { build } from "esbuild";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer";
import { findBrowser } from "../../report/pdf/browser.js";
import { launchBrowser } from "../../report/pdf/launch.js";
import { enginePath } from "../../report/root.js";
import type { Output } from "../../report/types.js";
import type { FrontEnd } from "./front-end.js";

/** JupyterLab as it is where a reader has run the cells. */
export const JUPYTERLAB: FrontEnd = { trusted: true, vega: true, theme: "light" };

export interface LabPage {
  page: Page;
  /** What the page wrote to its console or threw since `render`, and the requests that it made. */
  complaints: string[];
  requests: string[];
  /** Shows nothing but these outputs, and returns the MIME type that each is shown as. */
  render: (outputs: readonly Output[], frontEnd?: FrontEnd) => Promise<(string | null)[]>;
  /** Evaluates an expression inside the page, where this project's DOM-less types do not reach. */
  read: <T>(expression: string) => Promise<T>;
  close: () => Promise<void>;
}

export async function openLabPage(): Promise<LabPage> {
  const folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  const file = join(folder, "lab.html");
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>Lab</title><body><script>${await script()}</script>`,
  );
  const open = await launchBrowser(await findBrowser({ installed: false }), 60_000);
  const page = await open.browser.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const url = pathToFileURL(file).href;
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith("data:") && request.url() !== url) requests.push(request.url());
  });
  await page.goto(url);
  const read = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
  return {
    page,
    complaints,
    requests,
    read,
    render: (outputs, frontEnd = JUPYTERLAB) => {
      complaints.length = 0;
      requests.length = 0;
      return read(`render(${JSON.stringify(outputs)}, ${JSON.stringify(frontEnd)})`);
    },
    async close() {
      await open.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function script(): Promise<string> {
  const result = await build({
    entryPoints: [enginePath("test", "jupyter", "page", "main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
    // JupyterLab's own bundler supplies these, too.
    loader: { ".svg": "text" },
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  });
  return result.outputFiles[0]!.text.replaceAll("</script", "<\\/script");
}
