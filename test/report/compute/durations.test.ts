import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noDurations, readDurations } from "../../../report/compute/durations.js";
import type { ShardManifest } from "../../../report/compute/manifest.js";
import type { MeasuredCell } from "../../../report/compute/messages.js";
import { durationsOf } from "../../../report/compute/write-durations.js";
import { enginePath } from "../../../report/root.js";

const shardOf = (cells: readonly MeasuredCell[]): ShardManifest =>
  ({ profile: "quick", blocks: [{ block: cells[0]!.name, seconds: 9, cells }] }) as unknown as ShardManifest;

describe("durations", () => {
  const first = shardOf([
    { name: "B/claim/0", seconds: 0.0004, draws: { y: 2, x: 0 } },
    { name: "A/claim/0", seconds: 1.23456, draws: { x: 3 } },
  ]);
  const second = shardOf([{ name: "C/claim/0", seconds: 0.5, draws: { x: 2.5 } }]);

  it("are each cell's own, and of draws what they took where they were made, to a millisecond", () => {
    const durations = durationsOf([first, second]);
    expect(durations).toEqual({
      ...noDurations("quick"),
      draws: { x: 3, y: 2 },
      cells: {
        "A/claim/0": { seconds: 1.235, draws: ["x"] },
        "B/claim/0": { seconds: 0, draws: ["x", "y"] },
        "C/claim/0": { seconds: 0.5, draws: ["x"] },
      },
    });
    expect(JSON.stringify(durationsOf([second, first]))).toBe(JSON.stringify(durations));
  });
});

describe("a file of durations", () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "ncsparse-durations-"));
    await mkdir(join(root, "durations"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it("of the project is taken where none is named, and where there is none nothing is known", async () => {
    expect(await readDurations({ root }, "full")).toEqual(noDurations("full"));
    const own = { ...noDurations("full"), draws: { x: 1 } };
    await writeFile(join(root, "durations", "full.json"), JSON.stringify(own));
    expect(await readDurations({ root }, "full")).toEqual(own);
  });

  it("of this project is one, with every draw that a cell reads", async () => {
    const { cells, draws } = await readDurations({ root: enginePath() }, "quick");
    const read = new Set(Object.values(cells).flatMap((cell) => cell.draws));
    expect(Object.keys(cells).length).toBeGreaterThan(1_000);
    expect([...read].sort()).toEqual(Object.keys(draws));
  });

  it.each([
    ["{}", '"format" is missing; it must be "ncsparse durations 1"'],
    ['{"format":"x"}', '"profile" is missing; it must be quick or full'],
    [
      JSON.stringify({ ...noDurations("quick"), draws: { x: -1 } }),
      '"draws.x" must be a number of seconds, not negative, got -1',
    ],
    [JSON.stringify(noDurations("quick")), '"profile" must be full, as the run\'s, got quick'],
  ])("may not be %s", async (text, problem) => {
    const file = join(root, "odd.json");
    await writeFile(file, text);
    await expect(readDurations({ root }, "full", file)).rejects.toThrow(`${file}: ${problem}`);
  });
});
