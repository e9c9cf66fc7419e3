/** Taking in what workers send: results of blocks that are out, checked; everything else is told and taken away. */
import type { Job } from "bullmq";
import { oneLine } from "../errors.js";
import { ATTEMPTS, type GivenUp } from "./given-up.js";
import type { JobData } from "./job.js";
import type { Order } from "./order.js";
import { readParcelFacts, type RecordBytes } from "./parcel.js";
import { fetchParcel, removeParcel, type ParcelPlace } from "./parcels.js";

export interface Collecting {
  readonly order: Order;
  readonly place: ParcelPlace;
  readonly seed: number;
  /** Keeps a block's records; returns why they cannot be taken, or null. */
  readonly keep: (block: string, records: readonly RecordBytes[]) => Promise<string | null>;
  readonly tell: (line: string) => void;
}

export class Collector {
  readonly givenUp: GivenUp[] = [];
  /** How often a result of a block could not be taken. */
  readonly #damaged = new Map<string, number>();

  constructor(private readonly parts: Collecting) {}

  /** Takes in what is there now. @returns whether there may be more */
  async round(): Promise<boolean> {
    const { order } = this.parts;
    const completed = await order.finished("completed");
    for (const id of completed) await this.#take(id);
    const failed = await order.finished("failed");
    for (const id of failed) await this.#fail(id);
    return completed.length + failed.length > 0;
  }

  async #take(id: string): Promise<void> {
    const { order } = this.parts;
    const block = order.blockOut(id);
    if (block === undefined) {
      await this.#ignore(id, "a result");
      return;
    }
    const problem = await this.#keep(block, await order.job(id));
    if (problem === null) await order.settle(id);
    else await this.#refuse(id, { block, reason: problem });
  }

  /** A result that cannot be taken is asked for again, from whichever worker comes first. */
  async #refuse(id: string, { block, reason }: GivenUp): Promise<void> {
    const times = (this.#damaged.get(block) ?? 0) + 1;
    this.#damaged.set(block, times);
    if (times >= ATTEMPTS) {
      await this.#giveUp(id, { block, reason });
      return;
    }
    this.parts.tell(`${block}: ${reason}; it is computed again`);
    await this.parts.order.repeat(id);
  }

  /** @returns why its result cannot be taken; null once it is kept */
  async #keep(block: string, job: Job<JobData> | undefined): Promise<string | null> {
    const facts = readParcelFacts(job?.returnvalue);
    if (typeof facts === "string") return `its result is none: ${oneLine(facts)}`;
    let records: readonly RecordBytes[];
    try {
      records = await fetchParcel(this.parts.place, facts);
    } catch (error) {
      return `its result did not arrive whole: ${oneLine((error as Error).message)}`;
    }
    await removeParcel(this.parts.place, facts);
    return await this.parts.keep(block, records);
  }

  async #fail(id: string): Promise<void> {
    const { order } = this.parts;
    const block = order.blockOut(id);
    const reason = oneLine((await order.job(id))?.failedReason ?? "unknown");
    if (block === undefined) await this.#ignore(id, `a job (${reason})`);
    else await this.#giveUp(id, { block, reason });
  }

  /** What failed in a worker's process says of itself which block it is, with its seed; other reasons do not. */
  async #giveUp(id: string, { block, reason }: GivenUp): Promise<void> {
    const { order, seed, tell } = this.parts;
    const whole = reason.includes(block) ? reason : `block ${block}, seed ${seed}: ${reason}`;
    this.givenUp.push({ block, reason: whole });
    tell(`FAILED ${whole}`);
    await order.settle(id);
  }

  async #ignore(id: string, what: string): Promise<void> {
    const { order, tell } = this.parts;
    if (!order.wasSettled(id))
      tell(`ignored: ${what} that this report did not ask for, ${oneLine(JSON.stringify(id.slice(0, 100)))}`);
    await order.settle(id);
  }
}
