/** Where a head looks in a line that is repeated over and over. */
import { softmax } from "../../attention/softmax.js";
import type { CapturedHead } from "../../model/forward.js";
import type { Rotation } from "../../model/rotary.js";
import { CapturedRows } from "./captured-rows.js";
import { longRows, massWhere } from "./passage-figures.js";

/** Mean mass over the long rows. */
export interface CopyMasses {
  /** On the keys after the earlier copies of the query's own token: an induction head's. */
  readonly next: number;
  /** On these copies themselves. */
  readonly same: number;
}

/**
 * @param period tokens of the line, at most half of the passage
 * @param rotation as for `measureHeadOnPassage`
 */
export function measureHeadOnCopies(head: CapturedHead, period: number, rotation: Rotation): CopyMasses {
  const rows = new CapturedRows(head, rotation);
  const chosen = longRows(head.keys.length / head.d);
  const masses = chosen.map((i) => {
    const attention = softmax(rows.logits(i));
    const copies = (shift: number) => (place: number) => place < i && (i + shift - place) % period === 0;
    return {
      next: massWhere(attention, copies(1)),
      same: massWhere(attention, copies(0)),
    };
  });
  const mean = (of: (row: CopyMasses) => number): number =>
    masses.reduce((sum, row) => sum + of(row), 0) / masses.length;
  return { next: mean((row) => row.next), same: mean((row) => row.same) };
}
