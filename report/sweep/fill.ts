/** The seam between a sweep and what computes for it: this machine, or others. */
import type { Block } from "../compute/plan.js";
import type { Work } from "../compute/work.js";

/** What the memory lacks of one seed. */
export interface Lacking {
  readonly work: Work;
  /** At least one. */
  readonly blocks: readonly Block[];
}

/**
 * Computes what is lacking. Before it tells that a seed is done, every cell of its blocks, or each claim that they make up,
 * is among the records of the memory.
 *
 * @param onSeed told of each seed, in whatever order they are done
 */
export type Fill = (lacking: readonly Lacking[], onSeed: (work: Work) => Promise<void>) => Promise<void>;
