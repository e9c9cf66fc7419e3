/** Whole reports by a queue: the bytes of one machine, whatever happens to the workers. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mayMount, OwnDisks } from "../../support/own-disk.js";
import { claimOf, smallProject, type SmallProject } from "../compute/small-project.js";
import { waitForEnd } from "../faults/own-process.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";
import { WorkerCommand } from "./worker-command.js";

const ARGS = ["--no-pdf", "--seed", "5"];

describe.skipIf(!HAS_REDIS)("a whole report by a queue", () => {
  let server: RedisServer;
  let folder: string;
  let plain: ReadonlyMap<string, string>;
  const workers: WorkerCommand[] = [];
  const disks = new OwnDisks();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ncsparse-queue-"));
    server = await RedisServer.start();
    plain = await withProject({}, async (project) => {
      expect((await project.run("report", ...ARGS)).code).toBe(0);
      return await contentOf(join(project.folder, "out"));
    });
  });
  afterAll(async () => {
    for (const worker of workers) await worker.end("SIGKILL");
    disks.unmountAll();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(project: SmallProject, env: Readonly<Record<string, string>> = {}): WorkerCommand {
    const worker = new WorkerCommand(project, { url: server.url, args: ["--workers", "1"], env });
    workers.push(worker);
    return worker;
  }

  it.each([1, 2, 4])("has the bytes of one machine with %d workers", async (count) => {
    await withProject({}, async (project) => {
      const here = Array.from({ length: count }, () => start(project));
      const { code, err } = await project.run("report", ...ARGS, "--queue", server.url);
      expect([code, err]).toEqual([0, ""]);
      expect(await contentOf(join(project.folder, "out"))).toEqual(plain);
      for (const worker of here) expect(await worker.end()).toBe(130);
      expect(await server.keys()).toEqual([]);
    });
  });

  it("has them when a worker is killed in a block, and the process that computed the block is gone, too", async () => {
    await withProject(SLOW, async (project) => {
      const temporary = await mkdtemp(join(folder, "tmp-"));
      const first = start(project, { TMPDIR: temporary });
      const run = project.run("report", ...ARGS, "--queue", server.url);
      await first.hears(/computing for run/);
      await sleep(2_000);
      await first.end("SIGKILL");
      start(project);
      const { code, err } = await run;
      expect([code, err]).toEqual([0, ""]);
      expect(await waitForEnd(temporary, 5_000)).toEqual([]);
      const claims = (await contentOf(join(project.folder, "out"))).get("claims.json");
      expect(claims).toBe(plain.get("claims.json"));
    });
  });

  it("ends with one line for a block that fails three times: its seed, and the command that repeats it", async () => {
    await withProject(FAILING_B, async (project) => {
      start(project);
      const { code, err } = await project.run("report", ...ARGS, "--queue", server.url);
      expect(code).toBe(1);
      expect(err).toMatch(
        /^ncsparse: block B\/claim\/0, seed 5: Error: out of luck; to repeat it: ncsparse compute --block "B\/claim\/0" --seed 5 --profile quick; it failed 3 times\n$/,
      );
      expect(await server.keys()).toEqual([]);
      // What the others computed is kept: they need not be computed again.
      const again = await project.run("report", ...ARGS, "--queue", server.url);
      expect(again.out).toMatch(/\[STARTED\] Computing [12] blocks? by /);
    });
  });

  it("gets nothing from a worker whose code has changed since it was read: that one ends with one line", async () => {
    await withProject(SLOW, async (project) => {
      const stale = start(project);
      const run = project.run("report", ...ARGS, "--queue", server.url);
      await stale.hears(/computing for run/);
      await writeFile(join(project.folder, "code", "new.js"), "export const more = 1;\n");
      expect(await stale.ended()).toBe(2);
      expect(stale.told).toMatch(
        /\nncsparse: worker: the code of .* has changed since it was read; start the worker again\n$/,
      );
      await rm(join(project.folder, "code", "new.js"));
      start(project);
      const { code, err } = await run;
      expect([code, err]).toEqual([0, ""]);
      expect((await contentOf(join(project.folder, "out"))).get("claims.json")).toBe(plain.get("claims.json"));
    });
  });

  it.skipIf(!mayMount())("goes on where a worker's disk is full, which ends that worker with one line", async () => {
    await withProject({}, async (project) => {
      const disk = await disks.mount(join(folder, "full"), "size=96k");
      const sick = start(project, { TMPDIR: disk });
      const run = project.run("report", ...ARGS, "--queue", server.url);
      expect(await sick.ended()).toBe(2);
      expect(sick.told).toMatch(/\nncsparse: (?:ENOSPC: no space left on device, |block .* could not be kept).*\n$/);
      start(project);
      const { code, err } = await run;
      expect([code, err]).toEqual([0, ""]);
    });
  });

  it.skipIf(!mayMount())("ends with one line where its own disk is full, and leaves nothing on it", async () => {
    await withProject({}, async (project) => {
      const cache = join(project.folder, ".ncsparse", "cache");
      await mkdir(dirname(cache));
      await disks.mount(cache, "size=48k");
      start(project);
      const { code, err } = await project.run("report", ...ARGS, "--queue", server.url);
      expect(err).toMatch(/^ncsparse: ENOSPC: no space left on device, [a-z]+( '[^']*')?\n$/);
      expect(code).toBe(2);
      expect((await readdir(cache)).filter((name) => name.startsWith("incoming-"))).toEqual([]);
      expect(await server.keys()).toEqual([]);
      disks.unmountAll();
    });
  });
});

/** Draws of the same numbers that take a second and a half each. */
const SLOW = {
  "code/draws.js": `
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { stream } from "ncsparse-kit/random";
export function drawn(context, role, n) {
  return drawSet(context, ["S", role, n], (path) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
    const source = stream(context.seed, ...path);
    return Float64Array.from({ length: n }, () => source.uniform());
  });
}`,
};
/** A claim B that fails. */
const FAILING_B = {
  "code/b.js": claimOf("B", 1).replace(
    "Math.max(...drawn(context, role, n))",
    '(() => { throw new Error("out of luck"); })()',
  ),
};

async function withProject<T>(
  files: Readonly<Record<string, string>>,
  run: (project: SmallProject) => Promise<T>,
): Promise<T> {
  const project = await smallProject(files);
  try {
    return await run(project);
  } finally {
    await project.remove();
  }
}

/** What the same numbers make the same, by the names of files. */
async function contentOf(out: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(out, { recursive: true });
  const names = (await readdir(out, { recursive: true })).filter((name) =>
    /\.(?:html|csv|xml|md|svg)$|claims\.json$/.test(name),
  );
  return new Map(
    await Promise.all(names.sort().map(async (name) => [name, await readFile(join(out, name), "utf8")] as const)),
  );
}
