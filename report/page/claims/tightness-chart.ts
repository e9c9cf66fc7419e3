/**
 * The ledger's small charts: the range of bound / measured over a claim's grid as a bar on one logarithmic axis. A bound
 * that is exact stands at 1; what lies beyond the axis ends in an arrow.
 */

/** Size of a chart, and the axis within it, in px. */
const WIDTH = 120;
const [LEFT, RIGHT] = [6, 114];
/** The axis' ends as powers of ten: violated bounds lie a little below 1, most informative ones below 10^6. */
const [LOWEST, HIGHEST] = [-0.5, 6];
const TICKS = [0, 2, 4, 6];
/** A range that is narrower than this is drawn as wide, or nobody would see it. */
const NARROWEST = 1.5;

/** SVG path data of the bar from `low` to `high`, both positive. */
export function tightnessBar(low: number, high: number): string {
  const [from, to] = [place(low), place(high)];
  const width = round(Math.max(to - from, NARROWEST));
  const bar = `M${from} 4h${width}v4h-${width}z`;
  const beyond = Math.log10(high) > HIGHEST ? `M${RIGHT} 1l6 5-6 5z` : "";
  const below = Math.log10(low) < LOWEST ? `M${LEFT} 1l-6 5 6 5z` : "";
  return bar + beyond + below;
}

/** The axis for the table's head: its ticks' places and powers of ten. */
export function tightnessAxis(): { width: number; ticks: { x: number; power: number; isOne: boolean }[] } {
  return { width: WIDTH, ticks: TICKS.map((power) => ({ x: place(10 ** power), power, isOne: power === 0 })) };
}

function place(ratio: number): number {
  const share = (Math.log10(ratio) - LOWEST) / (HIGHEST - LOWEST);
  return round(LEFT + Math.min(1, Math.max(0, share)) * (RIGHT - LEFT));
}

function round(px: number): number {
  return Math.round(10 * px) / 10;
}
