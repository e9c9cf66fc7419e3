/** Whatever makes a claim say less is found by `diff` and named; what only adds to it never fails. */
import fc from "fast-check";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { main } from "../../report/cli/main.js";
import type { LedgerEntry } from "../../report/types.js";
import { recordedRun } from "../support/recorded-run.js";
import { claims, STRENGTHENINGS, WEAKENINGS, type Edit } from "./claim-edits.js";
import { CASES, FUZZ_TIMEOUT_MS, trying } from "./settings.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ncsparse-edits-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function diff(before: LedgerEntry[], after: LedgerEntry[], ...flags: string[]): Promise<[number, string]> {
  const files = [before, after].map((run, i) => {
    const file = join(folder, `${i}.json`);
    writeFileSync(file, JSON.stringify(recordedRun(run).claims));
    return file;
  });
  const write = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const code = await main(["diff", ...files, ...flags]);
    return [code, write.mock.calls.map(([text]) => String(text)).join("")];
  } finally {
    write.mockRestore();
  }
}

/** An edit of one of some claims: by name, which claim, with which number and text. */
const editOf = (edits: Readonly<Record<string, Edit>>) =>
  fc.record({
    name: fc.constantFrom(...Object.keys(edits)),
    at: fc.nat({ max: 3 }),
    number: fc.nat({ max: 1_000 }),
    text: fc.string({ maxLength: 8 }).map((text) => `new ${text}`),
  });

interface Chosen {
  name: string;
  at: number;
  number: number;
  text: string;
}

/** The claims with one of them edited, and its id; null where the edit finds nothing to do. */
function edited(list: LedgerEntry[], edits: Readonly<Record<string, Edit>>, { name, at, number, text }: Chosen) {
  const { id } = list[at % list.length]!;
  const changed = list.map((one) => (one.id === id ? edits[name]!(one, number, text) : one));
  return changed.includes(null) ? null : { id, after: changed as LedgerEntry[] };
}

/** What may be done beside a weakening, and hides none: it takes nothing back. */
const COVERS = Object.fromEntries(
  Object.entries(STRENGTHENINGS).filter(([name]) => !["more draws", "taken into range"].includes(name)),
);

describe("diff", () => {
  it("finds every weakening of any claim, and names the claim", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const met = new Set<string>();
    const flags = fc.constantFrom<string[]>([], ["--markdown"], ["--allow-changed-claims"]);
    const covers = fc.option(editOf(COVERS));
    const property = fc.asyncProperty(claims, editOf(WEAKENINGS), covers, flags, async (before, edit, cover, given) => {
      const weakened = edited(before, WEAKENINGS, edit);
      fc.pre(weakened !== null);
      met.add(edit.name);
      const { id, after } = weakened;
      const covered = cover && edited(after, COVERS, { ...cover, at: edit.at });
      const [code, out] = await diff(before, covered?.after ?? after, ...given);
      const allowed = given.includes("--allow-changed-claims") && after.every(({ asExpected }) => asExpected);
      expect(code).toBe(allowed ? 0 : 1);
      expect(out).toMatch(new RegExp(`^Weakened or changed claims$[^]*^${id}  |^### Weakened[^]*^#### ${id}: `, "m"));
    });
    await fc.assert(property, trying(CASES.claimEdits));
    expect([...met].sort()).toEqual(Object.keys(WEAKENINGS).sort());
  });

  it("finds every claim that is gone", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const property = fc.asyncProperty(claims, fc.nat({ max: 3 }), async (before, at) => {
      const gone = before[at % before.length]!;
      const [code, out] = await diff(
        before,
        before.filter((one) => one !== gone),
      );
      expect(code).toBe(1);
      expect(out).toContain(`\n${gone.id}  `);
    });
    await fc.assert(property, trying(CASES.claimEdits / 10));
  });

  it("lets every strengthening pass, and new claims", { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const met = new Set<string>();
    const several = fc.array(editOf(STRENGTHENINGS), { minLength: 1, maxLength: 3 });
    const property = fc.asyncProperty(claims, several, fc.boolean(), async (before, edits, oneMore) => {
      let after = oneMore ? [...before, { ...before[0]!, id: "Dnew", anchor: "dnew" }] : before;
      for (const edit of edits) {
        const grown = edited(after, STRENGTHENINGS, edit);
        if (grown !== null) met.add(edit.name);
        after = grown?.after ?? after;
      }
      const [code, out] = await diff(before, after);
      expect(out).not.toContain("Weakened or changed claims");
      expect(code).toBe(0);
    });
    await fc.assert(property, trying(CASES.claimEdits / 2));
    expect([...met].sort()).toEqual(Object.keys(STRENGTHENINGS).sort());
  });
});
