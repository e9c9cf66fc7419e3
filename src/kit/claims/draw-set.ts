import type { Context } from "./claim.js";

/** Names streams, from the family down, e.g. ["T4.3", "claim", 512]. */
export type DrawPath = readonly (string | number)[];

/** Names a draw set whose streams alone do not say all that it holds. */
export interface DrawSetName {
  /** The streams: those of two sets with one path are the same. */
  readonly path: DrawPath;
  /** What the set depends on and its streams do not: scales, windows, thresholds, how many draws. */
  readonly reading: DrawPath;
}

/**
 * What is drawn under a name. The name leads to the streams and to what has been drawn already: both come from this one
 * description, so that claims which read the same set draw it once a session, and no other set is taken for it.
 *
 * @param name everything that the set depends on beside the session's seed and profile: a path, where that says it all
 * @param draw draws it, each draw from a stream whose path begins with this one: code of the module that asks, or of what
 *   that imports
 * @throws RangeError if a number in the name is not finite
 */
export function drawSet<T>(
  context: Pick<Context, "memo">,
  name: DrawPath | DrawSetName,
  draw: (path: DrawPath) => T,
): T {
  const { path, reading } = "path" in name ? name : { path: name, reading: [] };
  const key = JSON.stringify([path, reading]);
  // JSON writes every number that is not finite in the same way.
  const odd = [...path, ...reading].find((part) => typeof part === "number" && !Number.isFinite(part));
  if (odd !== undefined) throw new RangeError(`drawSet: numbers in a name must be finite, got ${odd} in ${key}`);
  return context.memo(key, () => draw(path));
}
