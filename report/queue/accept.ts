/** Checking what a worker sends for a block: its own cells, each of them, and draws beside them. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { recordFacts, recordPath } from "ncsparse-kit/memory/record-file";
import { cellName, type Block } from "../compute/plan.js";
import type { RecordKeys } from "../compute/record-keys.js";
import { isRecord } from "../compute/records.js";
import type { RecordBytes } from "./parcel.js";

export class Accepting {
  /** The keys of all numbers: no draws may come under one of them. */
  readonly #numbers: ReadonlySet<string>;

  /** @param folder where records are written that were accepted */
  constructor(
    private readonly keys: RecordKeys,
    private readonly folder: string,
  ) {
    this.#numbers = new Set([...keys.claims.values(), ...keys.cells.values()]);
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
    return null;
  }

  #wrongKey({ cells }: Block, records: readonly RecordBytes[]): string | null {
    const own = new Set(cells.map((cell) => this.keys.cells.get(cellName(cell))));
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
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.tmp`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, path);
}
