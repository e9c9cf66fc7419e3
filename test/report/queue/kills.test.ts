/** Workers that die in the middle of a block, and servers that forget: nothing is lost, nothing comes twice. */
import { describe, expect, it } from "vitest";
import { Killing } from "./killing.js";
import { blockNames, MadeUpReport, recordsOf } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("workers that are killed at random moments", () => {
  it("lose nothing: five kills of two workers", async () => {
    const server = await RedisServer.start();
    const blocks = blockNames(20);
    const killing = new Killing(server, { blocks, ms: 250, workers: 2, pauseMs: 900, seed: 1 });
    try {
      const report = new MadeUpReport({ url: server.url, tasks: blocks });
      const [given] = await Promise.all([report.run(), killing.kill(5)]);
      expect(given).toEqual([]);
      for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
      expect(await server.keys()).toEqual([]);
    } finally {
      await killing.end();
      await server.stop();
    }
  });
});
