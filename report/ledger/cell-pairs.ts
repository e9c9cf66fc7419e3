/** The cells of two grids, matched by their parameters: the order in which a grid is written is no part of a claim. */
import type { CellResult } from "ncsparse-kit";

export interface PairedCells {
  both: [CellResult, CellResult][];
  /** In the old grid alone. */
  deleted: CellResult[];
  /** In the new grid alone. */
  added: CellResult[];
}

/** Match cells by parameters. Where a grid has a point more than once, its cells are matched by their number of draws. */
export function pairCells(before: readonly CellResult[], after: readonly CellResult[]): PairedCells {
  const [old, now] = [byParameters(before), byParameters(after)];
  const paired: PairedCells = { both: [], deleted: [], added: [] };
  for (const point of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(point) ?? [], now.get(point) ?? []];
    const common = Math.min(was.length, is.length);
    paired.both.push(...was.slice(0, common).map((cell, i): [CellResult, CellResult] => [cell, is[i]!]));
    paired.deleted.push(...was.slice(common));
    paired.added.push(...is.slice(common));
  }
  return paired;
}

/** "n=256 k=16" */
export function cellName({ parameters }: CellResult): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
}

function byParameters(cells: readonly CellResult[]): Map<string, CellResult[]> {
  const points = new Map<string, CellResult[]>();
  for (const cell of cells) {
    const point = JSON.stringify(Object.entries(cell.parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
    points.set(point, [...(points.get(point) ?? []), cell]);
  }
  for (const same of points.values()) same.sort((a, b) => b.draws - a.draws);
  return points;
}
