/** Moves labels apart along one axis, as little as possible. */

/**
 * New positions, at least `gap` apart and inside [low, high], that keep the order of the wished ones and lie near them
 * (least squares: labels that collide form a block around their mean). Where they cannot all fit, the gap shrinks.
 */
export function placeLabels(wished: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]! || a - b);
  const room = Math.min(gap, (high - low) / Math.max(1, order.length - 1));
  // Shifted by rank x gap, "at least a gap apart" becomes "not decreasing", which pooling adjacent violators solves.
  const blocks: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    blocks.push({ sum: wished[index]! - rank * room, count: 1 });
    while (blocks.length > 1 && mean(blocks.at(-2)!) > mean(blocks.at(-1)!)) {
      const last = blocks.pop()!;
      blocks.at(-1)!.sum += last.sum;
      blocks.at(-1)!.count += last.count;
    }
  });
  const placed = new Array<number>(wished.length);
  const ceiling = high - (order.length - 1) * room;
  let rank = 0;
  for (const block of blocks) {
    const base = Math.min(Math.max(mean(block), low), ceiling);
    for (let i = 0; i < block.count; i++, rank++) placed[order[rank]!] = base + rank * room;
  }
  return placed;
}

function mean(block: { sum: number; count: number }): number {
  return block.sum / block.count;
}
