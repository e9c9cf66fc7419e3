/** One run that a worker computes for: its jobs, fetched by hand so that runs share the machine. */
import { randomUUID } from "node:crypto";
import type { Job, Worker } from "bullmq";
import { expireLater } from "./expire.js";
import { loadBullmq } from "./packages.js";
import type { ParcelPlace } from "./parcels.js";
import type { Workplace } from "./workplace.js";

/** A job is its worker's for so long unless the worker renews that, which it does three times as often. */
export const LOCK_MS = 10_000;

export class OpenRun {
  /** Aborted when the run is over. */
  readonly over = new AbortController();

  private constructor(
    readonly place: ParcelPlace,
    readonly workplace: Workplace,
    readonly lockMs: number,
    private readonly worker: Worker,
  ) {}

  static async start(place: ParcelPlace, workplace: Workplace, lockMs: number): Promise<OpenRun> {
    const { Worker } = await loadBullmq();
    const worker = new Worker(place.run, null, {
      connection: place.redis,
      prefix: place.prefix,
      skipVersionCheck: true,
      lockDuration: lockMs,
    });
    worker.on("error", () => undefined); // commands tell of what is wrong
    return new OpenRun(place, workplace, lockMs, worker);
  }

  get id(): string {
    return this.place.run;
  }

  /** The next job that waits, locked by a token of its own; undefined where there is none, or one that cannot be read. */
  async next(): Promise<Job | undefined> {
    const fetched: Promise<Job | undefined> = this.worker.getNextJob(randomUUID(), { block: false });
    const job = await fetched.catch(() => undefined);
    if (job !== undefined) await this.renewExpiry(job);
    return job;
  }

  /** What a worker writes must expire even if the report dies at this moment. */
  async renewExpiry(job: Job): Promise<void> {
    await expireLater(this.place.redis, this.worker, [job.id!]);
  }

  async close(): Promise<void> {
    this.over.abort();
    await this.workplace.close();
    await this.worker.close(true);
  }
}
