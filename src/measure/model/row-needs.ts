/** What a row needs, read off the windows of its statistics. */
import { groupedBound, type RowStatistics } from "../../attention/index.js";

/** Gaps are counted from this many keys on: those between the first few are chance. */
const FEWEST_COUNTED = 4;

/**
 * 1 / max over t of (ln N(t) / t), N(t) the keys whose logits are within t of the row's largest, at the gaps where a window
 * ends. At logits beta times as large the keys within t outweigh the largest where ln N(t) > beta t: for beta above this
 * maximum no t is left, and the row is frozen. So a row is frozen from 1 on, whatever the law of its logits; the sum of
 * normal ones freezes at c = 1.
 *
 * @param length keys that the row sees
 * @returns NaN where no window counts so many
 */
export function freezing({ windows, next, largest }: RowStatistics, line: number, length: number): number {
  let steepest = NaN;
  windows.forEach((k, w) => {
    const ratio = next[line * windows.length + w]! / largest[line]!; // e^-gap of the (k+1)-th
    if (k + 1 < FEWEST_COUNTED || k >= length || ratio === 0) return;
    const slope = Math.log(k + 1) / -Math.log(ratio);
    steepest = Number.isNaN(steepest) ? slope : Math.max(steepest, slope);
  });
  return 1 / steepest;
}

/**
 * The fewest keys, of the windows, for which the budget is certain to one who knows the kept logits and the next one alone:
 * each key that is left weighs at most as much as that.
 */
export function certifiedKeys(
  { windows, mass, next }: RowStatistics,
  line: number,
  { length, tv }: { length: number; tv: number },
): number {
  const at = line * windows.length;
  const w = windows.findIndex((k, w) => {
    const size = next[at + w] === 0 ? 0 : Math.max(0, length - k); // what has no weight needs no bound
    const left = { size, most: size === 0 ? 0 : Math.log(next[at + w]!) };
    return groupedBound({ k, lnSum: Math.log(mass[at + w]!) }, [left]) <= tv;
  });
  return w < 0 ? length : Math.min(length, windows[w]!);
}

/**
 * The fewest keys whose relative output error, and that of every larger window, is within a budget: between the windows by
 * a straight line in ln k and the error, rounded up.
 */
export function outputKeys(
  { windows, output }: RowStatistics,
  line: number,
  { length, budget }: { length: number; budget: number },
): number {
  const at = line * windows.length;
  const error = (w: number): number => output!.error[at + w]! / output!.norm[line]!;
  let w = windows.length;
  // Ends: at the first window at the latest.
  while (w > 0 && !(error(w - 1) > budget)) w--;
  if (w === 0) return Math.min(length, windows[0]!);
  const [low, high] = [windows[w - 1]!, Math.min(length, windows[w] ?? length)];
  const [worse, better] = [error(w - 1), w < windows.length ? error(w) : 0];
  return Math.min(high, Math.ceil(low * (high / low) ** ((worse - budget) / (worse - better))));
}
