/** A run as it stands on the server: announced, renewed while its report lives, and taken away without a trace. */
import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { notedWithin } from "./guarded.js";
import * as keys from "./keys.js";
import type { RunFacts } from "./run-facts.js";

/** A worker that has been silent for so long is not counted. */
const THERE_SECONDS = (3 * keys.RENEW_MS) / 1_000;
/** Keys looked at, and taken away, at once. */
const BATCH = 1_000;

/** Where BullMQ looks for jobs. */
const LISTS = ["wait", "paused", "prioritized", "delayed", "active", "stalled", "marker"];

export class RunOnServer {
  readonly id: string = randomBytes(16).toString("hex");

  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly facts: RunFacts,
  ) {}

  /** Says that the run is on, for the next minute. */
  async renew(): Promise<void> {
    const [runs, run] = [keys.runsKey(this.prefix), keys.runKey(this.prefix, this.id)];
    const [now] = await this.redis.time();
    await this.redis
      .multi()
      .set(run, JSON.stringify(this.facts), "EX", keys.RUN_SECONDS)
      // Its place among the runs is that of its beginning.
      .zadd(runs, "NX", Number(now), this.id)
      .expire(runs, keys.KEEP_SECONDS)
      .exec();
  }

  /** Who computes for it now, as they call themselves. */
  async workers(): Promise<string[]> {
    return await notedWithin(this.redis, keys.workersKey(this.prefix, this.id), THERE_SECONDS);
  }

  /** Who would not compute for it, and why. */
  async refusals(): Promise<string[]> {
    return await notedWithin(this.redis, keys.refusalsKey(this.prefix, this.id), THERE_SECONDS);
  }

  /**
   * Takes all of it away. Workers send nothing more once the run's own key is gone; the lists go before the jobs in them, as
   * BullMQ would write anew the job that a worker finds in a list.
   */
  async remove(): Promise<void> {
    await this.redis.del(keys.runKey(this.prefix, this.id));
    await this.redis.zrem(keys.runsKey(this.prefix), this.id);
    await this.redis.unlink(...LISTS.map((list) => `${keys.runSpace(this.prefix, this.id)}${list}`));
    const pattern = `${literally(keys.runSpace(this.prefix, this.id))}*`;
    let cursor = "0";
    do {
      const [next, found] = await this.redis.scan(cursor, "MATCH", pattern, "COUNT", BATCH);
      if (found.length > 0) await this.redis.unlink(...found);
      cursor = next;
    } while (cursor !== "0");
  }
}

/** A text as a pattern of Redis that matches it alone. */
function literally(text: string): string {
  return text.replace(/[[\]?*\\^]/g, "\\$&");
}
