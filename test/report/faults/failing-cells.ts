/** Cells that go wrong, all in one report: what is told of each, the exit code, and what is left on disk. */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DEFAULT_OUTPUT_LIMIT_BYTES } from "../../../report/notebooks/execute.js";
import { readNotebook } from "../../../report/notebooks/read.js";
import type { ClaimsFile } from "../../../report/types.js";
import { outputsOf } from "../notebooks/fixture.js";
import { build, notebooksIn, requestFor, type Told } from "./build-folder.js";

/** A fixture, its code cell that fails, and what is told of it. */
export interface Fault {
  fixture: string;
  cell: number;
  told: string | RegExp;
}

const STOPPED = "(it was interrupted|it did not react to an interrupt and was killed)";
const TOO_MUCH = new RegExp(
  `^output-limit: OutputLimit: the cell wrote more than ${DEFAULT_OUTPUT_LIMIT_BYTES} bytes, of which the rest is left out; ${STOPPED}$`,
);

/** One of each kind of failure. */
export const KINDS: readonly Fault[] = [
  { fixture: "throws-sync", cell: 2, told: "error: RangeError: rows must be positive, got 0" },
  { fixture: "throws-late", cell: 1, told: "late-error: Error: nobody awaits this" },
  {
    fixture: "type-error",
    cell: 2,
    told: "error: TypeScriptError: 1:7 - Type 'number' is not assignable to type 'string'.",
  },
  {
    fixture: "hangs-outside-javascript",
    cell: 1,
    told: "timeout: CellTimeout: the cell ran longer than 2 s; it did not react to an interrupt and was killed",
  },
  { fixture: "prints-100-megabytes", cell: 2, told: TOO_MUCH },
  {
    fixture: "is-killed",
    cell: 2,
    told: "died: KernelDied: the kernel was killed by SIGKILL (by hand, or by the system for want of memory)",
  },
  {
    fixture: "worker-dies",
    cell: 2,
    told: /^error: BlockError: block \d+ \(n = 2000, matrices .*\) failed: worker exited with code: 1$/,
  },
];

/** The others, whose way through the report is that of their kind. */
export const OTHERS: readonly Fault[] = [
  { fixture: "throws-async", cell: 1, told: "error: Error: after an await" },
  { fixture: "rejects-unhandled", cell: 1, told: "late-error: TypeError: nobody handles this" },
  {
    fixture: "hangs-synchronously",
    cell: 1,
    told: "timeout: CellTimeout: the cell ran longer than 2 s; it was interrupted",
  },
  {
    fixture: "hangs-after-await",
    cell: 1,
    told: "timeout: CellTimeout: the cell ran longer than 2 s; it was interrupted",
  },
  { fixture: "prints-for-ever", cell: 1, told: TOO_MUCH },
  { fixture: "exits", cell: 2, told: "died: KernelDied: the kernel exited with code 7" },
  {
    fixture: "runs-out-of-memory",
    cell: 1,
    told: "died: KernelDied: the kernel ran out of memory (JavaScript heap out of memory, with Node's default heap)",
  },
];

/** Builds one report of these faults and a sound notebook, and registers the tests of what came of it. */
export function testFaults(faults: readonly Fault[]): void {
  const names = faults.map(({ fixture }) => fixture);
  let folder: string;
  let out: string;
  let told: Told;
  let claims: ClaimsFile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncsparse-faults-"));
    const notebooks = await notebooksIn(folder, [...names, "one-claim"]);
    out = join(folder, "out");
    vi.stubEnv("TMPDIR", await mkdtemp(join(folder, "tmp-")));
    // Every kernel's heap: without a bound the one that runs out of memory takes the machine's with it.
    vi.stubEnv("NODE_OPTIONS", "--max-old-space-size=300");
    told = await build(requestFor(notebooks, out));
    claims = JSON.parse(await readFile(join(out, "claims.json"), "utf8")) as ClaimsFile;
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  it("exits with 1, with a line for each failure and none on stderr", () => {
    expect(told).toMatchObject({ code: 1, stderr: "" });
    expect(told.stdout.match(/^FAILED /gm)).toHaveLength(faults.length);
  });

  it.each(faults)("tells of $fixture its cell and why", async ({ fixture, cell, told: reason }) => {
    const begin = `FAILED ${fixture}, code cell ${cell} (cell-`;
    const line = told.stdout.split("\n").find((text) => text.startsWith(begin)) ?? `no line begins "${begin}"`;
    const said = line.replace(/^.*?\): /, "");
    if (typeof reason === "string") expect(said).toBe(reason);
    else expect(said).toMatch(reason);
    const [kind, ename, ...evalue] = said.split(": ");
    const { failures } = claims.notebooks.find((notebook) => notebook.name === fixture)!;
    expect(failures).toMatchObject([{ codeCellNumber: cell, kind, ename }]);
    const outputs = outputsOf(await readNotebook(join(out, "notebooks", `${fixture}.ipynb`)));
    expect(outputs[cell - 1]!.at(-1)).toBe(`${ename!}: ${evalue.join(": ")}`);
    for (const later of outputs.slice(cell)) expect(later).toEqual([]);
  });

  it("has the claims of the sound notebook all the same, and its page shows the errors", async () => {
    expect(claims.claims.map(({ id, outcome }) => [id, outcome])).toEqual([["T4.3-frontier", "holds"]]);
    const html = await readFile(join(out, "index.html"), "utf8");
    for (const { cell, fixture } of claims.notebooks.flatMap(({ name, failures }) =>
      failures.map(({ ename }) => ({ fixture: name, cell: ename })),
    )) {
      expect(html, fixture).toContain(cell);
    }
  });

  it("bounds what a cell may write, in its notebook and on the page", async () => {
    for (const { fixture } of faults.filter(({ told: reason }) => reason === TOO_MUCH)) {
      const { size } = await stat(join(out, "notebooks", `${fixture}.ipynb`));
      expect(size).toBeGreaterThan(DEFAULT_OUTPUT_LIMIT_BYTES);
      expect(size).toBeLessThan(1.1 * DEFAULT_OUTPUT_LIMIT_BYTES);
    }
    expect((await stat(join(out, "index.html"))).size).toBeLessThan(DEFAULT_OUTPUT_LIMIT_BYTES);
  });

  it("leaves whole files in the output folder, and nothing anywhere else", async () => {
    const files = [...names, "one-claim"].map((name) => `${name}.ipynb`).sort();
    expect((await readdir(join(out, "notebooks"))).sort()).toEqual(files);
    expect(JSON.parse(await readFile(join(out, "run.json"), "utf8"))).toMatchObject({ complete: true });
    expect(await readdir(process.env.TMPDIR!)).toEqual([]);
    expect((await readdir(folder)).filter((name) => !name.startsWith("tmp-")).sort()).toEqual(["notebooks", "out"]);
  });
}
