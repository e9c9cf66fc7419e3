import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { describe, expect, it } from "vitest";
import { expireLater } from "../../../report/queue/expire.js";
import { HAS_REDIS, RedisServer } from "./redis-server.js";

describe.skipIf(!HAS_REDIS)("the keys of a queue", () => {
  it("live half an hour from now on, but those no longer that BullMQ waits for to be gone", async () => {
    const server = await RedisServer.start();
    const redis = new Redis(server.url, { maxRetriesPerRequest: null });
    const queue = new Queue("some", { connection: redis, prefix: "test" });
    try {
      await queue.add("block", {}, { jobId: "a-job" });
      await redis.set(queue.toKey("stalled-check"), 1, "PX", 5_000);
      await expireLater(redis, queue, ["a-job", "no-job"]);
      const names = (await redis.keys("*")).sort();
      expect(names).not.toContain("test:some:no-job");
      for (const name of names.filter((each) => !each.endsWith(":stalled-check"))) {
        expect(await redis.ttl(name), name).toBeGreaterThan(1_790);
      }
      expect(await redis.pttl(queue.toKey("stalled-check"))).toBeLessThanOrEqual(5_000);
      expect(names).toContain("test:some:a-job");
    } finally {
      await queue.close();
      redis.disconnect();
      await server.stop();
    }
  });
});
