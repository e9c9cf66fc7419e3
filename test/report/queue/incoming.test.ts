/** What a worker may send for a block: its own cells, whole, and draws; no number of anything else. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordPath, writeRecord, type RecordKind } from "ncsparse-kit/memory/record-file";
import type { Block } from "../../../report/compute/plan.js";
import type { Work } from "../../../report/compute/work.js";
import { Incoming, type IncomingOptions } from "../../../report/queue/incoming.js";
import type { RecordBytes } from "../../../report/queue/parcel.js";

const [A0, A1, B0, CLAIM, DRAWS] = ["1", "2", "3", "4", "5"].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
  string,
  string,
];
const cell = (statement: string, index: number): Block["cells"][number] => ({ statement, role: "claim", cell: index });
const BLOCK: Block = { name: "A/claim/0", notebook: "n", cells: [cell("A", 0), cell("A", 1)], seconds: null };

let folder: string;
let options: IncomingOptions;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-incoming-"));
  const cells = new Map([
    ["A/claim/0", A0],
    ["A/claim/1", A1],
    ["B/claim/0", B0],
  ]);
  options = {
    work: {} as Work, // for what is never accepted here
    keys: { claims: new Map([["A", CLAIM]]), cells },
    memory: join(folder, "cache", "records"),
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A record as a worker makes it. */
async function record(key: string, kind: RecordKind): Promise<RecordBytes> {
  writeRecord(join(folder, "made"), key, { kind, label: "made" }, { value: key });
  return { key, bytes: await readFile(recordPath(join(folder, "made"), key)) };
}

/** Why records are not taken for the block of A's cells; all that was written of them is gone then. */
async function refusal(...records: RecordBytes[]): Promise<string | null> {
  return await Incoming.with(options, async (incoming) => {
    const problem = await incoming.take(BLOCK, records);
    const [place] = await readdir(join(folder, "cache"));
    const left = await readdir(join(folder, "cache", place!), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
    return problem;
  });
}

describe("the records of a block", () => {
  it("are refused where one of its cells is not among them", async () => {
    expect(await refusal(await record(A0, "cell"))).toBe("it lacks 1 of 2 cells");
    expect(await refusal()).toBe("it lacks 2 of 2 cells");
  });

  it.each([
    ["another block's cell", B0, "cell"],
    ["a claim", CLAIM, "claim"],
    ["draws in the place of a claim", CLAIM, "draws"],
  ] as const)("are refused with %s", async (_, key, kind) => {
    const all = [await record(A0, "cell"), await record(A1, "cell"), await record(key, kind)];
    expect(await refusal(...all)).toBe(`its record ${key} is of another block, or of a claim`);
  });

  it.each([
    ["a chart in the place of draws", DRAWS, "chart"],
    ["draws in the place of a cell", A1, "draws"],
  ] as const)("are refused with %s", async (_, key, kind) => {
    const others = [await record(A0, "cell"), await record(A1, "cell")].filter((one) => one.key !== key);
    expect(await refusal(...others, await record(key, kind))).toBe(
      `its record ${key} is damaged, or of no kind that a block has`,
    );
  });

  it("are refused with one bit flipped, or under another name", async () => {
    const [first, second] = [await record(A0, "cell"), await record(A1, "cell")];
    const flipped = Buffer.from(second.bytes);
    flipped[flipped.length - 1]! ^= 1;
    for (const bytes of [flipped, first.bytes]) {
      expect(await refusal(first, { key: A1, bytes })).toBe(
        `its record ${A1} is damaged, or of no kind that a block has`,
      );
    }
  });
});
