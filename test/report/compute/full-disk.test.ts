/** Disks without room, on either side: one line, exit code 2, nothing half-written. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayMount, OwnDisks } from "../../support/own-disk.js";
import { computeShards, smallProject, type SmallProject } from "./small-project.js";

let project: SmallProject;
const disks = new OwnDisks();
beforeAll(async () => {
  project = await smallProject();
});
afterAll(async () => {
  disks.unmountAll();
  await project.remove();
});

describe.skipIf(!mayMount())("on a disk that is full", () => {
  it("no share is written", async () => {
    const disk = await disks.mount(join(project.folder, "full"), "size=8k");
    const { code, err } = await project.run("compute", "--shard", "1/1", "--out", join(disk, "part"));
    expect(err).toBe("ncsparse: ENOSPC: no space left on device, write\n");
    expect(code).toBe(2);
    expect(await readdir(disk)).toEqual([]);
  });

  it("the memory is as it was", async () => {
    const parts = await computeShards(project, 1);
    const cache = join(project.folder, ".ncsparse", "cache");
    await rm(cache, { recursive: true });
    await disks.mount(cache, "size=32k");
    const { code, err } = await project.run("merge", ...parts);
    expect(err).toMatch(/^ncsparse: ENOSPC: no space left on device, [a-z]+( '[^']*')?\n$/);
    expect(code).toBe(2);
    expect((await readdir(cache)).filter((name) => name.startsWith("incoming-") || name === "records")).toEqual([]);
  });
});
