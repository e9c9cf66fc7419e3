/** The jobs of a run, as its report sees them: what is out, what came back, what the server lost. */
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { expireLater } from "./expire.js";
import { ATTEMPTS } from "./given-up.js";
import { JOB_NAME, type JobData } from "./job.js";

/** A task that failed is tried again after so long, perhaps by another worker. */
const RETRY_MS = 1_000;
/** Jobs on the server at once: enough for a thousand workers between two renewals, and few enough to be looked through. */
const MOST_OUT = 4_000;
/** Results taken in at once. */
const BATCH = 16;

export class Order {
  /** Tasks that are out, by the ids of their jobs. */
  readonly #out = new Map<string, string>();
  private readonly tasks: readonly string[];
  private readonly mostOut: number;
  /** How many of the tasks have gone out. */
  #sent = 0;
  /** Ids of jobs that have come back or were given up. */
  readonly #settled = new Set<string>();

  constructor(
    private readonly redis: Redis,
    private readonly queue: Queue,
    { tasks, mostOut = MOST_OUT }: { readonly tasks: readonly string[]; readonly mostOut?: number },
  ) {
    this.tasks = tasks;
    this.mostOut = mostOut;
  }

  /** How many tasks have not come back. */
  get left(): number {
    return this.#out.size + this.tasks.length - this.#sent;
  }

  /** Whether more may go out than is out now. */
  get wantsMore(): boolean {
    return this.#sent < this.tasks.length && 2 * this.#out.size < this.mostOut;
  }

  /** The task of a job; undefined if it has come back, or if nobody asked for it. */
  taskOut(id: string): string | undefined {
    return this.#out.get(id);
  }

  /** Sends as many as may be out, and those again that the server has lost. */
  async addMissing(): Promise<void> {
    while (this.#out.size < this.mostOut && this.#sent < this.tasks.length) {
      const task = this.tasks[this.#sent++]!;
      this.#out.set(jobId(task), task);
    }
    const ids = [...this.#out.keys()];
    const known = await this.#exist(ids);
    const missing = ids.filter((_, i) => !known[i]);
    await this.queue.addBulk(missing.map((id) => jobOf(this.#out.get(id)!)));
    await expireLater(this.redis, this.queue, ids);
  }

  /** Ids of some finished jobs, also of those that nobody asked for. */
  async finished(kind: "completed" | "failed"): Promise<string[]> {
    return await this.queue.getRanges([kind], 0, BATCH - 1);
  }

  /** Names of the tasks that are computed now, as far as they are this run's. */
  async active(): Promise<string[]> {
    const ids = await this.queue.getRanges(["active"], 0, -1);
    return ids.flatMap((id) => this.#out.get(id) ?? []);
  }

  /** A finished job; undefined where it is gone, or where somebody made of it what is none. */
  async job(id: string): Promise<Job<JobData> | undefined> {
    return (await this.queue.getJob(id).catch(() => undefined)) as Job<JobData> | undefined;
  }

  /** Takes a job away; its task has come back, or is given up. */
  async settle(id: string): Promise<void> {
    if (this.#out.delete(id)) this.#settled.add(id);
    await this.queue.remove(id);
  }

  /** Whether a job has come back before: a server that went back to an earlier state, or a second worker, sends it twice. */
  wasSettled(id: string): boolean {
    return this.#settled.has(id);
  }

  /** Takes away what a server offers again that went back to an earlier state. */
  async removeSettled(): Promise<void> {
    for (const id of this.#settled) await this.queue.remove(id);
  }

  /** Takes a job away, and puts it there anew. */
  async repeat(id: string): Promise<void> {
    await this.queue.remove(id);
    await this.addMissing();
  }

  async #exist(ids: readonly string[]): Promise<boolean[]> {
    const batch = this.redis.pipeline();
    for (const id of ids) batch.exists(this.queue.toKey(id));
    const answers = (await batch.exec()) ?? [];
    return answers.map(([, found]) => found === 1);
  }
}

function jobOf(task: string): { name: string; data: JobData; opts: object } {
  const opts = {
    jobId: jobId(task),
    attempts: ATTEMPTS,
    backoff: { type: "fixed", delay: RETRY_MS },
    stackTraceLimit: 0,
  };
  return { name: JOB_NAME, data: { task }, opts };
}

/** BullMQ joins ids into keys by ":". */
function jobId(task: string): string {
  return task.replaceAll("%", "%25").replaceAll(":", "%3A");
}
