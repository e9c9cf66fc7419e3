/** A sweep whose blocks a queue computes: the file of one machine, by one run of all seeds. */
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { keysIn } from "../../../report/compute/records.js";
import { claimOf, smallProject, type SmallProject } from "../compute/small-project.js";
import { SweepCommand } from "../sweep/sweep-command.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";
import { WorkerCommand } from "./worker-command.js";

describe.skipIf(!HAS_REDIS)("a sweep by a queue", () => {
  let server: RedisServer;
  let project: SmallProject;
  let plain: string;
  beforeAll(async () => {
    [server, project] = await Promise.all([RedisServer.start(), smallProject({ "code/c.js": C })]);
    plain = await sweep("plain.json");
    await forget();
  });
  afterAll(async () => {
    await server.stop();
    await project.remove();
  });

  const records = (): string => join(project.folder, ".ncsparse", "cache", "records");
  const kinds = (): (string | undefined)[] =>
    keysIn(records()).map((key) => recordFacts(recordPath(records(), key))?.kind);
  const forget = async (): Promise<void> =>
    await rm(join(project.folder, ".ncsparse"), { recursive: true, force: true });
  const start = (): WorkerCommand => new WorkerCommand(project, { url: server.url, args: ["--workers", "1"] });

  async function sweep(name: string, ...args: string[]): Promise<string> {
    const file = join(project.folder, name);
    const { code, err } = await project.run("sweep", "--seeds", "1..3,9", "--out", file, ...args);
    expect([code, err]).toEqual([0, ""]);
    return await readFile(file, "utf8");
  }

  it("writes the same bytes, keeps claims alone, and leaves nothing on the server", async () => {
    const workers = [start(), start()];
    expect(await sweep("queue.json", "--queue", server.url)).toBe(plain);
    expect(kinds()).toEqual(Array.from({ length: 12 }, () => "claim"));
    expect(await readdir(join(project.folder, ".ncsparse", "cache"))).not.toContainEqual(
      expect.stringMatching(/^incoming/),
    );
    for (const worker of workers) expect(await worker.end()).toBe(130);
    expect(workers[0]!.told).toMatch(/\ncomputing for run [0-9a-f]{8}: small 0\.1\.0, quick, seeds 1\.\.3,9\n/);
    expect(await server.keys()).toEqual([]);
  });

  it("that is interrupted goes on with what it has", async () => {
    await forget();
    await writeFile(join(project.folder, "hold"), "");
    const worker = start();
    const file = join(project.folder, "later.json");
    const args = ["--seeds", "1..3,9", "--out", file, "--queue", server.url];
    const end = await new SweepCommand(project, args).interruptedAt(/now: C\/control\/0, seed 2$/m);
    expect(end).toMatchObject({ code: 130, err: "ncsparse: interrupted; nothing was written\n" });
    expect(existsSync(file)).toBe(false);
    expect(await server.keys()).toEqual([]);
    await rm(join(project.folder, "hold"));
    const { out, code } = await project.run("sweep", ...args);
    expect(code).toBe(0);
    // Of the second seed's six blocks five had come back.
    expect(out).toContain("Computing 13 blocks for 3 of 4 seeds (quick) by redis://");
    expect(await readFile(file, "utf8")).toBe(plain);
    expect(new Set(kinds())).toEqual(new Set(["claim"]));
    await worker.end();
  });

  it("names a block that fails with its seed, keeps the others, and writes no file", async () => {
    await forget();
    await writeFile(join(project.folder, "fail"), "");
    const worker = start();
    const file = join(project.folder, "failed.json");
    const { code, err } = await project.run("sweep", "--seeds", "1..3", "--out", file, "--queue", server.url);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^ncsparse: block C\/control\/0, seed 2: Error: out of luck; to repeat it: ncsparse compute --block "C\/control\/0" --seed 2 --profile quick; it failed 3 times\n$/,
    );
    expect(existsSync(file)).toBe(false);
    expect(kinds().filter((kind) => kind === "claim")).toHaveLength(6);
    expect(await worker.end()).toBe(130);
    expect(await server.keys()).toEqual([]);
  });

  it("names a block whose cells cannot be kept for what they are, and its worker goes on", async () => {
    await forget();
    await writeFile(join(project.folder, "unkept"), "");
    const worker = start();
    const file = join(project.folder, "unkept.json");
    const { code, err } = await project.run("sweep", "--seeds", "3", "--out", file, "--queue", server.url);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^ncsparse: block C\/control\/0, seed 3: 1 of its 1 cells could not be kept in .*, for want of room, or as they are no plain data; to repeat it: .*; it failed 3 times\n$/,
    );
    expect(await worker.end()).toBe(130);
    expect(await server.keys()).toEqual([]);
  });
});

/**
 * C's control goes on with the second seed only once there is no file "hold", and fails while there is a file "fail". While
 * there is a file "unkept", its cell has what cannot be written down.
 */
const C = `${claimOf("C", 1.5)
  .replace("measure: (cell, context) =>", "measure: (cell, context) => hold(context) ??")
  .replace("grid: { n: 4 }", 'grid: { n: 4, ...(beside("unkept") && { f: () => 1 }) }')}
import { existsSync } from "node:fs";
function beside(name) { return existsSync(new URL("../" + name, import.meta.url)); }
function hold(context) {
  if (context.seed !== 2) return undefined;
  while (beside("hold")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  if (beside("fail")) throw new Error("out of luck");
}`;
