/** From cells to blocks: together what reads the same draws, and what is too small to be sent about alone. */
import type { Durations } from "./durations.js";
import type { ListedCell, NotebookPlace } from "./list-cells.js";
import { cellName, type Block } from "./plan.js";

/** Blocks below this share of the whole are put together: more pieces balance no better, and each has its price. */
const LEAST_SHARE = 1 / 200;

interface Group {
  readonly cells: ListedCell[];
  readonly place: string;
  /** Null where nothing is known. */
  readonly seconds: number | null;
}

/** The blocks of some cells, in the order of their first cells. */
export function groupCells(
  cells: readonly ListedCell[],
  places: Readonly<Record<string, NotebookPlace>>,
  durations: Durations,
): Block[] {
  const groups = byDraws(cells, places, durations);
  const total = groups.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  return joinSmall(groups, total * LEAST_SHARE).map(({ cells: own, seconds }) => ({
    name: cellName(own[0]!),
    notebook: own[0]!.notebook,
    cells: own.map(({ statement, role, cell }) => ({ statement, role, cell })),
    seconds,
  }));
}

/**
 * Cells that lead to each other by draws that both read. Of what no earlier run is known, the cells of one role of all
 * statements that a module defines are taken for such: often they are, and that they are not makes nothing wrong.
 */
function byDraws(
  cells: readonly ListedCell[],
  places: Readonly<Record<string, NotebookPlace>>,
  durations: Durations,
): Group[] {
  const sets = new DisjointSets();
  const placeOf = ({ notebook }: ListedCell): string => JSON.stringify(places[notebook]);
  for (const cell of cells) {
    const draws = durations.cells[cellName(cell)]?.draws ?? [`${cell.module} ${cell.role}`];
    for (const name of draws) sets.unite(cellName(cell), `${placeOf(cell)} ${name}`);
  }
  const groups = new Map<string, ListedCell[]>();
  for (const cell of cells) {
    const root = sets.rootOf(cellName(cell));
    groups.set(root, [...(groups.get(root) ?? []), cell]);
  }
  return [...groups.values()].map((own) => ({
    cells: own,
    place: placeOf(own[0]!),
    seconds: secondsOf(own, durations),
  }));
}

function secondsOf(cells: readonly ListedCell[], durations: Durations): number | null {
  const times = cells.map((cell) => durations.cells[cellName(cell)]);
  if (times.some((time) => time === undefined)) return null;
  const draws = new Set(times.flatMap((time) => time!.draws));
  const own = times.reduce((sum, time) => sum + time!.seconds, 0);
  return [...draws].reduce((sum, name) => sum + (durations.draws[name] ?? 0), own);
}

/** Small groups of one place, put together in their order until they are no longer small. */
function joinSmall(groups: readonly Group[], least: number): Group[] {
  const joined: Group[] = [];
  const open = new Map<string, number>();
  for (const group of groups) {
    const { place, seconds, cells } = group;
    const at = open.get(place);
    if (seconds === null || seconds >= least) {
      joined.push(group);
    } else if (at === undefined) {
      open.set(place, joined.push(group) - 1);
    } else {
      const earlier = joined[at]!;
      const sum = earlier.seconds! + seconds;
      joined[at] = { place, cells: [...earlier.cells, ...cells], seconds: sum };
      if (sum >= least) open.delete(place);
    }
  }
  return joined;
}

/** Which names belong together, by what was said of pairs. */
class DisjointSets {
  readonly #parents = new Map<string, string>();

  rootOf(name: string): string {
    let root = name;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    if (root !== name) this.#parents.set(name, root);
    return root;
  }

  unite(a: string, b: string): void {
    const [one, other] = [this.rootOf(a), this.rootOf(b)];
    if (one !== other) this.#parents.set(one, other);
  }
}
