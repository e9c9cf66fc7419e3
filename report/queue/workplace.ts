/** What a machine can do for one run. The queue knows no more of how blocks are computed. */
import type { RecordBytes } from "./parcel.js";

export interface Workplace {
  /** The names of all blocks of the run, by this machine's own code. */
  readonly blocks: ReadonlySet<string>;
  /** The line that tells of a failed block, for whoever reads the report, has its seed and what repeats it. */
  compute(block: string, signal: AbortSignal): Promise<readonly RecordBytes[]>;
  close(): Promise<void>;
}
