/** The report's side of a queue: tasks go out, records come back, and nothing is left on the server. */
import type { Redis } from "ioredis";
import { setTimeout as sleep } from "node:timers/promises";
import type { QueueAddress } from "./address.js";
import { Collector, type Collecting } from "./collect.js";
import { asTold, connect } from "./connect.js";
import type { GivenUp } from "./given-up.js";
import { RENEW_MS } from "./keys.js";
import { Order } from "./order.js";
import { loadBullmq } from "./packages.js";
import type { RunFacts } from "./run-facts.js";
import { RunOnServer } from "./run-on-server.js";
import { reviveJobs, STALLED_MS } from "./stalled-jobs.js";
import { titleOf } from "./tasks.js";
import { atMost, untilAborted } from "./until-aborted.js";
import { WorkerWatch } from "./watch-workers.js";

export interface QueueRequest {
  readonly address: QueueAddress;
  readonly facts: RunFacts;
  /** The tasks to compute, at least one, in the order in which they go out. */
  readonly tasks: readonly string[];
  /** How long a run may be without any worker, in milliseconds; Infinity to wait for ever. */
  readonly timeoutMs: number;
  /** How often jobs are looked for whose worker is dead, in milliseconds; for tests, which do not wait as long. */
  readonly stalledMs?: number;
  /** How many jobs are on the server at once; for tests, which have few. */
  readonly mostOut?: number;
  readonly keep: Collecting["keep"];
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Between two looks at what has come back. */
const LOOK_MS = 250;
/** Cleaning up takes so long at most; where the server is away then, its keys expire by themselves. */
const CLEAN_MS = 5_000;
const AWAY_MS = 500;

/**
 * Has tasks computed by whatever workers there are. A server that is away is waited for; what it lost is sent again.
 *
 * @returns the tasks that were given up
 * @throws InputError for a server that cannot be used, and once no worker has been there for too long; the signal's
 *   reason when it is aborted. In every case nothing of the run stays on a server that can be reached
 */
export async function computeByQueue(request: QueueRequest): Promise<readonly GivenUp[]> {
  const { address, facts, tell } = request;
  const server = { wasAway: false };
  const redis = await connect(address, (reachable) => {
    server.wasAway = true;
    tell(`${address.shown} is ${reachable ? "there again" : "away; waiting for it"}`);
  });
  const run = new RunOnServer(redis, address.prefix, facts);
  const { Queue } = await loadBullmq();
  const queue = new Queue(run.id, { connection: redis, prefix: address.prefix, skipVersionCheck: true });
  queue.on("error", () => undefined); // commands tell of what is wrong
  const order = new Order(redis, queue, request);
  const reviving = await reviveJobs(queue, redis, request.stalledMs ?? STALLED_MS);
  const supervised = supervise(request, { redis, run, order, server });
  try {
    return await untilAborted(supervised, request.signal);
  } catch (error) {
    throw asTold(address, error);
  } finally {
    const clean = async (): Promise<void> => {
      // What it was writing when it was interrupted must be there before all is taken away.
      await supervised.catch(() => undefined);
      await reviving.close();
      await run.remove();
      await queue.close();
    };
    await atMost(clean(), redis.status === "ready" ? CLEAN_MS : AWAY_MS);
    redis.disconnect();
  }
}

interface OnServer {
  readonly redis: Redis;
  readonly run: RunOnServer;
  readonly order: Order;
  readonly server: { wasAway: boolean };
}

async function supervise(request: QueueRequest, onServer: OnServer): Promise<readonly GivenUp[]> {
  const { redis, run, order, server } = onServer;
  const { address, facts, tasks, keep, tell, timeoutMs, signal } = request;
  const place = { redis, prefix: address.prefix, run: run.id };
  const collector = new Collector({ order, place, titleOf: (task) => titleOf(task, facts), keep, tell });
  const watch = new WorkerWatch(address, tasks.length, timeoutMs, tell);
  let renewedAt = -Infinity;
  while (order.left > 0) {
    signal.throwIfAborted();
    if (server.wasAway || order.wantsMore || performance.now() - renewedAt >= RENEW_MS) {
      renewedAt = performance.now();
      await run.renew();
      if (server.wasAway) await order.removeSettled();
      server.wasAway = false;
      await order.addMissing();
    }
    watch.see({
      workers: await run.workers(),
      refusals: await run.refusals(),
      active: await order.active(),
      left: order.left,
    });
    if (!(await collector.round())) await sleep(LOOK_MS);
  }
  return collector.givenUp;
}
