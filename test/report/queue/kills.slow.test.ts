/** As kills.test.ts, a hundred times: three workers, and the server itself, with what it remembers and without. */
import { describe, expect, it } from "vitest";
import { Killing } from "./killing.js";
import { blockNames, MadeUpReport, recordsOf } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("a hundred kills at random moments", () => {
  it.each([
    ["three workers", { persistent: false, serverEvery: Infinity, seed: 2 }],
    ["three workers, every tenth the server, which remembers", { persistent: true, serverEvery: 10, seed: 3 }],
    ["three workers, every tenth the server, which forgets", { persistent: false, serverEvery: 10, seed: 4 }],
  ])("of %s, lose nothing", async (_, { persistent, serverEvery, seed }) => {
    const server = await RedisServer.start({ persistent });
    const blocks = blockNames(300);
    const killing = new Killing(server, { blocks, ms: 400, workers: 3, pauseMs: 1_200, seed });
    try {
      const report = new MadeUpReport({ url: server.url, tasks: blocks });
      const [given] = await Promise.all([report.run(), killing.kill(100, serverEvery)]);
      expect(given).toEqual([]);
      for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
      expect(report.told.filter((line) => /FAILED|ignored/.test(line))).toEqual([]);
      expect(await server.keys()).toEqual([]);
    } finally {
      await killing.end();
      await server.stop();
    }
  });
});
