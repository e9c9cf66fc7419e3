/** How long each cell and each set of draws took, as the shards of a run say. */
import { noDurations, type CellTime, type Durations } from "./durations.js";
import type { ShardManifest } from "./manifest.js";
import type { MeasuredCell } from "./messages.js";

/** Of the manifests of one run, in the order of names: the same shards give the same file. */
export function durationsOf(manifests: readonly [ShardManifest, ...ShardManifest[]]): Durations {
  const cells = manifests.flatMap(({ blocks }) => blocks.flatMap((block) => block.cells));
  const draws = new Map<string, number>();
  for (const [name, seconds] of cells.flatMap((cell) => Object.entries(cell.draws))) {
    // Only the first who asks for draws waits for them.
    draws.set(name, Math.max(draws.get(name) ?? 0, seconds));
  }
  return {
    ...noDurations(manifests[0].profile),
    draws: sorted([...draws].map(([name, seconds]) => [name, toMilliseconds(seconds)])),
    cells: sorted(cells.map((cell) => [cell.name, timeOf(cell)])),
  };
}

function timeOf({ seconds, draws }: MeasuredCell): CellTime {
  return { seconds: toMilliseconds(seconds), draws: Object.keys(draws).sort() };
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
