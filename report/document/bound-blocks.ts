/** How many outputs of one cell a page shows: a loop may display thousands. */
import type { Block, ResultCell } from "./model.js";

/** How many are shown, and how many can be unfolded below them. */
const SHOWN = 50;
const FOLDED = 450;
/** So few are not worth a fold. */
const FEW = 10;

type Bounded = Pick<ResultCell, "blocks" | "foldedFrom" | "leftOff">;

/**
 * Parts what a cell shows. Claims, which are counted, and errors are neither folded nor left off: they come before the fold.
 *
 * @param blocks in the order in which the cell showed them
 */
export function boundBlocks(blocks: readonly Block[]): Bounded {
  if (blocks.length <= SHOWN + FEW) return { blocks, foldedFrom: null, leftOff: 0 };
  const rest = blocks.slice(SHOWN);
  const others = rest.filter((block) => !isOwed(block));
  if (others.length <= FEW) return { blocks, foldedFrom: null, leftOff: 0 };
  const kept = [...blocks.slice(0, SHOWN), ...rest.filter(isOwed), ...others.slice(0, FOLDED)];
  return {
    blocks: kept,
    foldedFrom: kept.length - Math.min(others.length, FOLDED),
    leftOff: others.slice(FOLDED).length,
  };
}

function isOwed({ kind }: Block): boolean {
  return kind === "claim" || kind === "error";
}
