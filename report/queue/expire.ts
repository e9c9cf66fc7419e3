/** Making a queue's keys expire: BullMQ lets them live for ever, so whoever works on a queue renews their end. */
import type { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { KEEP_SECONDS } from "./keys.js";

/**
 * Lets a queue's own keys, and those of these jobs, expire in half an hour. Those that do not exist are left alone.
 *
 * @param queue either end of it
 */
export async function expireLater(redis: Redis, queue: Queue | Worker, jobs: Iterable<string>): Promise<void> {
  const batch = redis.pipeline();
  for (const key of Object.values(queue.keys)) batch.expire(key, KEEP_SECONDS);
  for (const job of jobs) batch.expire(queue.toKey(job), KEEP_SECONDS);
  await batch.exec();
}
