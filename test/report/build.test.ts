import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildReport, type ReportRequest } from "../../report/build.js";
import { CacheStore } from "../../report/cache/store.js";
import type { Progress } from "../../report/cli/progress.js";
import { readNotebooks } from "../../report/notebooks/choose.js";
import { enginePath } from "../../report/root.js";
import type { ClaimsFile } from "../../report/types.js";
import { projectOf } from "../fixtures/report/project.js";

/** Steps without a terminal; what they tell is kept. */
function recorder(): Progress & { lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    async step(title, run, failed) {
      lines.push(title);
      const result = await run((line) => lines.push(line));
      const told = failed?.(result) ?? null;
      if (told !== null) lines.push(`FAILED ${title}: ${told}`);
      return result;
    },
  };
}

let folder: string;
/** For tests that ask what a report makes of a notebook's results, not how the notebook runs. */
let executedBefore: CacheStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-build-"));
  executedBefore = new CacheStore(join(folder, "cache"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function notebooksOf(name: string, files: Record<string, string>): Promise<string> {
  const target = join(folder, name);
  await mkdir(target);
  for (const [as, fixture] of Object.entries(files))
    await cp(enginePath("test", "fixtures", fixture), join(target, as));
  return target;
}

function request(notebooks: string, more: Partial<ReportRequest> = {}): ReportRequest {
  return {
    project: projectOf(notebooks),
    only: [],
    profile: "quick",
    seed: 3,
    pdf: false,
    cores: 2,
    cache: null,
    out: join(notebooks, "out"),
    ...more,
  };
}

async function build(ask: ReportRequest): Promise<{ code: number; stdout: string; lines: string[] }> {
  const progress = recorder();
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const code = await buildReport(ask, progress, new AbortController().signal);
    return { code, stdout: write.mock.calls.map(([text]) => String(text)).join(""), lines: progress.lines };
  } finally {
    write.mockRestore();
  }
}

const CLAIMS = { "00-claims.ipynb": "notebooks/one-claim.ipynb" };

describe("a report whose claims all come out as expected", () => {
  it("is written whole, names every cell as it runs, and exits with 0", async () => {
    const notebooks = await notebooksOf("clean", CLAIMS);
    const { code, stdout, lines } = await build(request(notebooks, { cache: executedBefore }));
    expect(code).toBe(0);
    expect(stdout).toContain("1 of 1 claims as expected (1 holds), 1 of 1 controls as required");
    expect(lines).toContain("00-claims: cell 1 of 1");
    const out = join(notebooks, "out");
    expect((await readdir(out)).sort()).toEqual([
      ".ncsparse-files.json",
      "claims.csv",
      "claims.json",
      "figures",
      "index.html",
      "junit.xml",
      "notebooks",
      "provenance.json",
      "run.json",
      "summary.md",
    ]);
    const claims = JSON.parse(await readFile(join(out, "claims.json"), "utf8")) as ClaimsFile;
    expect(claims).toMatchObject({
      project: { name: "a-project", version: "1.2.3", paper: "doi:1" },
      seed: 3,
      profile: "quick",
      claims: [{ id: "T4.3-frontier", outcome: "holds", anchor: "t4-3-frontier" }],
    });
    const html = await readFile(join(out, "index.html"), "utf8");
    expect(html).toContain('id="t4-3-frontier"');
    expect(html).toContain("An executable reproduction of <em>A paper</em> (A. Author, doi:1)");
    // nothing of the run's staging is left beside it
    expect((await readdir(notebooks)).sort()).toEqual(["00-claims.ipynb", "out"]);
  });
});

describe("a report whose notebooks are unchanged", () => {
  it("is the same, byte for byte, from the cache as computed anew", async () => {
    const notebooks = await notebooksOf("cached", { "00-random.ipynb": "notebooks/random-claim.ipynb" });
    const cache = new CacheStore(join(notebooks, "cache"));
    const run = async (out: string, own: CacheStore | null) => {
      const { lines } = await build(request(notebooks, { pdf: true, cache: own, out: join(notebooks, out) }));
      const read = (name: string): Promise<string> => readFile(join(notebooks, out, name), "latin1");
      const files = await Promise.all(
        ["index.html", "claims.json", "report.pdf", "notebooks/00-random.ipynb"].map(read),
      );
      return { lines, files, run: JSON.parse(await read("run.json")) as { notebooks: { reused: boolean }[] } };
    };
    const cold = await run("cold", null);
    expect(await cache.list()).toEqual([]);
    const first = await run("first", cache);
    const kinds = (await cache.list()).map(({ kind }) => kind);
    const ofReport = ["cells", "code", "figure", "font", "notebook", "page", "parsed", "pdf", "sources", "translation"];
    const ofKernel = ["chart", "claim"];
    expect([...new Set(kinds)].sort()).toEqual([...ofReport, ...ofKernel].sort());
    const second = await run("second", cache);
    expect(second.run.notebooks).toMatchObject([{ reused: true }]);
    expect(second.lines.some((line) => line.includes("taken from the cache"))).toBe(true);
    expect(first.files).toEqual(cold.files);
    expect(second.files).toEqual(cold.files);
  });

  it("is the same, byte for byte, from claims that are remembered as from claims that are computed", async () => {
    const notebooks = await notebooksOf("remembered", { "00-random.ipynb": "notebooks/random-claim.ipynb" });
    const run = async (name: string) => {
      const cache = new CacheStore(join(notebooks, name, "cache"));
      await build(request(notebooks, { cache, out: join(notebooks, name, "out") }));
      const read = (file: string): Promise<string> => readFile(join(notebooks, name, "out", file), "utf8");
      const files = await Promise.all(["index.html", "claims.json", "notebooks/00-random.ipynb"].map(read));
      const { notebooks: executed } = JSON.parse(await read("run.json")) as { notebooks: { reused: boolean }[] };
      const kept = (await readdir(cache.records, { recursive: true })).sort();
      return { files, reused: executed.map(({ reused }) => reused), kept };
    };
    const computed = await run("computed");
    await cp(join(notebooks, "computed", "cache", "records"), join(notebooks, "again", "cache", "records"), {
      recursive: true,
    });
    expect(await run("again")).toEqual(computed);
    expect(computed.reused).toEqual([false]);
    expect(computed.kept.length).toBeGreaterThan(3);
  });
});

describe("a report with a figure that cannot be drawn", () => {
  it("says so in the figure's place, at its head and on the terminal, and exits with 1, from the cache, too", async () => {
    const notebooks = await notebooksOf("undrawn", {
      ...CLAIMS,
      "01-figure.ipynb": "notebooks/undrawn-figure.ipynb",
    });
    const ask = request(notebooks, { cache: executedBefore });
    for (const time of ["first", "second"]) {
      const { code, stdout } = await build(ask);
      expect(stdout, time).toContain(`(only): Figure 2.1 was not drawn: figure: "data.url" would load something`);
      expect(code, time).toBe(1);
      const html = await readFile(join(notebooks, "out", "index.html"), "utf8");
      const figure = html.slice(html.indexOf('id="fig-2-1"'));
      expect(figure.slice(0, 300)).toContain("This figure was not drawn");
      const head = html.slice(html.indexOf('class="alarms"'), html.indexOf('id="abstract"'));
      expect(head).toContain('<a href="#fig-2-1">Figure 2.1 was not drawn: figure: &quot;data.url&quot;');
    }
  });
});

describe("a report that no browser can print", () => {
  it("has its page all the same, says in one line what is wrong, and exits with 3", async () => {
    const notebooks = await notebooksOf("unprinted", CLAIMS);
    vi.stubEnv("PUPPETEER_EXECUTABLE_PATH", join(notebooks, "no-such-browser"));
    const { code, stdout } = await build(request(notebooks, { pdf: true, cache: executedBefore }));
    vi.unstubAllEnvs();
    expect(code).toBe(3);
    expect(stdout).toMatch(/NO PDF: .*no-such-browser/);
    expect(await readdir(join(notebooks, "out"))).toContain("index.html");
    expect(await readdir(join(notebooks, "out"))).not.toContain("report.pdf");
  });
});

describe("a report with a failing cell", () => {
  it("shows the error in place, names notebook and cell, runs the others and exits with 1", async () => {
    const notebooks = await notebooksOf("failing", {
      "00-throws.ipynb": "notebooks/throws-sync.ipynb",
      "01-claims.ipynb": "notebooks/one-claim.ipynb",
    });
    const { code, stdout, lines } = await build(request(notebooks, { cache: executedBefore }));
    expect(code).toBe(1);
    expect(lines).toContain("FAILED Executing 2 notebooks (quick): 1 cell failed in 00-throws");
    expect(stdout).toMatch(/FAILED 00-throws, code cell \d+ \([^)]+\): error: /);
    const out = join(notebooks, "out");
    const claims = JSON.parse(await readFile(join(out, "claims.json"), "utf8")) as ClaimsFile;
    expect(claims.notebooks[0]!.failures).toHaveLength(1);
    expect(claims.claims.map(({ id }) => id)).toEqual(["T4.3-frontier"]);
  });
});

describe("an abstract of claims that have nothing to tell", () => {
  it("is refused by config, field and ids, and nothing is written", async () => {
    const notebooks = await notebooksOf("untold", CLAIMS);
    const project = projectOf(notebooks, { abstract: ["T4.3-frontier", "T9-none"] });
    await expect(build(request(notebooks, { project, cache: executedBefore }))).rejects.toThrow(
      /untold.ncsparse\.config\.json: "abstract" must name claims that state a finding, got \[.*"T9-none"\]$/,
    );
    expect(await readdir(notebooks)).toEqual(["00-claims.ipynb"]);
  });
});

describe("bad notebooks", () => {
  it("are refused by name before anything runs or is written", async () => {
    const notebooks = await notebooksOf("bad", { "00-bad.ipynb": "notebooks/not-json.ipynb", ...CLAIMS });
    await expect(build(request(notebooks))).rejects.toThrow(/00-bad\.ipynb/);
    expect((await readdir(notebooks)).sort()).toEqual(["00-bad.ipynb", "00-claims.ipynb"]);
  });

  it.skipIf(process.platform === "win32")(
    "are refused where a link leads out of their folder, or nowhere",
    async () => {
      const fixture = enginePath("test", "fixtures", CLAIMS["00-claims.ipynb"]);
      for (const [name, target, reason] of [
        ["01-linked.ipynb", fixture, "01-linked.ipynb: a link leads out of"],
        ["01-linked.ipynb", "nowhere.ipynb", "01-linked.ipynb: cannot be read: ENOENT"],
        ["01-linked.ipynb", "01-linked.ipynb", "01-linked.ipynb: cannot be read: ELOOP"],
      ] as const) {
        const notebooks = await notebooksOf("linked", CLAIMS);
        await symlink(target, join(notebooks, name));
        await expect(build(request(notebooks))).rejects.toThrow(reason);
        expect((await readdir(notebooks)).sort()).toEqual(["00-claims.ipynb", name]);
        await rm(notebooks, { recursive: true });
      }
    },
  );

  it.skipIf(process.platform === "win32")("may be links within their folder", async () => {
    const notebooks = await notebooksOf("inside", CLAIMS);
    await symlink("00-claims.ipynb", join(notebooks, "01-linked.ipynb"));
    const files = await readNotebooks(notebooks, ["01"]);
    expect(files.map(({ name, path }) => [name, path])).toEqual([["01-linked", join(notebooks, "01-linked.ipynb")]]);
    // Of the second notebook, whether the first is in the report or not.
    expect(files.map(({ number }) => number)).toEqual([2]);
  });

  it("cannot be reached by --only outside their folder", async () => {
    const notebooks = await notebooksOf("only", CLAIMS);
    for (const only of ["../bad/00", "/etc", "..", "."])
      await expect(readNotebooks(notebooks, [only])).rejects.toThrow(`--only ${only}: no notebook has a name`);
  });

  it("are missed where there is none", async () => {
    const notebooks = await notebooksOf("empty", {});
    await expect(build(request(notebooks))).rejects.toThrow("there is no notebook in it");
  });
});

describe("a part of a report", () => {
  it("is refused where a whole one stands", async () => {
    const notebooks = await notebooksOf("part", CLAIMS);
    await mkdir(join(notebooks, "out"));
    await writeFile(join(notebooks, "out", "run.json"), '{"complete":true}');
    await expect(build(request(notebooks, { only: ["00"] }))).rejects.toThrow("--only would overwrite with a part");
  });
});

describe("an interrupted report", () => {
  it("writes nothing and leaves nothing", async () => {
    const notebooks = await notebooksOf("interrupted", { "00-waits.ipynb": "notebooks/waits-for-ever.ipynb" });
    const stop = new AbortController();
    const progress = recorder();
    const running = buildReport(request(notebooks), progress, stop.signal);
    const timer = setInterval(() => {
      if (progress.lines.some((line) => line.includes("cell 1"))) stop.abort();
    }, 50);
    await expect(running).rejects.toThrow();
    clearInterval(timer);
    expect(await readdir(notebooks)).toEqual(["00-waits.ipynb"]);
  });
});
