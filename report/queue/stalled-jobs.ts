/** Jobs whose worker is dead go back to the others. The report sees to that: workers come and go, and write no more than they must. */
import type { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { KEEP_SECONDS } from "./keys.js";
import { loadBullmq } from "./packages.js";

/** With the time of a lock: a dead worker's jobs are with others after some fifteen seconds. */
export const STALLED_MS = 5_000;
/** That workers die is no fault of a block's: each is computed by a process of its own, whose failures are counted. */
const MOST_DEATHS = 1_000;

/** @returns what is to be closed at the end */
export async function reviveJobs(
  queue: Queue,
  redis: Redis,
  stalledInterval: number,
): Promise<{ close(): Promise<void> }> {
  const { Worker } = await loadBullmq();
  const checker: Worker = new Worker(queue.name, null, {
    connection: redis,
    prefix: queue.opts.prefix!,
    skipVersionCheck: true,
    stalledInterval,
    maxStalledCount: MOST_DEATHS,
  });
  checker.on("error", () => undefined); // the next check tells more
  // A check begins a new set of the jobs that are under way, which nobody would let expire but the next who renews a lock.
  const { backend } = checker;
  const check = backend.moveStalledJobsToWait.bind(backend);
  backend.moveStalledJobsToWait = async () => {
    const revived = await check();
    await redis.expire(queue.toKey("stalled"), KEEP_SECONDS);
    return revived;
  };
  await checker.startStalledCheckTimer();
  return { close: () => checker.close(true) };
}
