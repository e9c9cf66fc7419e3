/** One share of many: which blocks the i-th of N machines computes. */
import { InputError } from "../errors.js";
import type { Block, Plan } from "./plan.js";

export interface Shard {
  /** From 1 to `of`. */
  readonly shard: number;
  readonly of: number;
}

/** Far more machines than there are blocks. */
const MOST = 10_000;

/** @throws InputError for a text that is not "i/N" with 1 <= i <= N <= 10000 */
export function parseShard(text: string): Shard {
  const [, shard, of] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  if (shard !== undefined && Number(shard) <= Number(of) && Number(of) <= MOST) {
    return { shard: Number(shard), of: Number(of) };
  }
  throw new InputError(`--shard must be i/N with 1 <= i <= N <= ${MOST}, got ${text}`);
}

/**
 * The blocks of a shard, the longest first. Each block goes to the shard that has least so far; where nothing is known, its
 * number of cells stands for its time. It depends on the plan alone, so that every machine comes to the same shares.
 */
export function blocksOf({ blocks }: Plan, { shard, of }: Shard): readonly Block[] {
  const times = timesOf(blocks);
  const order = [...blocks].sort((a, b) => times.get(b)! - times.get(a)! || (a.name < b.name ? -1 : 1));
  const loads = Array.from({ length: of }, () => 0);
  return order.filter((block) => {
    const least = loads.indexOf(Math.min(...loads));
    loads[least]! += times.get(block)!;
    return least === shard - 1;
  });
}

/** Of what no earlier run is known, a cell takes as long as cells do on average. */
function timesOf(blocks: readonly Block[]): ReadonlyMap<Block, number> {
  const known = blocks.filter(({ seconds }) => seconds !== null);
  const sum = (ofBlock: (block: Block) => number): number => known.reduce((total, one) => total + ofBlock(one), 0);
  const aCell = known.length === 0 ? 1 : sum(({ seconds }) => seconds!) / sum(({ cells }) => cells.length);
  return new Map(blocks.map((block) => [block, block.seconds ?? aCell * block.cells.length]));
}
