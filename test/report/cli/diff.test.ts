import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../../report/cli/main.js";
import { claimsFile } from "../../../report/ledger/claims-file.js";
import type { ClaimsFile, LedgerEntry } from "../../../report/types.js";
import { ledgerEntry, LITERAL_CLAIM, SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

/** Files that are no claims.json of this version, and changed claims, each made of a sound file and its first claim. */
const ODD_FILES: Record<string, (file: ClaimsFile, claim: LedgerEntry) => object> = {
  newer: (file) => ({ ...file, schemaVersion: 3 }),
  older: (file) => ({ ...file, schemaVersion: 0 }),
  "no-version": (file) => ({ ...file, schemaVersion: undefined }),
  "no-claims": (file) => ({ ...file, claims: undefined }),
  "no-control": (file, claim) => ({ ...file, claims: [{ ...claim, control: undefined }] }),
  "no-draws": (file, claim) => ({ ...file, claims: [{ ...claim, cells: [{ ...claim.cells[0], draws: undefined }] }] }),
  surplus: (file, claim) => ({ ...file, claims: [{ ...claim, weight: 1 }] }),
  twice: (file, claim) => ({ ...file, claims: [claim, claim] }),
  "wrongly-expected": (file, claim) => ({ ...file, claims: [{ ...claim, outcome: "violated" }] }),
  "wrongly-caught": (file, claim) => ({
    ...file,
    claims: [{ ...claim, control: { ...claim.control, outcome: "holds" } }],
  }),
  restated: (file, claim) => ({ ...file, claims: [{ ...claim, statement: "$a < b$" }, ...file.claims.slice(1)] }),
  flipped: (file, claim) => ({
    ...file,
    claims: [
      { ...claim, outcome: "violated", expected: { ...claim.expected, outcome: "violated" } },
      ...file.claims.slice(1),
    ],
  }),
  fewer: (file) => ({ ...file, claims: file.claims.slice(1) }),
  stronger: (file, claim) => ({
    ...file,
    claims: [
      { ...claim, cells: claim.cells.map((cell) => ({ ...cell, draws: 2 * cell.draws })) },
      ...file.claims.slice(1),
    ],
  }),
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-diff-"));
  const run = { profile: "quick", seed: 1 } as const;
  const project = { name: "ncsparse", version: "1", paper: "p" };
  const entries = [ledgerEntry(SPARSITY_CLAIM, "00-a"), ledgerEntry(LITERAL_CLAIM, "00-a")];
  const failing = entries.map((claim) => ({ ...claim, outcome: "inconclusive" as const, asExpected: false }));
  await writeFile(
    join(folder, "claims.json"),
    JSON.stringify(claimsFile(project, run, { chapters: [], ledger: entries })),
  );
  await writeFile(
    join(folder, "worse.json"),
    JSON.stringify(claimsFile(project, run, { chapters: [], ledger: failing })),
  );
  await writeFile(join(folder, "other.json"), "{}");
  for (const [name, change] of Object.entries(ODD_FILES)) {
    const file = claimsFile(project, run, { chapters: [], ledger: entries });
    await writeFile(join(folder, `${name}.json`), JSON.stringify(change(file, file.claims[0]!)));
  }
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
      out: "No claim, no outcome and no tightness changed.\n",
    });
  });

  it("exits with 1 where an outcome left its expectation, and says so first", async () => {
    const { code, out } = await diff(folder, join(folder, "worse.json"), "--markdown");
    expect(code).toBe(1);
    expect(out.split("\n")[0]).toBe("### Changed outcomes");
    expect(out).toContain(`| ${SPARSITY_CLAIM.id} | ${SPARSITY_CLAIM.outcome} | inconclusive | NOT as expected |`);
  });

  describe.each(["restated", "flipped", "fewer"])("where a claim is %s", (name) => {
    const files = () => [folder, join(folder, `${name}.json`)];

    it("exits with 1, and names the claim in a section of its own", async () => {
      const { code, out } = await diff(...files());
      expect(code).toBe(1);
      expect(out).toContain("Weakened or changed claims\n\n1 claim; exit code 1, unless --allow-changed-claims.\n\n");
      expect(out).toContain(`\n${SPARSITY_CLAIM.id}  ${SPARSITY_CLAIM.title}\n`);
      const markdown = await diff(...files(), "--markdown");
      expect(markdown.code).toBe(1);
      expect(markdown.out).toContain("### Weakened or changed claims\n");
      expect(markdown.out).toContain(`#### ${SPARSITY_CLAIM.id}: `);
    });

    it("exits with 0 where claims may change, and tells of it all the same", async () => {
      const { code, out } = await diff(...files(), "--allow-changed-claims");
      expect(code).toBe(0);
      expect(out).toContain("Weakened or changed claims\n\n1 claim; allowed by --allow-changed-claims.\n");
      expect(out).toContain(`\n${SPARSITY_CLAIM.id}  ${SPARSITY_CLAIM.title}\n`);
    });
  });

  it("exits with 1 where an outcome left its expectation, whatever claims may do", async () => {
    expect(await diff(folder, join(folder, "worse.json"), "--allow-changed-claims")).toMatchObject({ code: 1 });
  });

  it("exits with 0 where a claim has more behind it, and tells of it", async () => {
    const { code, out } = await diff(folder, join(folder, "stronger.json"));
    expect(code).toBe(0);
    expect(out).toContain("Strengthened claims\n");
    expect(out).toContain("strengthened: more draws (16): ");
  });

  it("names both options and every exit code in its help", async () => {
    const { code, out } = await diff("--help");
    expect(code).toBe(0);
    for (const word of ["--markdown", "--allow-changed-claims", "Exit codes: 0 ", " 1 ", " 2 "])
      expect(out).toContain(word);
  });

  it.each([
    [["nowhere.json", "claims.json"], /nowhere\.json: cannot be read: ENOENT/],
    [["claims.json", "other.json"], /other\.json: not a claims\.json of this version: \/ must have required property/],
    [["claims.json", "no-run"], /run\.json: not a run\.json: "notebooks" must be a list of names and seconds/],
    [["claims.json", "no-names"], /run\.json: not a run\.json/],
    [["claims.json", "no-seconds"], /run\.json: not a run\.json/],
    [["broken.json", "claims.json"], /broken\.json: not JSON/],
    [["claims.json", "newer.json"], /newer\.json: its format is 3, newer than those that this version reads, 1 to 2$/m],
    [["older.json", "claims.json"], /older\.json: its format is 0, older than those that this version reads, 1 to 2$/m],
    [["no-version.json", "claims.json"], /\/ must have required property 'schemaVersion'/],
    [["no-claims.json", "claims.json"], /\/ must have required property 'claims'/],
    [["no-control.json", "claims.json"], /\/claims\/0 must have required property 'control'/],
    [["no-draws.json", "claims.json"], /\/claims\/0\/cells\/0 must have required property 'draws'/],
    [["surplus.json", "claims.json"], /\/claims\/0 must NOT have additional properties, such as "weight"/],
    [["claims.json", "twice.json"], /twice\.json: .*: \/claims\/1\/id must be used once, got T4\.3-order again/],
    [
      ["claims.json", "wrongly-expected.json"],
      /\/claims\/0\/asExpected must be false where violated came out and holds was expected/,
    ],
    [
      ["claims.json", "wrongly-caught.json"],
      /\/claims\/0\/control\/asExpected must be false where holds came out and violated was expected/,
    ],
  ])("%j: one line and exit code 2", async (names, message) => {
    const { code, err } = await diff(...names.map((name) => join(folder, name)));
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
