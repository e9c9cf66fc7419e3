/** A sweep of a small project over three seeds: what it finds, that it goes on where it stopped, and its shards. */
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sweep } from "ncsparse-kit/sweep/sweep";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { stream } from "ncsparse-kit/random/stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keysIn } from "../../../report/compute/records.js";
import { computeShards, smallProject, type SmallProject } from "../compute/small-project.js";
import { SweepCommand } from "./sweep-command.js";

/** B says that no draw is above this: with some seeds one is. */
const LIMIT = 0.99;
const SEEDS = [1, 2, 3];
const INTERRUPTED = "ncsparse: interrupted; nothing was written\n";

let project: SmallProject;
let hold: string;
beforeAll(async () => {
  project = await smallProject();
  hold = join(project.folder, "hold");
  await edit("b.js", "0.9999", String(LIMIT));
  // With the second seed nothing goes on while there is a file of that name.
  const wait = `if (context.seed === 2) while (existsSync(${JSON.stringify(hold)})) Atomics.wait(LOCK, 0, 0, 20);`;
  await edit("draws.js", "    const source", `    ${wait}\n    const source`);
  const lock = 'import { existsSync } from "node:fs";\nconst LOCK = new Int32Array(new SharedArrayBuffer(4));\n';
  await edit("draws.js", "export function drawn", `${lock}export function drawn`);
});
afterAll(() => project.remove());

async function edit(name: string, from: string, to: string): Promise<void> {
  const path = join(project.folder, "code", name);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replaceAll(from, to));
}

/** The file of the sweep that nothing disturbs, made once. */
let whole: Promise<string> | undefined;
const wholeSweep = (): Promise<string> => (whole ??= sweep("whole.json", "--seeds", "1..3"));

const records = (): string => join(project.folder, ".ncsparse", "cache", "records");
const kinds = (): string[] => keysIn(records()).map((key) => recordFacts(recordPath(records(), key))!.kind);
const forget = async (): Promise<void> => await rm(join(project.folder, ".ncsparse"), { recursive: true });

/** Runs a sweep, and gives its file's text. */
async function sweep(name: string, ...args: string[]): Promise<string> {
  const file = join(project.folder, name);
  const { code, err, out } = await project.run("sweep", "--out", file, ...args);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain(`written to ${file}\n`);
  return await readFile(file, "utf8");
}

describe("a sweep", () => {
  it("has the outcome of each statement with each seed, as its draws have it", async () => {
    const made = JSON.parse(await wholeSweep()) as Sweep;
    const largest = (seed: number, n: number): number => {
      const source = stream(seed, "S", "claim", n);
      return Math.max(...Array.from({ length: n }, () => source.uniform()));
    };
    const letters = SEEDS.map((seed) => ([4, 8, 16].every((n) => largest(seed, n) <= LIMIT) ? "h" : "v")).join("");
    expect(new Set(letters).size).toBe(2);
    expect(made.statements.map(({ id, claim, control }) => [id, claim.outcomes, control.outcomes])).toEqual([
      ["A", "hhh", "vvv"],
      ["B", letters, "vvv"],
      ["C", "hhh", "vvv"],
    ]);
    expect(made).toMatchObject({ project: "small 0.1.0", seeds: SEEDS, only: [], profile: "quick" });
    expect(made.statements[0]).toMatchObject({ rule: "inequality", claim: { drawnCells: 0 }, control: { power: 1 } });
  });

  it("leaves claims in the memory, and neither draws nor cells, and finds them again", async () => {
    const text = await wholeSweep();
    expect(kinds()).toEqual(Array.from({ length: 9 }, () => "claim"));
    const { out } = await project.run("sweep", "--seeds", "1..3", "--out", join(project.folder, "again.json"));
    expect(out).not.toContain("Computing");
    expect(await readFile(join(project.folder, "again.json"), "utf8")).toBe(text);
  });

  it("that is interrupted writes no file, and goes on where it stopped", async () => {
    const text = await wholeSweep();
    await forget();
    await writeFile(hold, "");
    const file = join(project.folder, "later.json");
    const args = ["--seeds", "1..3", "--workers", "1", "--out", file];
    const end = await new SweepCommand(project, args).interruptedAt(/seed 2, A\/claim\/0: /);
    expect(end).toMatchObject({ code: 130, err: INTERRUPTED });
    expect(existsSync(file)).toBe(false);
    await rm(hold);
    const { out } = await project.run("sweep", "--seeds", "1..3", "--out", file);
    expect(out).toContain("for 2 of 3 seeds");
    expect(out).not.toContain("seed 1, ");
    expect(await readFile(file, "utf8")).toBe(text);
  });

  it("takes no draws away that a report may have left", async () => {
    await wholeSweep();
    await forget();
    const parts = await computeShards(project, 1, "--seed", "1");
    expect((await project.run("merge", ...parts)).code).toBe(0);
    const draws = kinds().filter((kind) => kind === "draws");
    expect(draws).toHaveLength(4);
    for (const key of keysIn(records()).filter((one) => recordFacts(recordPath(records(), one))!.kind === "claim")) {
      await rm(recordPath(records(), key));
    }
    await sweep("one.json", "--seeds", "1");
    expect(kinds().filter((kind) => kind === "draws")).toEqual(draws);
  });

  it("ends at once where it is interrupted before anything is computed", async () => {
    const args = ["--seeds", "1..20000", "--out", join(project.folder, "never.json")];
    const end = await new SweepCommand(project, args).interruptedAt(/Looking up 20000 seeds/);
    expect(end).toEqual({ code: 130, out: expect.not.stringContaining("Computing") as string, err: INTERRUPTED });
  });

  it("is the same where two of them run at once in a checkout, over some of the same seeds", async () => {
    const text = await wholeSweep();
    await forget();
    const [both, alone] = await Promise.all([
      sweep("both.json", "--seeds", "1..3"),
      sweep("alone.json", "--seeds", "1..3", "--only", "02"),
    ]);
    expect(both).toBe(text);
    const ofNotebook = (JSON.parse(text) as Sweep).statements.filter(({ id }) => id !== "A");
    expect((JSON.parse(alone) as Sweep).statements).toEqual(ofNotebook);
    expect(new Set(kinds())).toEqual(new Set(["claim"]));
  });

  it("is the same in shards, joined", async () => {
    const parts = [1, 2].map((shard) => join(project.folder, `part-${shard}.json`));
    for (const shard of [1, 2]) await sweep(`part-${shard}.json`, "--seeds", "1..3", "--shard", `${shard}/2`);
    expect(await sweep("joined.json", "--join", ...parts)).toBe(await wholeSweep());
  });
});

describe("a sweep of which a block fails", () => {
  it("is told with block, seed and reason, and writes nothing", async () => {
    await edit("c.js", "measure: ({ n }, context, role) => ({", "measure: ({ n }, context) => context.none.such ?? ({");
    const file = join(project.folder, "failed.json");
    const { code, err } = await project.run("sweep", "--seeds", "7", "--out", file);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^ncsparse: block C\/claim\/0, seed 7: TypeError: .*; to repeat it: ncsparse compute --block "C\/claim\/0" --seed 7 --profile quick\n$/,
    );
    expect(existsSync(file)).toBe(false);
  });
});
