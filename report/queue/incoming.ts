/** Records that come back to a report: checked as they come, put together to claims, and moved into the memory. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { joinClaims } from "../compute/join.js";
import { cellName, type Block } from "../compute/plan.js";
import type { RecordKeys } from "../compute/record-keys.js";
import { isRecord, keepRecords } from "../compute/records.js";
import type { Work } from "../compute/work.js";
import type { RecordBytes } from "./parcel.js";

export interface IncomingOptions {
  readonly work: Work;
  readonly keys: RecordKeys;
  /** The memory's folder of records; a folder beside it is used meanwhile. */
  readonly memory: string;
}

export class Incoming {
  readonly #blocks: Block[] = [];
  /** The keys of all numbers: no draws may come under one of them. */
  readonly #numbers: ReadonlySet<string>;

  private constructor(
    private readonly options: IncomingOptions,
    private readonly folder: string,
  ) {
    this.#numbers = new Set([...options.keys.claims.values(), ...options.keys.cells.values()]);
  }

  /** Runs something that takes records in. Whatever becomes of it, claims that are whole are in the memory at the end. */
  static async with<T>(options: IncomingOptions, run: (incoming: Incoming) => Promise<T>): Promise<T> {
    const place = dirname(options.memory);
    await mkdir(place, { recursive: true });
    const folder = await mkdtemp(join(place, "incoming-"));
    const incoming = new Incoming(options, folder);
    try {
      return await run(incoming).finally(() => incoming.#keep());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Takes a block's records in. @returns why they cannot be taken, and then none is; or null */
  async take(block: Block, records: readonly RecordBytes[]): Promise<string | null> {
    const problem = this.#wrongKey(block, records);
    if (problem !== null) return problem;
    for (const { key, bytes } of records) {
      await writeWhole(recordPath(this.folder, key), bytes);
      if (this.#isWhole(key)) continue;
      await Promise.all(records.map((record) => rm(recordPath(this.folder, record.key), { force: true })));
      return `its record ${key} is damaged, or of no kind that a block has`;
    }
    this.#blocks.push(block);
    return null;
  }

  /** A worker sends the block's own cells, each of them, and draws beside them: no number that it was not asked for. */
  #wrongKey({ cells }: Block, records: readonly RecordBytes[]): string | null {
    const own = new Set(cells.map((cell) => this.options.keys.cells.get(cellName(cell))));
    const sent = new Set(records.map(({ key }) => key));
    const lacking = [...own].filter((key) => key === undefined || !sent.has(key));
    if (lacking.length > 0) return `it lacks ${lacking.length} of ${cells.length} cells`;
    const foreign = [...sent].find((key) => this.#numbers.has(key) && !own.has(key));
    return foreign === undefined ? null : `its record ${foreign} is of another block, or of a claim`;
  }

  #isWhole(key: string): boolean {
    const kind = this.#numbers.has(key) ? "cell" : "draws";
    return recordFacts(recordPath(this.folder, key))?.kind === kind && isRecord(this.folder, key);
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

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.tmp`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}
