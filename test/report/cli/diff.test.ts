import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../report/cli/main.js";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import { ledgerEntry, LITERAL_CLAIM, SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-diff-"));
  const run = { profile: "quick", seed: 1 } as const;
  const project = { name: "ncsparse", version: "1", paper: "p" };
  const entries = [ledgerEntry(SPARSITY_CLAIM, "00-a"), ledgerEntry(LITERAL_CLAIM, "00-a")];
  const failing = entries.map((claim) => ({ ...claim, outcome: "inconclusive" as const, asExpected: false }));
  await writeFile(join(folder, "claims.json"), JSON.stringify(claimsFile(project, run, [], entries)));
  await writeFile(join(folder, "worse.json"), JSON.stringify(claimsFile(project, run, [], failing)));
  await writeFile(join(folder, "other.json"), "{}");
  await writeFile(join(folder, "broken.json"), "{");
  for (const [name, run] of [
    ["no-run", null],
    ["no-names", { notebooks: [null] }],
    ["no-seconds", { notebooks: [{ name: "00-a", seconds: "7" }] }],
  ] as const) {
    await mkdir(join(folder, name));
    await cp(join(folder, "claims.json"), join(folder, name, "claims.json"));
    await writeFile(join(folder, name, "run.json"), JSON.stringify(run));
  }
});
afterAll(async () => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

async function diff(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = (stream: NodeJS.WriteStream) => vi.spyOn(stream, "write").mockImplementation(() => true);
  const [out, err] = [told(process.stdout), told(process.stderr)];
  const code = await main(["diff", ...args]);
  const text = (spy: typeof out): string => spy.mock.calls.map(([chunk]) => String(chunk)).join("");
  return { code, out: text(out), err: text(err) };
}

describe("ncsparse diff", () => {
  it("exits with 0 where nothing changed, a folder standing for its claims.json", async () => {
    expect(await diff(folder, join(folder, "claims.json"))).toMatchObject({
      code: 0,
      out: "No outcome and no tightness changed.\n",
    });
  });

  it("exits with 1 where an outcome left its expectation, and says so first", async () => {
    const { code, out } = await diff(folder, join(folder, "worse.json"), "--markdown");
    expect(code).toBe(1);
    expect(out.split("\n")[0]).toBe("### Changed outcomes");
    expect(out).toContain(`| ${SPARSITY_CLAIM.id} | ${SPARSITY_CLAIM.outcome} | inconclusive | NOT as expected |`);
  });

  it.each([
    [["nowhere.json", "claims.json"], /nowhere\.json: cannot be read: ENOENT/],
    [["claims.json", "other.json"], /other\.json: not a claims\.json of this version: \/ must have required property/],
    [["claims.json", "no-run"], /run\.json: not a run\.json: "notebooks" must be a list of names and seconds/],
    [["claims.json", "no-names"], /run\.json: not a run\.json/],
    [["claims.json", "no-seconds"], /run\.json: not a run\.json/],
    [["broken.json", "claims.json"], /broken\.json: not JSON/],
  ])("%j: one line and exit code 2", async (names, message) => {
    const { code, err } = await diff(...names.map((name) => join(folder, name)));
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
