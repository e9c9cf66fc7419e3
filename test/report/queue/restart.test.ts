/** A server that is killed and started again, with what it remembers or without: the run goes on. */
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { blockNames, MadeUpReport, MadeUpWorker, recordsOf, workplace } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("a server that is killed in the middle of a run", { concurrent: true }, () => {
  it.each([
    ["and remembers everything", true],
    ["and has forgotten everything", false],
  ])("%s, and is started again: the run goes on", async (_, persistent) => {
    const server = await RedisServer.start({ persistent });
    const blocks = blockNames(8);
    const worker = new MadeUpWorker(server.url, workplace(blocks, { ms: 150 }));
    const report = new MadeUpReport({ url: server.url, tasks: blocks });
    try {
      const run = report.run();
      while (report.kept.size < 2) await sleep(20);
      await server.kill();
      await report.hears(/ is away; waiting for it$/);
      await sleep(300);
      await server.restart();
      expect(await run).toEqual([]);
      expect(report.told).toContain(`${server.url} is there again`);
      for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
      expect(await server.keys()).toEqual([]);
    } finally {
      await worker.end();
      await server.stop();
    }
  });

  it("leaves the report to be interrupted at once", async () => {
    const server = await RedisServer.start();
    const report = new MadeUpReport({ url: server.url, tasks: blockNames(2) });
    const run = report.run().catch((error: unknown) => error);
    try {
      await sleep(300);
      await server.kill();
      await report.hears(/ is away; waiting for it$/);
      report.interrupt.abort(new Error("by the test"));
      const started = performance.now();
      expect(await run).toEqual(new Error("by the test"));
      expect(performance.now() - started).toBeLessThan(4_000);
    } finally {
      await server.stop();
    }
  });
});
