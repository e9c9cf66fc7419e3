/** Making a queue's keys expire: BullMQ lets them live for ever, so whoever works on a queue renews their end. */
import type { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { KEEP_SECONDS } from "./keys.js";

/** These BullMQ lets expire itself, and soon: longer lives would keep it from finding jobs whose worker is dead. */
const SHORT_LIVED = ["stalled-check", "limiter"];

/**
 * Lets a queue's own keys, and those of these jobs, expire in half an hour. Those that do not exist are left alone.
 *
 * @param queue either end of it
 */
export async function expireLater(redis: Redis, queue: Queue | Worker, jobs: Iterable<string>): Promise<void> {
  const batch = redis.pipeline();
  for (const [name, key] of Object.entries(queue.keys)) {
    if (!SHORT_LIVED.includes(name)) batch.expire(key, KEEP_SECONDS);
  }
  for (const job of jobs) batch.expire(queue.toKey(job), KEEP_SECONDS);
  await batch.exec();
}
