/** Runs of made-up blocks, whose records take no computing: what a queue does with them is all that is tested. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { queueAddress, type QueueAddress } from "../../../report/queue/address.js";
import { computeByQueue, type QueueRequest } from "../../../report/queue/compute-by-queue.js";
import type { RecordBytes } from "../../../report/queue/parcel.js";
import { difference, QUEUE_FORMAT, type RunFacts } from "../../../report/queue/run-facts.js";
import { serve, type WorkerRequest } from "../../../report/queue/serve.js";
import type { Workplace } from "../../../report/queue/workplace.js";

export const FACTS: RunFacts = {
  format: QUEUE_FORMAT,
  project: "made-up 1.0.0",
  notebooks: [],
  profile: "quick",
  seeds: "7",
  draws: true,
  code: "c".repeat(64),
  plan: "a".repeat(64),
  node: "20.0.0",
  processor: "x64",
};

/** Names of so many blocks. */
export function blockNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `M${i}-made/${i % 2 === 0 ? "claim" : "control"}`);
}

/** The records of a block: the same on every machine. */
export function recordsOf(block: string, bytes = 2_000): RecordBytes[] {
  const key = createHash("sha256").update(block).digest("hex");
  return [{ key, bytes: Buffer.alloc(bytes, `${block};`) }];
}

export interface MadeUp {
  /** How long a block takes. */
  readonly ms?: number;
  /** Why a block fails, if it does. */
  readonly fails?: (block: string) => Error | null;
  /** Takes the names of the blocks that were begun. */
  readonly computed?: string[];
}

/** A machine that computes such blocks. */
export function workplace(
  blocks: readonly string[],
  { ms = 10, fails = () => null, computed = [] }: MadeUp = {},
): Workplace {
  return {
    tasks: new Set(blocks),
    async compute(block, signal) {
      computed.push(block);
      await sleep(ms, undefined, { signal });
      const error = fails(block);
      if (error !== null) throw error;
      return recordsOf(block);
    },
    close: () => Promise.resolve(),
  };
}

/** A report's side of a run, in this process: what it kept and told is gathered. */
export class MadeUpReport {
  readonly kept = new Map<string, readonly RecordBytes[]>();
  readonly told: string[] = [];
  readonly interrupt = new AbortController();

  constructor(private readonly more: Partial<QueueRequest> & { url: string; tasks: readonly string[] }) {}

  /** Resolves once a line like this was told. */
  async hears(line: RegExp): Promise<void> {
    await heard(this.told, line);
  }

  async run(): Promise<Awaited<ReturnType<typeof computeByQueue>>> {
    return await computeByQueue({
      address: addressOf(this.more.url),
      facts: FACTS,
      timeoutMs: 60_000,
      stalledMs: 500,
      keep: (block, records) => {
        this.kept.set(block, records);
        return Promise.resolve(null);
      },
      tell: (line) => this.told.push(line),
      signal: this.interrupt.signal,
      ...this.more,
    });
  }
}

/** A worker in this process. */
export class MadeUpWorker {
  readonly told: string[] = [];
  readonly #end = new AbortController();
  /** Resolves with what it ended by. */
  readonly ended: Promise<unknown>;

  constructor(
    url: string,
    place: Workplace,
    { facts = FACTS, ...more }: Partial<WorkerRequest> & { facts?: RunFacts } = {},
  ) {
    const request: WorkerRequest = {
      address: addressOf(url),
      name: "a-machine",
      slots: 1,
      open: (run) => Promise.resolve(difference(run, facts) ?? place),
      tell: (line) => this.told.push(line),
      lockMs: 1_000,
      signal: this.#end.signal,
      ...more,
    };
    this.ended = serve(request).catch((error: unknown) => error);
  }

  async hears(line: RegExp): Promise<void> {
    await heard(this.told, line);
  }

  async end(): Promise<unknown> {
    this.#end.abort(new Error("ended by the test"));
    return await this.ended;
  }
}

async function heard(told: readonly string[], line: RegExp): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (told.some((one) => line.test(one))) return;
    await sleep(20);
  }
  throw new Error(`heard: a line like ${line} must be told, got ${JSON.stringify(told)}`);
}

export function addressOf(url: string, prefix = "test"): QueueAddress {
  return queueAddress(url, prefix, {});
}
