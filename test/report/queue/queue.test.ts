/** Blocks go out, records come back, by a real server; what is computed is made up. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../../report/errors.js";
import { addressOf, blockNames, FACTS, MadeUpReport, MadeUpWorker, recordsOf, workplace } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("a queue on a Redis server", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  it("brings every record back from one, two and four workers, and leaves nothing on the server", async () => {
    const blocks = blockNames(12);
    const byWorkers = async (count: number): Promise<void> => {
      const address = addressOf(server.url, `workers:${count}`);
      const workers = Array.from(
        { length: count },
        (_, i) => new MadeUpWorker(server.url, workplace(blocks), { address, name: `machine ${i}` }),
      );
      const report = new MadeUpReport({ url: server.url, tasks: blocks, address });
      expect(await report.run()).toEqual([]);
      expect([...report.kept.keys()].sort()).toEqual([...blocks].sort());
      for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
      for (const worker of workers) await worker.end();
    };
    await Promise.all([1, 2, 4].map(byWorkers));
    expect(await server.keys()).toEqual([]);
  });

  it("has no more jobs on the server than may be there at once, and brings all of them back", async () => {
    const blocks = blockNames(11);
    const report = new MadeUpReport({ url: server.url, tasks: blocks, mostOut: 4 });
    const run = report.run();
    const waiting = async (): Promise<number> =>
      await server.with(async (redis) => {
        const [list] = await redis.keys("*:wait");
        return list === undefined ? 0 : await redis.llen(list);
      });
    while ((await waiting()) === 0) await sleep(20);
    expect(await waiting()).toBe(4);
    const worker = new MadeUpWorker(server.url, workplace(blocks));
    expect(await run).toEqual([]);
    expect([...report.kept.keys()].sort()).toEqual([...blocks].sort());
    await worker.end();
    expect(await server.keys()).toEqual([]);
  });

  it("serves two reports at once, each with its own blocks", async () => {
    const [some, others] = [blockNames(6), blockNames(9).slice(3)];
    const worker = new MadeUpWorker(server.url, workplace([...some, ...others], { ms: 30 }));
    const reports = [some, others].map((blocks) => new MadeUpReport({ url: server.url, tasks: blocks }));
    await Promise.all(reports.map((report) => report.run()));
    expect(reports.map(({ kept }) => [...kept.keys()].sort())).toEqual(
      [some, others].map((blocks) => [...blocks].sort()),
    );
    await worker.end();
    expect(await server.keys()).toEqual([]);
  });

  it("lets everything expire that stands on the server while a run is on", async () => {
    const blocks = blockNames(3);
    const worker = new MadeUpWorker(server.url, workplace(blocks, { ms: 60_000 }));
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    const run = report.run().catch((error: unknown) => error);
    await report.hears(/now: M0/);
    const isWrong = ({ seconds }: { seconds: number }): boolean => seconds === -1 || seconds > 1_800;
    const livesOf = async (names: readonly string[]): Promise<{ name: string; seconds: number }[]> =>
      await server.with((redis) => Promise.all(names.map(async (name) => ({ name, seconds: await redis.ttl(name) }))));
    // A check for dead workers begins one more set, every half a second.
    await expect.poll(() => server.keys()).toContainEqual(expect.stringMatching(/:stalled$/));
    const lives = await livesOf(await server.keys());
    expect(lives.length).toBeGreaterThan(8);
    // What a command has begun the next one lets expire: no key lives for ever for longer than that.
    const late = lives.filter(isWrong).map(({ name }) => name);
    await sleep(100);
    expect((await livesOf(late)).filter(isWrong)).toEqual([]);
    report.interrupt.abort(new Error("by the test"));
    expect(await run).toEqual(new Error("by the test"));
    expect(await server.keys()).toEqual([]);
    await worker.end();
    expect(await server.keys()).toEqual([]);
  });

  it("ends when no worker was there for the time that it is given", async () => {
    const report = new MadeUpReport({ url: server.url, tasks: blockNames(1), timeoutMs: 300 });
    await expect(report.run()).rejects.toThrow(
      new InputError(`queue ${server.url}: no worker was there for 0.3 s (--queue-timeout)`),
    );
    expect(await server.keys()).toEqual([]);
  });

  it("gives no job to a worker of another library, which says so in one line on both sides", async () => {
    const blocks = blockNames(4);
    const computed: string[] = [];
    const place = workplace(blocks, { computed });
    const other = new MadeUpWorker(server.url, place, { name: "old", facts: { ...FACTS, code: "0".repeat(64) } });
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    const run = report.run();
    await report.hears(/^a worker does not take part: old: its library is cccccccccccc, here it is 000000000000$/);
    expect(computed).toEqual([]);
    const worker = new MadeUpWorker(server.url, workplace(blocks));
    expect(await run).toEqual([]);
    expect(other.told.filter((line) => line.startsWith("refused"))).toEqual([
      expect.stringMatching(/^refused run [0-9a-f]{8}: its library is cccccccccccc, here it is 000000000000$/),
    ]);
    expect(computed).toEqual([]);
    await Promise.all([worker.end(), other.end()]);
  });

  it("tries a block that fails three times, then names it, and goes on with the others", async () => {
    const blocks = blockNames(3);
    const computed: string[] = [];
    const fails = (block: string): Error | null =>
      block.startsWith("M1") ? new Error("block M1-made/control, seed 7: out of luck") : null;
    const worker = new MadeUpWorker(server.url, workplace(blocks, { fails, computed }));
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    expect(await report.run()).toEqual([
      { task: "M1-made/control", reason: "block M1-made/control, seed 7: out of luck" },
    ]);
    expect(computed.filter((block) => block.startsWith("M1"))).toHaveLength(3);
    expect([...report.kept.keys()].sort()).toEqual(["M0-made/claim", "M2-made/claim"]);
    expect(report.told).toContain("FAILED block M1-made/control, seed 7: out of luck");
    await worker.end();
    expect(await server.keys()).toEqual([]);
  });

  it("takes back the block of a worker whose disk is full, and of one that is interrupted", async () => {
    const blocks = blockNames(1);
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const computed: string[] = [];
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    const run = report.run();
    // More often than a block may fail.
    for (let i = 0; i < 3; i++) {
      const sick = new MadeUpWorker(server.url, workplace(blocks, { fails: () => full }), { name: `sick ${i}` });
      expect(await sick.ended).toBe(full);
    }
    const slow = new MadeUpWorker(server.url, workplace(blocks, { ms: 60_000, computed }), { name: "slow" });
    while (computed.length === 0) await sleep(20);
    expect(await slow.end()).toEqual(new Error("ended by the test"));
    const worker = new MadeUpWorker(server.url, workplace(blocks));
    expect(await run).toEqual([]);
    expect(report.told.filter((line) => line.startsWith("FAILED"))).toEqual([]);
    await worker.end();
  });
});
