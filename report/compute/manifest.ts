/** What a shard's file says of itself: whose it is, what was computed, and the hashes of all that it carries. */
import type { Profile } from "ncsparse-kit";
import type { BlockResult } from "./computing.js";
import type { RecordStamp } from "./records.js";
import type { Shard } from "./shard.js";
import type { Identity, Work } from "./work.js";

export interface ShardManifest extends Identity, Shard {
  readonly format: "ncsparse shard 1";
  readonly profile: Profile;
  readonly seed: number;
  /** The notebooks that were chosen; empty for all. */
  readonly only: readonly string[];
  /** Hash of the plan, which is of the durations, too. */
  readonly plan: string;
  readonly blocks: readonly Omit<BlockResult, "records">[];
  readonly records: readonly RecordStamp[];
}

export function manifestOf(
  { identity, plan, only }: Work,
  shard: Shard,
  results: readonly BlockResult[],
): ShardManifest {
  const records = new Map(results.flatMap((result) => result.records.map((stamp) => [stamp.key, stamp])));
  return {
    format: "ncsparse shard 1",
    ...identity,
    ...{ profile: plan.profile, seed: plan.seed, only, plan: plan.hash },
    ...shard,
    blocks: results.map(({ block, seconds, cells }) => ({ block, seconds, cells })),
    records: [...records.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
