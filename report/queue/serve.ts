/** A worker: looks for runs, and computes their blocks, so many at once, until it is told to end. */
import { setTimeout as sleep } from "node:timers/promises";
import type { QueueAddress } from "./address.js";
import { asTold, connect } from "./connect.js";
import { LOCK_MS } from "./open-run.js";
import { runJob } from "./run-job.js";
import { RunsHere, type RunsOptions } from "./runs-here.js";
import { Slots } from "./slots.js";
import { atMost, untilAborted } from "./until-aborted.js";

export interface WorkerRequest extends Pick<RunsOptions, "name" | "open" | "tell"> {
  readonly address: QueueAddress;
  /** Blocks computed at once; an integer of at least 1. */
  readonly slots: number;
  /** How long a job is its worker's, in milliseconds; for tests, which do not wait as long. */
  readonly lockMs?: number;
  readonly signal: AbortSignal;
}

/** How often a worker looks for runs; and for jobs, while none waits. */
const LOOK_MS = 500;
const IDLE_MS = 250;
/** At its end a worker gives its jobs back; a server that is away finds out by itself. */
const GIVE_BACK_MS = 5_000;

/**
 * Serves until the signal is aborted, or until this machine can compute no more.
 *
 * @throws InputError for a server that cannot be used; the signal's reason; what this machine wants, such as room on a disk.
 *   In every case its jobs are given back first
 */
export async function serve(request: WorkerRequest): Promise<never> {
  const { address, tell, signal } = request;
  const redis = await connect(address, (reachable) => {
    tell(`${address.shown} is ${reachable ? "there again" : "away; waiting for it"}`);
  });
  const runs = new RunsHere({ ...request, redis, lockMs: request.lockMs ?? LOCK_MS });
  const slots = new Slots(request.slots);
  const ending = new AbortController();
  tell(`waiting for blocks at ${address.shown} (Ctrl-C ends)`);
  const looped = loop({ runs, slots }, request, ending.signal);
  try {
    return await untilAborted(looped, signal);
  } catch (error) {
    throw asTold(address, error);
  } finally {
    ending.abort();
    const giveBack = async (): Promise<void> => {
      await looped.catch(() => undefined); // it may be fetching a job
      await slots.whenFree();
      await runs.close();
    };
    await atMost(giveBack(), GIVE_BACK_MS);
    redis.disconnect();
  }
}

async function loop(
  { runs, slots }: { runs: RunsHere; slots: Slots },
  { tell }: WorkerRequest,
  ending: AbortSignal,
): Promise<never> {
  let lookedAt = -Infinity;
  for (;;) {
    ending.throwIfAborted();
    if (slots.problem !== null) throw slots.problem;
    if (performance.now() - lookedAt >= LOOK_MS) {
      lookedAt = performance.now();
      await runs.look();
    }
    const next = slots.isFree ? await runs.next() : undefined;
    if (next === undefined) await Promise.race([sleep(IDLE_MS), slots.whenOneIsFree()]);
    else slots.fill(runJob(next.run, next.job, { tell, ending }));
  }
}
