/** One block after another, each in an empty folder, by a process that is used again. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { recordFacts, recordPath, type RecordKind } from "ncsparse-kit/memory/record-file";
import { BlockFailure } from "../compute/block-failure.js";
import { CellsNotKept, withComputing, type BlockResult, type Compute } from "../compute/computing.js";
import type { Work } from "../compute/work.js";
import type { RecordBytes } from "./parcel.js";
import type { Task } from "./tasks.js";

/** Whoever cannot write so much has no room for a block's records either. */
const ROOM = Buffer.alloc(2 ** 20);

export class Lane {
  private constructor(
    private readonly folder: string,
    private readonly kinds: readonly RecordKind[],
    private readonly ask: Compute,
    private readonly release: () => Promise<void>,
  ) {}

  /**
   * @param home where the lane makes its folder
   * @param kinds of the records that are wanted of a block
   */
  static async start(work: Work, home: string, kinds: readonly RecordKind[]): Promise<Lane> {
    const folder = await mkdtemp(join(home, "lane-"));
    const stop = new AbortController();
    return await new Promise((settle, fail) => {
      const ended = withComputing(work, { records: folder, signal: stop.signal }, async (ask) => {
        await new Promise<void>((leave) => {
          const release = async (): Promise<void> => {
            stop.abort();
            leave();
            await ended.catch(() => undefined);
            await rm(folder, { recursive: true, force: true });
          };
          settle(new Lane(folder, kinds, ask, release));
        });
      });
      ended.catch(fail);
    });
  }

  /**
   * The records of a block. An abort of the signal ends the lane.
   *
   * @throws BlockFailure; the system's error where there is no room; InterruptedError on abort
   */
  async compute({ block, plan }: Task, signal: AbortSignal): Promise<readonly RecordBytes[]> {
    const stop = (): void => void this.end();
    signal.addEventListener("abort", stop, { once: true });
    try {
      await rm(this.folder, { recursive: true, force: true });
      await mkdir(this.folder);
      return await this.#recordsOf(await this.ask(block, plan));
    } catch (error) {
      if (signal.aborted) throw error;
      // A process that finds the disk full keeps nothing, and cannot tell: what there is room for does.
      await this.#requireRoom();
      // Where there is room it is the block's fault, on every machine.
      throw error instanceof CellsNotKept ? new BlockFailure(block, plan, error.reason) : error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Ends its process, whatever that does. */
  async end(): Promise<void> {
    await this.release();
  }

  async #recordsOf({ records }: BlockResult): Promise<readonly RecordBytes[]> {
    const paths = records.map(({ key }) => ({ key, path: recordPath(this.folder, key) }));
    const wanted = paths.filter(({ path }) => this.kinds.includes(recordFacts(path)!.kind));
    const all = await Promise.all(wanted.map(async ({ key, path }) => ({ key, bytes: await readFile(path) })));
    await this.#requireRoom();
    return all;
  }

  async #requireRoom(): Promise<void> {
    const file = join(this.folder, "room");
    try {
      await writeFile(file, ROOM);
    } finally {
      await rm(file, { force: true });
    }
  }
}
