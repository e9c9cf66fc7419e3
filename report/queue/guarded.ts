/** Writing for a run only while it is on: a worker that has not heard of its end leaves nothing behind. */
import type { Redis } from "ioredis";

/** The first key is looked at, the second is written and made to expire, in one step. */
const PUT = `
  if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
  redis.call("HSET", KEYS[2], ARGV[2], ARGV[3])
  redis.call("EXPIRE", KEYS[2], ARGV[1])
  return 1`;
const NOTE = `
  if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
  redis.call("ZADD", KEYS[2], redis.call("TIME")[1], ARGV[2])
  redis.call("EXPIRE", KEYS[2], ARGV[1])
  return 1`;

/** Where to write, and which key says that the run is on. */
export interface Guarded {
  readonly run: string;
  readonly key: string;
  /** The key is gone so many seconds after it was last written. */
  readonly seconds: number;
}

/**
 * Puts a field into a hash; a second time, after a connection broke, it changes nothing.
 *
 * @returns whether the run is on; if not, nothing was written
 */
export async function putWhile(
  redis: Redis,
  { run, key, seconds }: Guarded,
  { field, value }: { field: number; value: Buffer },
): Promise<boolean> {
  return (await redis.eval(PUT, 2, run, key, seconds, field, value)) === 1;
}

/**
 * Notes that something was there now, by the server's clock, which all machines share.
 *
 * @returns whether the run is on; if not, nothing was written
 */
export async function noteWhile(redis: Redis, { run, key, seconds }: Guarded, member: string): Promise<boolean> {
  return (await redis.eval(NOTE, 2, run, key, seconds, member)) === 1;
}

/** What was noted in the last so many seconds, e.g. the workers that are there. */
export async function notedWithin(redis: Redis, key: string, seconds: number): Promise<string[]> {
  const [now] = await redis.time();
  return await redis.zrangebyscore(key, Number(now) - seconds, "+inf");
}
