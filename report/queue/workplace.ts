/** What a machine can do for one run. The queue knows no more of how blocks are computed. */
import type { RecordBytes } from "./parcel.js";

export interface Workplace {
  /** The names of all tasks of the run, by this machine's own code. */
  readonly tasks: Pick<ReadonlySet<string>, "has">;
  /**
   * The records of a task's block. What it throws is a line for whoever reads the report: the block, its seed, what repeats it.
   * What the machine wants, such as room on a disk, is thrown as the system tells it, or as an InputError.
   */
  compute(task: string, signal: AbortSignal): Promise<readonly RecordBytes[]>;
  close(): Promise<void>;
}
