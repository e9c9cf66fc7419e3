/** The work of a report done in shares: the files that they make, and what a report finds of them. */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { recordFacts } from "ncsparse-kit/memory/record-file";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Durations } from "../../../report/compute/durations.js";
import { readManifest } from "../../../report/compute/read-shard.js";
import { computeShards, smallProject, type SmallProject } from "./small-project.js";

let project: SmallProject;
let parts: string[];
beforeAll(async () => {
  project = await smallProject();
  parts = await computeShards(project, 3);
});
afterAll(() => project.remove());

/** What a report is known by, wherever its claims were computed. */
const SAME = ["claims.json", "claims.csv", "junit.xml", "summary.md", "index.html"];

/** Makes a report of the second notebook, whose claim has a part: a kernel less, and all that there is to see. */
async function report(out: string, ...args: string[]): Promise<number> {
  const { code } = await project.run("report", "--only", "02", "--no-pdf", ...args, "--out", join(project.folder, out));
  return code;
}

async function filesOf(out: string): Promise<string[]> {
  return await Promise.all(SAME.map((name) => readFile(join(project.folder, out, name), "utf8")));
}

/** Clears the memory of all that was merged. */
async function forget(): Promise<void> {
  await rm(join(project.folder, ".ncsparse", "cache", "records"), { recursive: true, force: true });
}

/** The records of a kind in the memory, and when each was written. */
async function recordsOf(kind: string): Promise<ReadonlyMap<string, number>> {
  const records = join(project.folder, ".ncsparse", "cache", "records");
  const files = (await readdir(records, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const own = paths.filter((path) => recordFacts(path)?.kind === kind);
  return new Map(await Promise.all(own.map(async (path) => [path, (await stat(path)).mtimeMs] as const)));
}

describe("three shares", () => {
  it("have each cell of the claims that the notebooks show in one of them", async () => {
    const manifests = await Promise.all(parts.map((part) => readManifest(part)));
    const cells = manifests.flatMap(({ blocks }) => blocks.flatMap((block) => block.cells.map(({ name }) => name)));
    const claims = ["A", "B", "C"].flatMap((id) => [0, 1, 2].map((index) => `${id}/claim/${index}`));
    expect(cells.sort()).toEqual([...claims, "A/control/0", "B/control/0", "C/control/0"].sort());
    expect(manifests.map(({ shard, of }) => `${shard}/${of}`)).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("give the bytes of a report that one machine computes, which computes no claim again", async () => {
    expect(await report("alone", "--no-cache")).toBe(0);
    const merged = await project.run("merge", ...parts);
    expect(merged).toMatchObject({ code: 0, err: "" });
    expect(merged.out).toContain("the numbers of 3 statements and 4 sets of draws (seed 240402690, quick) are in ");
    const before = await recordsOf("claim");
    expect(before.size).toBe(3);
    expect((await recordsOf("cell")).size).toBe(0);
    expect(await report("shared")).toBe(0);
    expect(await recordsOf("claim")).toEqual(before);
    expect(await filesOf("shared")).toEqual(await filesOf("alone"));
  }, 240_000); // two whole reports

  it("can be merged in part: claims all cells of which are there are put together", async () => {
    await forget();
    const { code, out } = await project.run("merge", "--partial", parts[0]!, parts[1]!);
    expect(code).toBe(0);
    expect(Number(/(\d+) statements/.exec(out)![1])).toBeLessThan(3);
  });
});

describe("the share of some notebooks", () => {
  it("is of the claims that these show, and the file says of which", async () => {
    const out = join(project.folder, "first-alone");
    const { code } = await project.run("compute", "--only", "01", "--shard", "1/1", "--out", out);
    expect(code).toBe(0);
    const { only, blocks } = await readManifest(out);
    expect(only).toEqual(["01"]);
    const cells = blocks.flatMap((block) => block.cells.map(({ name }) => name));
    expect(cells.sort()).toEqual(["A/claim/0", "A/claim/1", "A/claim/2", "A/control/0"]);
    await forget();
    expect((await project.run("merge", out)).out).toContain("the numbers of 1 statements");
  });
});

describe("durations", () => {
  it("tell which cells read the same draws, and put these into one block", async () => {
    const file = join(project.folder, "durations.json");
    expect((await project.run("merge", ...parts, "--write-durations", file)).code).toBe(0);
    const { cells, draws } = JSON.parse(await readFile(file, "utf8")) as Durations;
    expect(Object.keys(cells)).toHaveLength(12);
    expect(cells["A/claim/1"]!.draws).toEqual(cells["C/claim/1"]!.draws);
    expect(Object.keys(draws)).toHaveLength(4);
    const out = join(project.folder, "whole");
    const { code } = await project.run("compute", "--shard", "1/1", "--out", out, "--durations", file);
    expect(code).toBe(0);
    const { blocks } = await readManifest(out);
    const together = blocks.find(({ cells: own }) => own.some(({ name }) => name === "A/claim/1"))!;
    expect(together.cells.map(({ name }) => name)).toEqual(expect.arrayContaining(["B/claim/1", "C/claim/1"]));
    // Nothing but the grouping has changed, so that the file merges as others do.
    await forget();
    expect((await project.run("merge", out)).code).toBe(0);
  });
});
