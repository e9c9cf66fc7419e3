/** `--watch` as its users have it: files saved as editors save them, the page in a real browser. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { watchReport } from "../../../report/watch/watch.js";
import { launchOnLoopback } from "./launch-on-loopback.js";

const PARAGRAPHS = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} of a chapter, of some length. `.repeat(6));

let folder: string;
let browser: Browser;
let url: string;
let page: Page;
const stop = new AbortController();
let watching: Promise<void>;
const complaints: string[] = [];

const path = (...parts: string[]): string => join(folder, ...parts);

/** A notebook of prose, and of one code cell where `code` is given. */
function notebook(prose: string, code?: string): string {
  const cells = [
    { cell_type: "markdown", id: "prose", metadata: {}, source: prose },
    ...(code === undefined
      ? []
      : [{ cell_type: "code", id: "code", metadata: {}, source: code, execution_count: null, outputs: [] }]),
  ];
  const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells });
}

/** Saves as many editors do: a file beside it, renamed. */
async function save(name: string, text: string): Promise<void> {
  await writeFile(path("notebooks", `.${name}.tmp`), text);
  await rename(path("notebooks", `.${name}.tmp`), path("notebooks", name));
}

// The functions below run inside the page, where this project's DOM-less types do not reach: they are given as text.
const read = <T>(expression: string): Promise<T> => page.evaluate(expression) as Promise<T>;
const untilPage = (expression: string): Promise<unknown> =>
  page.waitForFunction(expression, { timeout: 60_000, polling: 20 });
/** A page that is being loaded has no body at first; a look that throws would be the last one. */
const untilText = (text: string): Promise<unknown> =>
  untilPage(`document.body?.textContent.includes(${JSON.stringify(text)})`);
const untilStatus = (text: string): Promise<unknown> =>
  untilPage(`document.getElementById("live-status")?.textContent.includes(${JSON.stringify(text)})`);
const untilReady = (): Promise<unknown> =>
  untilPage(`document.getElementById("live-status")?.dataset.kind === "ready"`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-watch-"));
  for (const name of ["notebooks", "code"]) await mkdir(path(name));
  await save("00-first.ipynb", notebook(`# First\n\n${PARAGRAPHS.join("\n\n")}`));
  await save("01-second.ipynb", notebook(`# Second\n\n${PARAGRAPHS.join("\n\n")}\n\n## End`, "console.log(6 * 7)"));
  await writeFile(path("package.json"), JSON.stringify({ name: "watched", version: "1.0.0" }));
  await writeFile(path("ncsparse.config.json"), config("As it began"));
  const request = {
    config: path("ncsparse.config.json"),
    only: [],
    profile: "quick" as const,
    seed: 3,
    cores: 2,
    cacheFolder: path("cache"),
    out: path("out"),
  };
  const places = [
    { path: path("notebooks"), change: "content" as const },
    { path: path("ncsparse.config.json"), change: "content" as const },
    { path: path("code"), change: "code" as const },
  ];
  url = await new Promise<string>((resolve, reject) => {
    watching = watchReport(request, { port: 0, places, onUrl: resolve }, stop.signal);
    watching.catch(reject);
  });
  browser = await launchOnLoopback();
  page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(url);
  await untilText("Paragraph 59");
});
afterAll(async () => {
  stop.abort();
  await watching;
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** By a copy that takes the file's place. */
async function saveConfig(text: string): Promise<void> {
  await writeFile(path("new.json"), text);
  await rename(path("new.json"), path("ncsparse.config.json"));
}

function config(title: string): string {
  return JSON.stringify({ title, paper: { id: "doi:1", title: "A paper", authors: "A. Author" } });
}

const reused = async (): Promise<boolean[]> => {
  const run = JSON.parse(await readFile(path("out", "run.json"), "utf8")) as { notebooks: { reused: boolean }[] };
  return run.notebooks.map((one) => one.reused);
};

describe("a page that is watched", () => {
  it("is the report's own, with nothing but a script added and permitted", async () => {
    await untilReady();
    const written = await readFile(path("out", "index.html"), "utf8");
    expect(written).not.toContain("EventSource");
    expect(await readdir(path("out"))).not.toContain("report.pdf");
    const served = await (await fetch(url)).text();
    const element = /<script data-version="\w+">[^]*<\/script>\n(?=<\/body>)/.exec(served)![0];
    const policy = /<meta http-equiv="Content-Security-Policy".*>/;
    expect(served.replace(element, "").replace(policy, "")).toBe(written.replace(policy, ""));
    expect(policy.exec(served)![0]).toMatch(/default-src 'none'.*script-src(?: 'sha256-\S+'){4};.*connect-src 'self'/);
  });

  it("shows saved prose within seconds, executes nothing for it, and keeps the reader's place", async () => {
    await untilReady();
    const top = `[...document.querySelectorAll("main p")].filter((p) => p.textContent.startsWith("Paragraph 30 "))[1].getBoundingClientRect().top`;
    await read(`scrollBy({ top: ${top} + 40, behavior: "instant" })`);
    const before = await read<number>(top);
    const scrolled = await read<number>("scrollY");
    const longer = [...PARAGRAPHS.slice(0, 5), ...PARAGRAPHS.slice(0, 5), "Newly said.", ...PARAGRAPHS.slice(5)];
    const saved = performance.now();
    await save("00-first.ipynb", notebook(`# First\n\n${longer.join("\n\n")}`));
    await untilText("Newly said.");
    const seconds = (performance.now() - saved) / 1000;
    await untilReady();
    expect(await read<number>(top)).toBeCloseTo(before, 0);
    expect(await read<number>("scrollY")).toBeGreaterThan(scrolled + 200);
    expect(await reused()).toEqual([true, true]);
    expect(seconds).toBeLessThan(5);
  });

  it("executes a notebook whose code was changed, and no other", async () => {
    await save("02-third.ipynb", notebook("# Third", "console.log(`third says ${2 + 3}`)"));
    await untilText("third says 5");
    await save("02-third.ipynb", notebook("# Third", "console.log(`third says ${3 + 3}`)"));
    await untilText("third says 6");
    expect(await reused()).toEqual([true, true, false]);
  });

  it("shows an image file as it is now, also one that stands beside the notebooks' folder or comes later", async () => {
    const svg = (colour: string): string => `<svg xmlns="http://www.w3.org/2000/svg"><rect fill="${colour}"/></svg>`;
    const untilImage = (colour: string): Promise<unknown> =>
      untilPage(`[...document.images].some(({ src }) => atob(src.split(",")[1] ?? "").includes("${colour}"))`);
    await save("04-image.ipynb", notebook("# Image\n\n![a](../beside.svg)"));
    await untilText("the file cannot be read");
    await writeFile(path("beside.svg"), svg("teal"));
    await untilImage("teal");
    await writeFile(path("beside.svg"), svg("olive"));
    await untilImage("olive");
    await rm(path("notebooks", "04-image.ipynb"));
    await rm(path("beside.svg"));
    await untilPage("![...document.images].length");
  });

  it("has the title of a config that was changed, replaced as editors do, and says what is wrong with one", async () => {
    await saveConfig(config("As it goes on"));
    await untilPage('document.title === "As it goes on"');
    await saveConfig("{");
    await untilStatus("ncsparse.config.json: not JSON");
    await saveConfig(config("As it began"));
    await untilPage('document.title === "As it began"');
    await untilReady();
  });

  it("tells what is wrong with a broken notebook, keeps the last page, and goes on", async () => {
    await save("02-third.ipynb", "{");
    await untilStatus("02-third.ipynb: not JSON");
    expect(await read("document.body.textContent.includes('third says 6')")).toBe(true);
    await save("02-third.ipynb", notebook("# Third", "throw new Error('as planned')"));
    await untilText("as planned");
    await untilStatus("Not everything came out as it should");
    await save("02-third.ipynb", notebook("# Third, fixed"));
    await untilText("Third, fixed");
    await untilReady();
  });

  it("lets the newest save win over a cell that hangs", async () => {
    await save("02-third.ipynb", notebook("# Third", "await new Promise((resolve) => setTimeout(resolve, 1e8))"));
    await untilStatus("02-third: cell 1 of 1");
    await save("02-third.ipynb", notebook("# Third, at once"));
    await untilText("Third, at once");
  });

  it("builds with the new code after code was changed", async () => {
    await writeFile(path("code", "a.ts"), "export {};\n");
    await untilStatus("Building the library");
    await save("02-third.ipynb", notebook("# Third, after the code"));
    await untilText("Third, after the code");
  });

  it("complains of nothing in the browser", () => {
    expect(complaints).toEqual([]);
  });
});

describe("a watcher that is ended", () => {
  it("leaves the report whole, and neither a process nor a file of its own", async () => {
    await save("02-third.ipynb", notebook("# Third", "await new Promise((resolve) => setTimeout(resolve, 1e8))"));
    await untilStatus("02-third: cell 1 of 1");
    stop.abort();
    await watching;
    await expect(fetch(url)).rejects.toThrow();
    expect((await readdir(folder)).sort()).toEqual([
      "cache",
      "code",
      "ncsparse.config.json",
      "notebooks",
      "out",
      "package.json",
    ]);
    const run = JSON.parse(await readFile(path("out", "run.json"), "utf8")) as { complete: boolean };
    expect(run.complete).toBe(true);
    expect(await readFile(path("out", "index.html"), "utf8")).toContain("Third, after the code");
    expect(await processesIn(path("notebooks"))).toEqual([]);
  });
});

/** Processes that work in a folder, as kernels do in their notebook's; Linux tells. */
async function processesIn(cwd: string): Promise<string[]> {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const { readlink } = await import("node:fs/promises");
  const folders = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => "")));
  return ids.filter((_, index) => folders[index] === cwd);
}
