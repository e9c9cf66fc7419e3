/** Records that come back to a report: checked as they come, put together to claims, and moved into the memory. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { recordFacts, recordPath, type RecordKind } from "ncsparse-kit/memory/record-file";
import { joinClaims } from "../compute/join.js";
import { cellName, type Block } from "../compute/plan.js";
import { isRecord, keepRecords } from "../compute/records.js";
import type { Work } from "../compute/work.js";
import type { RecordBytes } from "./parcel.js";

/** What a worker may send. Claims are put together here. */
const SENT: readonly RecordKind[] = ["cell", "draws"];

export class Incoming {
  readonly #blocks: Block[] = [];

  private constructor(
    private readonly work: Work,
    private readonly memory: string,
    private readonly folder: string,
  ) {}

  /**
   * Runs something that takes records in. Whatever becomes of it, claims that are whole are in the memory at the end.
   *
   * @param memory the memory's folder of records; a folder beside it is used meanwhile
   */
  static async with<T>(work: Work, memory: string, run: (incoming: Incoming) => Promise<T>): Promise<T> {
    await mkdir(dirname(memory), { recursive: true });
    const folder = await mkdtemp(join(dirname(memory), "incoming-"));
    const incoming = new Incoming(work, memory, folder);
    try {
      return await run(incoming).finally(() => incoming.#keep());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Takes a block's records in. @returns why they cannot be taken, and then none is; or null */
  async take(block: Block, records: readonly RecordBytes[]): Promise<string | null> {
    const written: string[] = [];
    let cells = 0;
    for (const { key, bytes } of records) {
      const path = recordPath(this.folder, key);
      await writeWhole(path, bytes);
      written.push(path);
      const kind = recordFacts(path)?.kind;
      if (kind === undefined || !SENT.includes(kind) || !isRecord(this.folder, key)) {
        return await refuse(written, `its record ${key} is damaged, or none that a block has`);
      }
      if (kind === "cell") cells++;
    }
    if (cells !== block.cells.length) return await refuse(written, `it has ${cells} of ${block.cells.length} cells`);
    this.#blocks.push(block);
    return null;
  }

  /** An interrupt has been heard by then: what has come is kept all the same, as a report without a queue keeps it. */
  async #keep(): Promise<void> {
    if (this.#blocks.length === 0) return;
    const { signal } = new AbortController();
    const there = new Set(this.#blocks.flatMap(({ cells }) => cells.map(cellName)));
    await joinClaims(this.work, { records: this.folder, signal }, there);
    keepRecords(this.folder, this.memory);
  }
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.tmp`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}

async function refuse(written: readonly string[], problem: string): Promise<string> {
  await Promise.all(written.map((path) => rm(path, { force: true })));
  return problem;
}
