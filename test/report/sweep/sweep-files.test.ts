/** Files of sweeps: what is refused, and one sweep made of several. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sweep } from "ncsparse-kit/sweep/sweep";
import { joinSweeps } from "../../../report/sweep/join-sweeps.js";
import { readSweep, sweepJson, writeSweep } from "../../../report/sweep/sweep-file.js";
import { sweepText } from "../../../report/sweep/sweep-text.js";
import { SWEEP } from "../../kit/sweep/made-sweep.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-sweep-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The sweep of some of the seeds. */
function part(seeds: readonly number[], edit: Partial<Sweep> = {}): Sweep {
  const letters = (outcomes: string): string => seeds.map((seed) => outcomes[SWEEP.seeds.indexOf(seed)]!).join("");
  const statements = SWEEP.statements.map(({ claim, control, ...facts }) => ({
    ...facts,
    claim: { ...claim, outcomes: letters(claim.outcomes) },
    control: { ...control, outcomes: letters(control.outcomes) },
  }));
  return { ...SWEEP, seeds, statements, ...edit };
}

const joined = (...sweeps: Sweep[]): Sweep =>
  joinSweeps(sweeps.map((sweep, index) => ({ file: `part-${index + 1}`, sweep })));

describe("a file", () => {
  it("is read as it was written, a line a statement", async () => {
    const file = join(folder, "sweep.json");
    await writeSweep(file, SWEEP);
    expect(await readSweep(file)).toEqual(SWEEP);
    expect(
      sweepJson(SWEEP)
        .split("\n")
        .filter((line) => line.startsWith('{"id"')),
    ).toHaveLength(3);
  });

  it.each([
    ["no JSON", "{", "not JSON: "],
    ["nothing", "{}", '"format" is missing; it must be "ncsparse sweep 1"'],
    ["another rule", sweepJson(SWEEP).replace('"ratio"', '"luck"'), "must be a kind of rule"],
    [
      "a letter less",
      sweepJson(SWEEP).replace('"hhih"', '"hhi"'),
      "the outcomes of A (claim) must be 4, a letter a seed, got 3",
    ],
    ["seeds in no order", sweepJson(SWEEP).replace("[1,2,3,9]", "[1,3,2,9]"), '"seeds" must ascend'],
  ])("with %s is refused", async (_, text, problem) => {
    const file = join(folder, "odd.json");
    await writeFile(file, text);
    await expect(readSweep(file)).rejects.toThrow(problem);
  });
});

describe("sweeps joined", () => {
  it("are the sweep of all seeds, whatever their order, with every machine", () => {
    const whole = joined(part([2, 9]), part([1, 3], { machines: ["another, 4 cores"] }));
    expect(whole).toEqual({ ...SWEEP, machines: ["a machine, 2 cores", "another, 4 cores"] });
  });

  it.each([
    ["seed", part([1, 9]), "part-2: seed 9 is also in part-1"],
    ["profile", part([1], { profile: "full" }), 'part-2: "profile" is "full", but "quick" in part-1'],
    ["code", part([1], { code: "1".repeat(64) }), 'part-2: "code" is '],
    [
      "statement",
      part([1], { statements: part([1]).statements.slice(1) }),
      "part-2: its statements are others than those in part-1",
    ],
  ])("may not differ in a %s, or share it", (_, other, problem) => {
    expect(() => joined(part([2, 9]), other)).toThrow(problem);
  });

  it("may come from outside of a checkout, but not of two commits", () => {
    expect(joined(part([2, 3, 9], { commit: "aaa" }), part([1])).seeds).toEqual([1, 2, 3, 9]);
    expect(() => joined(part([2], { commit: "aaa" }), part([1], { commit: "bbb" }))).toThrow('"commit" is "bbb"');
  });
});

it("what a sweep found is told in lines", () => {
  const lines = sweepText(SWEEP).split("\n");
  expect(lines[0]).toBe("3 statements with 4 seeds (quick, 1..3,9)");
  expect(lines.at(-1)).toBe("  B, control: holds instead of violated with 1 of the seeds (9); at most 2 expected");
});
