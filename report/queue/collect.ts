/** Taking in what workers send: results of tasks that are out, checked; everything else is told and taken away. */
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
  /** How people read the name of a task. */
  readonly titleOf: (task: string) => string;
  /** Keeps a task's records; returns why they cannot be taken, or null. */
  readonly keep: (task: string, records: readonly RecordBytes[]) => Promise<string | null>;
  readonly tell: (line: string) => void;
}

export class Collector {
  readonly givenUp: GivenUp[] = [];
  /** How often a result of a task could not be taken. */
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
    const task = order.taskOut(id);
    if (task === undefined) {
      await this.#ignore(id, "a result");
      return;
    }
    const problem = await this.#keep(task, await order.job(id));
    if (problem === null) await order.settle(id);
    else await this.#refuse(id, { task, reason: problem });
  }

  /** A result that cannot be taken is asked for again, from whichever worker comes first. */
  async #refuse(id: string, { task, reason }: GivenUp): Promise<void> {
    const times = (this.#damaged.get(task) ?? 0) + 1;
    this.#damaged.set(task, times);
    if (times >= ATTEMPTS) {
      await this.#giveUp(id, { task, reason });
      return;
    }
    this.parts.tell(`${task}: ${reason}; it is computed again`);
    await this.parts.order.repeat(id);
  }

  /** @returns why its result cannot be taken; null once it is kept */
  async #keep(task: string, job: Job<JobData> | undefined): Promise<string | null> {
    const facts = readParcelFacts(job?.returnvalue);
    if (typeof facts === "string") return `its result is none: ${oneLine(facts)}`;
    let records: readonly RecordBytes[];
    try {
      records = await fetchParcel(this.parts.place, facts);
    } catch (error) {
      return `its result did not arrive whole: ${oneLine((error as Error).message)}`;
    }
    await removeParcel(this.parts.place, facts);
    return await this.parts.keep(task, records);
  }

  async #fail(id: string): Promise<void> {
    const { order } = this.parts;
    const task = order.taskOut(id);
    const reason = oneLine((await order.job(id))?.failedReason ?? "unknown");
    if (task === undefined) await this.#ignore(id, `a job (${reason})`);
    else await this.#giveUp(id, { task, reason });
  }

  /** What failed in a worker's process says of itself which block it is, with its seed; other reasons do not. */
  async #giveUp(id: string, { task, reason }: GivenUp): Promise<void> {
    const { order, titleOf, tell } = this.parts;
    const title = titleOf(task);
    const whole = reason.includes(title) ? reason : `${title}: ${reason}`;
    this.givenUp.push({ task, reason: whole });
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
