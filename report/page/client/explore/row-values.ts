/** One drawn row of the window panel, beside the law: captured mass by window. */
import { typicalRow } from "ncsparse/limit/typical-row";
import { compareCounts, countOf, type Count, type Size } from "ncsparse/limit/sampler/count";
import { RowSampler, type WindowSample } from "ncsparse/limit/sampler/row-sampler";
import { stream } from "ncsparse-kit/random/stream";

/** Windows at which the drawn row is measured, evenly spaced in ln k. */
const MEASURED = 40;
const LAW_POINTS = 80;
export const ROW_SEED = 1;

export interface MassPoint {
  readonly log10K: number;
  readonly mass: number;
}

/** The windows of a drawn row: distinct, from 1 to n, with k among them. */
export function rowWindows(n: Count, k: Count): Size[] {
  const even = Array.from({ length: MEASURED + 1 }, (_, i) =>
    countOf("rowWindows", "k", { ln: (n.ln * i) / MEASURED }),
  );
  const all = [...even.filter((one) => compareCounts(one, n) <= 0), k].sort(compareCounts);
  const distinct = all.filter((one, i) => i === 0 || compareCounts(one, all[i - 1]!) > 0);
  return distinct.map(({ ln, value }) => (value === Infinity ? { ln } : value));
}

/** Row number `index` of the panel's seed: what it captures at each window, and everything at k. */
export function drawnRow(n: Count, k: Count, sigma: number, index: number): { points: MassPoint[]; at: WindowSample } {
  const windows = rowWindows(n, k);
  const size = n.value === Infinity ? { ln: n.ln } : n.value;
  const { windows: samples } = new RowSampler({ n: size, scale: { sigma }, windows }).sample(
    stream(ROW_SEED, "explore", index),
  );
  const logs = windows.map((window) => countOf("drawnRow", "k", window).ln);
  return {
    points: samples.map(({ lnMass }, i) => ({ log10K: logs[i]! / Math.LN10, mass: Math.exp(lnMass) })),
    at: samples[logs.indexOf(k.ln)]!,
  };
}

/** The law of a typical row: captured mass by window, up to all keys. */
export function lawCurve(n: Count, sigma: number): MassPoint[] {
  const inner = Array.from({ length: LAW_POINTS }, (_, i) => (n.ln * i) / LAW_POINTS);
  const points = inner.map((lnK) => ({ log10K: lnK / Math.LN10, mass: Math.exp(typicalRow(n.ln, sigma, lnK).lnMass) }));
  return [...points, { log10K: n.ln / Math.LN10, mass: 1 }];
}
