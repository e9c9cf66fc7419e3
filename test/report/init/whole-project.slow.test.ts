/** A new project as its author has it: begun, installed, tested, reported, by its own commands alone. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";
import type { ClaimsFile } from "../../../report/types.js";
import { ownEnv } from "../../support/own-env.js";

const run = promisify(execFile);

let folder: string;
let project: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-whole-"));
  project = join(folder, "sums");
  await run(process.execPath, [enginePath("report", "bin", "ncsparse.js"), "init", project], { cwd: folder });
  await npm("install", "--prefer-offline", "--no-progress");
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function npm(...args: string[]): Promise<string> {
  return (await run("npm", args, { cwd: project, env: ownEnv(), maxBuffer: 2 ** 26 })).stdout;
}

const written = (name: string): Promise<string> => readFile(join(project, name), "utf8");

describe("a new project", () => {
  it("passes its own tests", async () => {
    expect(await npm("test")).toMatch(/Tests\s+5 passed/);
  });

  it("makes its report: the claim holds, so does its control, page and PDF are there", async () => {
    const stdout = await npm("run", "report");
    expect(stdout).toContain("1 of 1 claims as expected (1 holds), 1 of 1 controls as required");
    const { project: facts, claims } = JSON.parse(await written("out/claims.json")) as ClaimsFile;
    expect(facts).toEqual({ name: "sums", version: "0.1.0", paper: "doi:10.1080/01621459.1963.10500830" });
    expect(claims).toMatchObject([
      { id: "T2-union", outcome: "holds", asExpected: true, control: { asExpected: true } },
    ]);
    const html = await written("out/index.html");
    expect(html).toContain('id="t2-union"');
    expect(html).toContain("Probability Inequalities for Sums of Bounded Random Variables");
    expect(html).not.toMatch(/attention|2404\.02690/i);
    expect((await written("out/report.pdf")).startsWith("%PDF-")).toBe(true);
  });

  it("takes its notebook from the cache, until its own code changes", async () => {
    const reused = async (): Promise<boolean[]> => {
      await npm("run", "report", "--", "--no-pdf");
      const { notebooks } = JSON.parse(await written("out/run.json")) as { notebooks: { reused: boolean }[] };
      return notebooks.map((notebook) => notebook.reused);
    };
    expect(await reused()).toEqual([true]);
    const source = "src/claims/largest-sum.ts";
    await writeFile(join(project, source), (await written(source)).replace("const DRAWS = 400", "const DRAWS = 401"));
    expect(await reused()).toEqual([false]);
  });

  it("compiles while its author works, and runs its large grids", async () => {
    const compiling = spawn("npx", ["tsc", "-p", "src", "--watch"], { cwd: project, detached: true, env: ownEnv() });
    const ended = once(compiling, "close");
    let told = "";
    compiling.stdout.on("data", (chunk: Buffer) => (told += chunk.toString()));
    await expect.poll(() => told, { timeout: 120_000 }).toContain("Found 0 errors. Watching for file changes.");
    process.kill(-compiling.pid!, "SIGTERM");
    await ended;
    expect(await npm("run", "report", "--", "--profile", "full", "--no-pdf")).toContain("1 of 1 claims as expected");
  });

  it("has no library of another paper, and says so where that is asked for", async () => {
    expect(await readdir(join(project, "node_modules"))).not.toContain("ncsparse");
    expect(await npm("exec", "--", "ncsparse", "--help")).not.toContain("collapse");
    const refused = npm("exec", "--", "ncsparse", "collapse", "--eps", "0.01", "--R", "1");
    await expect(refused).rejects.toMatchObject({
      code: 2,
      stderr: "ncsparse: collapse: the library ncsparse, which computes it, must be installed beside the engine\n",
    });
  });

  it("installs from its lockfile, which names no registry", async () => {
    expect(await written("package-lock.json")).not.toMatch(/https?:\/\/[^"]*\.tgz/);
    await npm("ci", "--prefer-offline", "--no-progress");
  });

  it("names neither its folder nor its machine in what a failing cell leaves in the report", async () => {
    const notebook = "notebooks/01-largest-sum.ipynb";
    const failing = (await written(notebook)).replace("await showClaim(largestSum);", "largestSum.grid.planted();");
    await writeFile(join(project, notebook), failing);
    const failure = await npm("run", "report", "--", "--no-pdf").catch((error: unknown) => error as { code: number });
    expect(failure).toMatchObject({ code: 1 });
    expect(await written("out/notebooks/01-largest-sum.ipynb")).toContain("planted");
    for (const file of ["out/index.html", "out/claims.json", "out/notebooks/01-largest-sum.ipynb"]) {
      expect(await written(file), file).not.toContain(folder);
    }
  });

  it("can begin the next one", async () => {
    await npm("exec", "--", "ncsparse", "init", join(folder, "second"));
    for (const packed of ["ncsparse-kit-0.1.0.tgz", "ncsparse-report-0.1.0.tgz"]) {
      const [first, second] = [project, join(folder, "second")].map((place) => join(place, "vendor", packed));
      expect(await readFile(second!), packed).toEqual(await readFile(first!));
    }
  });
});
