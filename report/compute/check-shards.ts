/** Whether some shards are of this project as it is here, belong together, and are all there. */
import type { ShardManifest } from "./manifest.js";
import { cellName, type Plan } from "./plan.js";
import type { Identity } from "./work.js";

/** A shard's file, and what it says. */
export interface ReadShard {
  readonly file: string;
  readonly manifest: ShardManifest;
}

const IDENTITY: Readonly<Record<keyof Identity, string>> = {
  project: "project",
  commit: "commit",
  node: "Node",
  processor: "processor",
  code: "code (hash of all modules and packages)",
};

/** What all shards of a run have in common. */
const COMMON = ["profile", "seed", "only", "of", "plan"] as const;

/** Why shards cannot be merged with each other, a line each. */
export function disagreements(shards: readonly ReadShard[]): string[] {
  const [first] = shards as [ReadShard];
  return shards.flatMap(({ file, manifest }) => {
    const odd = COMMON.find((field) => JSON.stringify(manifest[field]) !== JSON.stringify(first.manifest[field]));
    if (odd === undefined) return [];
    const [own, other] = [manifest, first.manifest].map((one) => JSON.stringify(one[odd]));
    return [`${file}: "${odd}" is ${own}, but ${other} in ${first.file}`];
  });
}

/** Why shards do not fit what is here, a line each. A commit counts where both sides know theirs. */
export function misfits(shards: readonly ReadShard[], here: Identity): string[] {
  return shards.flatMap(({ file, manifest }) => {
    const fields = Object.keys(IDENTITY) as (keyof Identity)[];
    const known = fields.filter((field) => manifest[field] !== null && here[field] !== null);
    const odd = known.find((field) => manifest[field] !== here[field]);
    return odd === undefined ? [] : [`${file}: its ${IDENTITY[odd]} is ${manifest[odd]}, but ${here[odd]} here`];
  });
}

/** Which shards are there twice, and which are missing. */
export function countProblems(shards: readonly ReadShard[], partial: boolean): string[] {
  const files = new Map<number, string>();
  const doubled = shards.flatMap(({ file, manifest: { shard, of } }) => {
    const earlier = files.get(shard);
    files.set(shard, earlier ?? file);
    return earlier === undefined ? [] : [`${file}: shard ${shard}/${of} is also in ${earlier}`];
  });
  const { of } = shards[0]!.manifest;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((shard) => !files.has(shard));
  if (partial || missing.length === 0) return doubled;
  const which = missing.map((shard) => `${shard}/${of}`).join(", ");
  return [...doubled, `shard ${which} is missing; with --partial what is there is merged`];
}

/** Cells that are of no plan here, in two shards, or in none. */
export function cellProblems(shards: readonly ReadShard[], { blocks }: Plan, partial: boolean): string[] {
  const wanted = new Set(blocks.flatMap(({ cells }) => cells.map(cellName)));
  const problems = shards.flatMap(({ file, manifest }) =>
    cellsOf(manifest).flatMap((name) =>
      wanted.delete(name) ? [] : [`${file}: cell ${name} is not of this project, or in two shards`],
    ),
  );
  const [missing] = wanted;
  if (partial || missing === undefined) return problems;
  return [...problems, `${wanted.size} cells are in no shard, among them ${missing}`];
}

export function cellsOf({ blocks }: ShardManifest): string[] {
  return blocks.flatMap(({ cells }) => cells.map(({ name }) => name));
}
