/** Seeds as people write them: `1..100`, `1,5,9`, `1..10,20`. */
import { MAX_SEED } from "ncsparse-kit/notebook/session";
import { InputError } from "../errors.js";

/** Far more than anyone computes, and few enough to be listed. */
const MOST = 100_000;
/** Characters of a refused text that are shown. */
const QUOTED = 200;

/**
 * The seeds that a text names, in ascending order.
 *
 * @throws InputError for a text of another form, a seed beyond [0, 2^32 - 1], one that is named twice, and too many
 */
export function parseSeeds(text: string): number[] {
  const seeds: number[] = [];
  for (const part of text.split(",")) {
    seeds.push(...rangeOf(part.trim(), text));
    if (seeds.length > MOST) throw refused(`must be at most ${MOST} seeds`, text);
  }
  seeds.sort((a, b) => a - b);
  const twice = seeds.find((seed, index) => seed === seeds[index - 1]);
  if (twice !== undefined) throw refused(`must name each seed once, and ${twice} is there twice`, text);
  return seeds;
}

function rangeOf(part: string, text: string): number[] {
  const [, first, last = first] = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(part) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === undefined || from > to || to > MAX_SEED) {
    throw refused(`must be seeds in [0, ${MAX_SEED}] such as 1..10,20`, text);
  }
  if (to - from >= MOST) throw refused(`must be at most ${MOST} seeds`, text);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function refused(requirement: string, text: string): InputError {
  const shown = text.length <= QUOTED ? text : `${text.slice(0, QUOTED)}...`;
  return new InputError(`--seeds ${requirement}, got ${shown}`);
}

/** The seeds of the i-th of N machines: every N-th of them, so that all have about as many. */
export function seedsOfShard(seeds: readonly number[], { shard, of }: { shard: number; of: number }): number[] {
  return seeds.filter((_, index) => index % of === shard - 1);
}
