import type { Power } from "../claim.js";

/**
 * The power of a control that comes out as expected with certainty.
 *
 * @param why how that is known
 */
export function certain(why: string): Power {
  return { value: 1, how: `certain: ${why}` };
}
