/** Blocks go out, records come back, by a real server; what is computed is made up. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blockNames, MadeUpReport, MadeUpWorker, recordsOf, workplace } from "./made-up.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("a queue on a Redis server", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(() => server.stop());

  it.each([1, 2, 4])("brings every record back once from %d workers, and leaves nothing on the server", async (count) => {
    const blocks = blockNames(12);
    const workers = Array.from({ length: count }, () => new MadeUpWorker(server.url, workplace(blocks)));
    const report = new MadeUpReport({ url: server.url, blocks });
    expect(await report.run()).toEqual([]);
    expect([...report.kept.keys()].sort()).toEqual([...blocks].sort());
    for (const block of blocks) expect(report.kept.get(block), block).toEqual(recordsOf(block));
    expect(await server.keys()).toEqual([]);
    for (const worker of workers) await worker.end();
    expect(await server.keys()).toEqual([]);
  });
});
