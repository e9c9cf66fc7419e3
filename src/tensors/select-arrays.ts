import { namesLike, usualNames, type Place, type ArrayRole } from "./name-place.js";
import type { TensorSet } from "./open-tensors.js";
import type { Tensor } from "./tensor.js";

/** An array that has a role, and its place by its name. */
export interface PlacedArray {
  readonly tensor: Tensor;
  readonly place: Place;
}

/** Names that a message lists at most. */
const LISTED = 8;

/**
 * The arrays of a role.
 *
 * @param pattern their names (see `namesLike`); by default the usual ones (`usualNames`)
 * @throws RangeError where a pattern is none, or no name is like it
 */
export function selectArrays({ tensors }: TensorSet, role: ArrayRole, pattern?: string): PlacedArray[] {
  const read = pattern === undefined ? usualNames(role) : namesLike(pattern);
  const found: PlacedArray[] = [];
  for (const [name, tensor] of tensors) {
    const place = read(name);
    if (place !== undefined) found.push({ tensor, place });
  }
  if (pattern !== undefined && found.length === 0) {
    throw new RangeError(`headsOf: an array must be named like ${pattern}, got ${namesText(tensors)}`);
  }
  return found;
}

/** The names that there are, for messages. */
export function namesText(tensors: ReadonlyMap<string, Tensor>): string {
  const names = [...tensors.keys()];
  const left = names.length - LISTED;
  return `${names.slice(0, LISTED).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}
