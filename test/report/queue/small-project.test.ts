/** A project's claims by a queue: its worker is the command, its blocks are computed. */
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enginePath } from "../../../report/root.js";
import { smallProject, type SmallProject } from "../compute/small-project.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";
import { WorkerCommand } from "./worker-command.js";

describe.skipIf(!HAS_REDIS)("the claims of a project, computed by `ncsparse worker`", () => {
  let server: RedisServer;
  let project: SmallProject;
  beforeAll(async () => {
    [server, project] = await Promise.all([RedisServer.start(), smallProject()]);
  });
  afterAll(async () => {
    await server.stop();
    await project.remove();
  });

  async function fillMemory(): Promise<{ code: number | null; out: string; err: string }> {
    const script = enginePath("test", "report", "queue", "fill-memory.mjs");
    return await new Promise((resolve) => {
      const child = execFile(process.execPath, [script, project.config, server.url], (_, out, err) =>
        resolve({ code: child.exitCode, out, err }),
      );
    });
  }

  it("are in the report's memory afterwards, and nothing of them is missing a second time", async () => {
    const worker = new WorkerCommand(project, { url: server.url, args: ["--workers", "2"] });
    const first = await fillMemory();
    expect([first.code, first.err]).toEqual([0, ""]);
    expect(first.out).toMatch(/\[STARTED\] Computing 6 blocks by redis:\/\/127\.0\.0\.1:\d+\n/);
    const kept = await readdir(join(project.folder, ".ncsparse", "cache", "records"), { recursive: true });
    expect(kept.filter((name) => /[0-9a-f]{64}$/.test(name)).length).toBeGreaterThan(3);
    expect(await readdir(join(project.folder, ".ncsparse", "cache"))).not.toContainEqual(
      expect.stringMatching(/^incoming/),
    );
    const second = await fillMemory();
    expect(second).toEqual({ code: 0, out: "", err: "" });
    expect(await worker.end()).toBe(130);
    expect(worker.told).toMatch(
      /^waiting for blocks at redis:.* \(Ctrl-C ends\)\ncomputing for run [0-9a-f]{8}: small 0\.1\.0, quick, seed 5\n/,
    );
    expect(worker.told).toMatch(/\nended; blocks that were not done were given back\n$/);
    expect(await server.keys()).toEqual([]);
  });
});
