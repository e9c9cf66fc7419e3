/** One block after another, each in an empty folder, by a process that is used again. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { recordPath } from "ncsparse-kit/memory/record-file";
import { withComputing, type BlockResult, type Compute } from "../compute/computing.js";
import type { Work } from "../compute/work.js";
import type { RecordBytes } from "./parcel.js";
import type { Task } from "./tasks.js";

/** Whoever cannot write so much has no room for a block's records either. */
const ROOM = Buffer.alloc(2 ** 20);

export class Lane {
  private constructor(
    private readonly folder: string,
    private readonly ask: Compute,
    private readonly release: () => Promise<void>,
  ) {}

  /** @param home where the lane makes its folder */
  static async start(work: Work, home: string): Promise<Lane> {
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
          settle(new Lane(folder, ask, release));
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
      // A process that finds the disk full keeps nothing, and cannot tell: what there is room for does.
      if (!signal.aborted) await this.#requireRoom();
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** Ends its process, whatever that does. */
  async end(): Promise<void> {
    await this.release();
  }

  async #recordsOf({ records }: BlockResult): Promise<readonly RecordBytes[]> {
    const read = records.map(async ({ key }) => ({ key, bytes: await readFile(recordPath(this.folder, key)) }));
    const all = await Promise.all(read);
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
