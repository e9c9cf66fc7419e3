/** Records that come back to a report: checked as they come, put together to claims, and moved into the memory. */
import { joinClaims } from "../compute/join.js";
import { cellName, type Block } from "../compute/plan.js";
import type { RecordKeys } from "../compute/record-keys.js";
import { keepRecords } from "../compute/records.js";
import { withStage } from "../compute/stage.js";
import type { Work } from "../compute/work.js";
import { Accepting } from "./accept.js";
import type { RecordBytes } from "./parcel.js";

export interface IncomingOptions {
  readonly work: Work;
  readonly keys: RecordKeys;
  /** The memory's folder of records; a folder beside it is used meanwhile. */
  readonly memory: string;
}

export class Incoming {
  readonly #blocks: Block[] = [];
  readonly #accepting: Accepting;

  private constructor(
    private readonly options: IncomingOptions,
    private readonly folder: string,
  ) {
    this.#accepting = new Accepting(options.keys, folder);
  }

  /** Runs something that takes records in. Whatever becomes of it, claims that are whole are in the memory at the end. */
  static async with<T>(options: IncomingOptions, run: (incoming: Incoming) => Promise<T>): Promise<T> {
    return await withStage(options.memory, async (folder) => {
      const incoming = new Incoming(options, folder);
      return await run(incoming).finally(() => incoming.#keep());
    });
  }

  /** Takes a block's records in. @returns why they cannot be taken, and then none is; or null */
  async take(block: Block, records: readonly RecordBytes[]): Promise<string | null> {
    const problem = await this.#accepting.take(block, records);
    if (problem === null) this.#blocks.push(block);
    return problem;
  }

  /** An interrupt has been heard by then: what has come is kept all the same, as a report without a queue keeps it. */
  async #keep(): Promise<void> {
    if (this.#blocks.length === 0) return;
    const { signal } = new AbortController();
    const there = new Set(this.#blocks.flatMap(({ cells }) => cells.map(cellName)));
    await joinClaims(this.options.work, { records: this.folder, signal }, there);
    keepRecords(this.folder, this.options.memory);
  }
}
