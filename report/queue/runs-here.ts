/** The runs on a server as one worker sees them: which it computes for, which it refuses, and which are over. */
import type { Job } from "bullmq";
import type { Redis } from "ioredis";
import { printable } from "../errors.js";
import type { QueueAddress } from "./address.js";
import { noteWhile } from "./guarded.js";
import * as keys from "./keys.js";
import { OpenRun } from "./open-run.js";
import { readRunFacts, type RunFacts } from "./run-facts.js";
import { seedsTold } from "./tasks.js";
import type { Workplace } from "./workplace.js";

/** A server that comes back without its memory does not know a run until its report has said so again. */
const GONE_MS = 12_000;
/** Runs looked at; of more, the oldest. */
const MOST_RUNS = 100;

export interface RunsOptions {
  readonly redis: Redis;
  readonly address: QueueAddress;
  /** What this worker calls itself. */
  readonly name: string;
  readonly lockMs: number;
  /** Prepares this machine for a run, or says why it must not compute for it. */
  readonly open: (facts: RunFacts) => Promise<Workplace | string>;
  readonly tell: (line: string) => void;
}

/** Why a run is refused, or the run that is on. */
type State = string | OpenRun;

export class RunsHere {
  readonly #known = new Map<string, { state: State; seenAt: number }>();
  #turn = 0;

  constructor(private readonly options: RunsOptions) {}

  /** Takes up runs that are new, and drops those that are over. */
  async look(): Promise<void> {
    const { redis, address } = this.options;
    const listed = await redis.zrange(keys.runsKey(address.prefix), 0, MOST_RUNS - 1);
    for (const id of listed) {
      // Of a report that was killed nothing but its place in the list is left.
      if (!(keys.RUN_ID.test(id) && (await this.#see(id)))) await redis.zrem(keys.runsKey(address.prefix), id);
    }
    for (const [id, { state, seenAt }] of this.#known) {
      if (performance.now() - seenAt < GONE_MS) continue;
      this.#known.delete(id);
      if (state instanceof OpenRun) await this.#end(state);
    }
  }

  /** A job of one of the runs, which take turns; undefined where none waits. */
  async next(): Promise<{ run: OpenRun; job: Job } | undefined> {
    const open = this.#open();
    for (let i = 0; i < open.length; i++) {
      const run = open[this.#turn++ % open.length]!;
      const job = await run.next();
      if (job !== undefined) return { run, job };
    }
    return undefined;
  }

  /** Ends all of them; their jobs must have been given back. */
  async close(): Promise<void> {
    for (const run of this.#open()) await run.close();
    this.#known.clear();
  }

  #open(): OpenRun[] {
    return [...this.#known.values()].flatMap(({ state }) => (state instanceof OpenRun ? [state] : []));
  }

  /** @returns whether the run is on */
  async #see(id: string): Promise<boolean> {
    const text = await this.options.redis.get(keys.runKey(this.options.address.prefix, id));
    if (text === null) return false;
    let known = this.#known.get(id);
    if (known === undefined) this.#known.set(id, (known = { state: await this.#begin(id, text), seenAt: 0 }));
    known.seenAt = performance.now();
    await this.#note(id, known.state);
    return true;
  }

  async #begin(id: string, text: string): Promise<State> {
    const { open, tell, address, redis, lockMs } = this.options;
    const facts = readRunFacts(text);
    const place = facts === null ? "what it says of itself describes no run" : await open(facts);
    if (typeof place === "string") {
      tell(`refused run ${id.slice(0, 8)}: ${printable(place)}`);
      return place;
    }
    tell(`computing for run ${id.slice(0, 8)}: ${facts!.project}, ${facts!.profile}, ${seedsTold(facts!)}`);
    return await OpenRun.start({ redis, prefix: address.prefix, run: id }, place, lockMs);
  }

  /** Says that this worker is there, or why it does not take part. */
  async #note(id: string, state: State): Promise<void> {
    const { redis, name, address } = this.options;
    const [run, seconds] = [keys.runKey(address.prefix, id), keys.KEEP_SECONDS];
    const there = typeof state !== "string";
    const key = (there ? keys.workersKey : keys.refusalsKey)(address.prefix, id);
    await noteWhile(redis, { run, key, seconds }, there ? name : `${name}: ${state}`);
  }

  async #end(run: OpenRun): Promise<void> {
    this.options.tell(`run ${run.id.slice(0, 8)} is over`);
    await run.close();
  }
}
