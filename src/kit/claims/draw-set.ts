import type { Context } from "./claim.js";

/** Names a draw set, from the family down, e.g. ["T4.3", "claim", 512]. */
export type DrawPath = readonly (string | number)[];

/**
 * What is drawn under a name. The name leads to the streams and to what has been drawn already: both come from this one
 * description, so that two sets share neither, and claims that read the same set draw it once a session.
 *
 * @param path everything that the set depends on beside the session's seed and profile
 * @param draw draws it, each draw from a stream whose path begins with this one: code of the module that asks, or of what
 *   that imports
 */
export function drawSet<T>(context: Pick<Context, "memo">, path: DrawPath, draw: (path: DrawPath) => T): T {
  return context.memo(JSON.stringify(path), () => draw(path));
}
