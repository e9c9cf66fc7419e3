/** What others may write to a server that a queue is on: jobs that are none, results of nothing, runs that are no runs. */
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blockNames, MadeUpReport, MadeUpWorker, workplace } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

/** What an attacker puts into a job, and what of the refusal names it. */
const HOSTILE: readonly [name: string, data: unknown, said: RegExp][] = [
  ["a path", { task: "../../../etc/passwd" }, /its task must be one of this run's, got "\.\.\/\.\.\//],
  ["code", { task: "require('fs').rmSync('/')" }, /its task must be one of this run's, got "require/],
  ["more than a name", { task: "M0-made/claim", n: 1e308 }, /such as "n"/],
  ["a prototype", JSON.parse('{"task": "M0-made/claim", "__proto__": {"polluted": true}}'), /such as "__proto__"/],
  ["a list", ["M0-made/claim"], /must be object/],
  ["nothing", null, /its data must name a task/],
  ["megabytes", { task: "x".repeat(4_000_000) }, /must NOT have more than 300 characters/],
  ["a seed", { task: "M0-made/claim, seed 8" }, /its task must be one of this run's, got "M0-made\/claim, seed 8"/],
  ["a name of every object", { task: "constructor" }, /its task must be one of this run's, got "constructor"/],
];

describe.skipIf(!HAS_REDIS)("a server that others write to", () => {
  let server: RedisServer;
  let redis: Redis;
  beforeAll(async () => {
    server = await RedisServer.start();
    redis = new Redis(server.url, { maxRetriesPerRequest: null });
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  /** The id of the one run that is on. */
  async function runId(): Promise<string> {
    for (;;) {
      const [id] = await redis.zrange("test:runs", 0, -1);
      if (id !== undefined && (await redis.exists(`test:${id}:wait`)) === 1) return id;
    }
  }

  it("has its jobs refused by name, and never run; those of the report are computed", async () => {
    const blocks = blockNames(2);
    const computed: string[] = [];
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    const run = report.run();
    const queue = new Queue(await runId(), { connection: redis, prefix: "test" });
    for (const [i, [, data]] of HOSTILE.entries()) await queue.add("task", data, { jobId: `evil-${i}`, lifo: true });
    await queue.add("shell", { task: "M0-made/claim" }, { jobId: "evil-name", lifo: true, attempts: 1_000_000 });
    // Not even BullMQ can read this one.
    await redis.hset(`test:${queue.name}:broken`, { name: "task", data: "{", opts: "{", timestamp: 1 });
    await redis.rpush(`test:${queue.name}:wait`, "broken");
    const worker = new MadeUpWorker(server.url, workplace(blocks, { computed }));
    expect(await run).toEqual([]);
    expect(computed.sort()).toEqual([...blocks].sort());
    const refusals = worker.told.filter((line) => line.startsWith("refused a job: "));
    for (const [name, , said] of HOSTILE) expect(refusals, name).toContainEqual(expect.stringMatching(said));
    expect(refusals).toContain('refused a job: its name must be "task", got "shell"');
    expect(Math.max(...refusals.map((line) => line.length))).toBeLessThan(500);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await worker.end();
    await queue.close();
  });

  it("has results ignored that nobody asked for, and damaged ones computed again, three times at most", async () => {
    const blocks = blockNames(2);
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    const run = report.run();
    const id = await runId();
    const queue = new Queue(id, { connection: redis, prefix: "test" });
    await queue.add("task", { task: "unasked" }, { jobId: "unasked", lifo: true });
    const results: Record<string, unknown> = { "M0-made/claim": { parcel: "../../x", pieces: 1e9 } };
    const rogue = new Worker(id, (job) => Promise.resolve(results[job.id!] ?? DAMAGED), {
      connection: redis,
      prefix: "test",
    });
    const given = await run;
    expect(given.map(({ reason }) => reason).sort()).toEqual([
      "block M0-made/claim, seed 7: its result is none: / must have required property 'compressed'",
      "block M1-made/control, seed 7: its result did not arrive whole: it has 0 pieces of 1",
    ]);
    expect(report.kept.size).toBe(0);
    expect(report.told).toContain('ignored: a result that this report did not ask for, "unasked"');
    expect(report.told.filter((line) => line.includes("it is computed again"))).toHaveLength(4);
    await rogue.close(true);
    await queue.close();
  });

  it("has runs refused that are none", async () => {
    await redis.zadd("test:runs", 1, "not-an-id", 2, "f".repeat(32), 3, "e".repeat(32));
    await redis.set(`test:run:${"f".repeat(32)}`, JSON.stringify({ format: "ncsparse queue 2", seeds: "-1" }));
    await redis.set(`test:run:${"e".repeat(32)}`, "x".repeat(1_000_000));
    const worker = new MadeUpWorker(server.url, workplace([]));
    await worker.hears(/^refused run eeeeeeee: what it says of itself describes no run$/);
    await worker.end();
    expect(worker.told.slice(1)).toEqual(
      ["ffffffff", "eeeeeeee"].map((id) => `refused run ${id}: what it says of itself describes no run`),
    );
  });
});

/** The facts of a parcel that was never sent. */
const DAMAGED = {
  parcel: "00000000-0000-4000-8000-000000000000",
  pieces: 1,
  compressed: true,
  records: [{ key: "a".repeat(64), bytes: 10, sha256: "b".repeat(64) }],
};
