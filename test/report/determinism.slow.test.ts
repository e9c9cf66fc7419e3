/** The same commit and seed give the same bytes: with one core or two, cold or from the cache, alone or together, on Node 20 and 22. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildReport, type ReportRequest } from "../../report/build.js";
import { CacheStore } from "../../report/cache/store.js";
import type { Progress } from "../../report/cli/progress.js";
import { readProject } from "../../report/config/read-project.js";
import { printPdf } from "../../report/pdf/print.js";
import { enginePath } from "../../report/root.js";
import type { ClaimsFile } from "../../report/types.js";

const run = promisify(execFile);
const SILENT: Progress = { step: async (_, work) => await work(() => undefined) };
/** The Node beside this one: both that the project supports are compared. */
const OTHER_MAJOR = process.versions.node.startsWith("22.") ? 20 : 22;
const CLI = enginePath("report", "bin", "ncsparse.js");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-determinism-"));
  vi.stubEnv("SOURCE_DATE_EPOCH", "1767225600");
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  await build("two-cores", { cores: 2, pdf: true, cache: store() });
}, 1_200_000);
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const store = (): CacheStore => new CacheStore(join(folder, "cache"));
const bytes = (...path: string[]): Promise<Buffer> => readFile(join(folder, ...path));
const claims = async (name: string): Promise<ClaimsFile> =>
  JSON.parse(String(await bytes(name, "claims.json"))) as ClaimsFile;

const isOf =
  (chapter: string) =>
  ({ notebook }: { notebook: string }): boolean =>
    notebook.startsWith(chapter);

async function build(name: string, more: Partial<ReportRequest>): Promise<void> {
  const project = readProject(enginePath("ncsparse.config.json"));
  const request = { project, only: [], profile: "quick" as const, seed: 20260101, pdf: false, cores: 2, cache: null };
  const code = await buildReport(
    { ...request, out: join(folder, name), ...more },
    SILENT,
    new AbortController().signal,
  );
  expect(code).toBe(0);
}

async function expectSame(name: string, files: readonly string[]): Promise<void> {
  for (const file of files) expect((await bytes(name, file)).equals(await bytes("two-cores", file)), file).toBe(true);
}

describe("every byte of the report", () => {
  it("is the same from the cache, and the PDFs when they are printed anew", async () => {
    await build("warm", { cache: store(), pdf: true });
    const pdfs = { article: "report.pdf", supplement: "supplement.pdf" } as const;
    await expectSame("warm", ["claims.json", "index.html", ...Object.values(pdfs)]);
    for (const part of ["article", "supplement"] as const) {
      await printPdf(join(folder, "warm", "index.html"), join(folder, "warm", pdfs[part]), { part });
    }
    await expectSame("warm", Object.values(pdfs));
  });

  it("is the same on one core, where notebooks and blocks of draws come in another order", async () => {
    await build("one-core", { cores: 1 });
    await expectSame("one-core", ["claims.json", "claims.csv", "junit.xml", "summary.md", "index.html"]);
  });

  it("of a chapter's claims is the same without the other chapters", async () => {
    await build("alone", { only: ["09", "03"] });
    const whole = await claims("two-cores");
    const wanted = whole.claims.filter((claim) => isOf("03")(claim) || isOf("09")(claim));
    expect(wanted.length).toBeGreaterThan(10);
    expect((await claims("alone")).claims).toEqual(wanted);
  });

  it("hangs on the seed", async () => {
    await build("other-seed", { only: ["03"], seed: 7 });
    expect((await claims("other-seed")).claims).not.toEqual((await claims("alone")).claims.filter(isOf("03")));
  });

  it(`is the same on Node ${OTHER_MAJOR}, but for the page's own line that names the versions`, async () => {
    await run("npm", ["install", "--no-save", "--prefix", join(folder, "node"), `node@${OTHER_MAJOR}`], {
      cwd: folder,
      shell: process.platform === "win32",
    });
    const node = join(folder, "node", "node_modules", "node", "bin", "node");
    const { stdout } = await run(node, ["-p", "process.versions.node"]);
    const other = stdout.trim();
    expect(other).toMatch(new RegExp(`^${OTHER_MAJOR}\\.`));
    const out = join(folder, "other-node");
    await run(node, [CLI, "report", "--seed", "20260101", "--no-cache", "--no-pdf", "--out", out], {
      cwd: enginePath(),
    });
    await expectSame("other-node", ["claims.json", "claims.csv"]);
    for (const file of ["index.html", "summary.md"]) {
      const text = String(await bytes("other-node", file));
      const own = text.replaceAll(`node ${other}`, `node ${process.versions.node}`);
      expect(own, file).toBe(String(await bytes("two-cores", file)));
    }
  });
});
