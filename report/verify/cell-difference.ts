/** In what a cell's numbers differ from those recorded of it. */
import type { CellResult } from "ncsparse-kit";

/**
 * The first value that differs, with both, and how many more do; null where all are the same to the last digit.
 *
 * @param recorded as claims.json has it
 * @param computed as it was computed now
 */
export function cellDifference(recorded: CellResult, computed: CellResult): string | null {
  // What JSON does not tell apart, such as 0 and -0, is the same in claims.json.
  const [before, now] = [new Map(leavesOf(recorded)), new Map(leavesOf(computed))];
  const places = [...new Set([...before.keys(), ...now.keys()])];
  const [first, ...others] = places.filter((place) => before.get(place) !== now.get(place));
  if (first === undefined) return null;
  const [was, is] = [before, now].map((values) => values.get(first) ?? "nothing");
  const more = others.length === 0 ? "" : `, and ${others.length} more of its values differ`;
  return `${first} is ${was} in claims.json, ${is} as computed now${more}`;
}

/** Each value in it as JSON, by its place. */
function leavesOf(value: unknown, place = ""): [place: string, json: string][] {
  if (typeof value !== "object" || value === null) return [[place, JSON.stringify(value)]];
  const members = Object.entries(value as Record<string, unknown>).filter(([, inner]) => inner !== undefined);
  return members.flatMap(([name, inner]) => leavesOf(inner, place === "" ? name : `${place}.${name}`));
}
