import { selectLargest } from "../attention/select.js";
import { requireWindow } from "../attention/top-k.js";
import { drawInputs } from "../kernels/index.js";
import { stream } from "ncsparse-kit/random";

/** ||(p_k - p) V|| of one row a draw, V the inputs: its part along W^T x_i, and the part orthogonal to it. */
export interface DrawnOutputErrors {
  /** along[scale index][window index] is one value a draw. */
  readonly along: readonly (readonly Float64Array[])[];
  readonly orthogonal: readonly (readonly Float64Array[])[];
}

/**
 * Output errors of rows with keys of their own. For Gaussian inputs the direction W^T x_i may be taken as the first axis:
 * row i's logits are sigma times the keys' first coordinates, independent of the others.
 *
 * @param path names the stream; each draw has its own
 * @param d dimension of the inputs, at least 2
 * @param scales row scales sigma
 * @param windows k in [1, n - 1], increasing
 * @param signal looked at before each draw; its reason is thrown when it is aborted
 */
export function outputErrors(
  seed: number,
  path: readonly (string | number)[],
  { n, d }: { readonly n: number; readonly d: number },
  draws: number,
  scales: readonly number[],
  windows: readonly number[],
  signal?: AbortSignal,
): DrawnOutputErrors {
  for (const k of windows) requireWindow("outputErrors", k, n - 1);
  const columns = (): Float64Array[][] => scales.map(() => windows.map(() => new Float64Array(draws)));
  const out = { along: columns(), orthogonal: columns() };
  const x = new Float64Array(n * d); // (keys, d)
  const first = new Float64Array(n);
  const sums = new Float64Array((windows.length + 1) * (d + 1)); // (segments, mass and d sums)
  for (let draw = 0; draw < draws; draw++) {
    signal?.throwIfAborted();
    drawInputs(stream(seed, ...path, draw), "gaussian", x, 1);
    for (let j = 0; j < n; j++) first[j] = x[j * d]!;
    const [top, ...thresholds] = selectLargest(first, [1, ...windows]);
    scales.forEach((scale, s) => {
      sumSegments(x, d, scale, top!, thresholds, sums);
      writeErrors(sums, d, windows.length, (w, along, orthogonal) => {
        out.along[s]![w]![draw] = along;
        out.orthogonal[s]![w]![draw] = orthogonal;
      });
    });
  }
  return out;
}

/** Weights and weighted inputs of the keys between consecutive thresholds; the last segment lies below all. */
function sumSegments(
  x: Float64Array,
  d: number,
  scale: number,
  top: number,
  thresholds: readonly number[],
  sums: Float64Array,
): void {
  sums.fill(0);
  for (let at = 0; at < x.length; at += d) {
    const coordinate = x[at]!;
    let segment = 0;
    while (segment < thresholds.length && coordinate < thresholds[segment]!) segment++;
    const weight = Math.exp(scale * (coordinate - top));
    const to = segment * (d + 1);
    sums[to]! += weight;
    for (let f = 0; f < d; f++) sums[to + 1 + f]! += weight * x[at + f]!;
  }
}

/** The difference of the means over the first segments and over all, split after its first coordinate. */
function writeErrors(
  sums: Float64Array,
  d: number,
  windows: number,
  write: (window: number, along: number, orthogonal: number) => void,
): void {
  const all = new Float64Array(d + 1);
  for (let i = 0; i < sums.length; i++) all[i % (d + 1)]! += sums[i]!;
  const head = new Float64Array(d + 1);
  for (let w = 0; w < windows; w++) {
    for (let f = 0; f <= d; f++) head[f]! += sums[w * (d + 1) + f]!;
    let squares = 0;
    for (let f = 2; f <= d; f++) squares += (head[f]! / head[0]! - all[f]! / all[0]!) ** 2;
    write(w, Math.abs(head[1]! / head[0]! - all[1]! / all[0]!), Math.sqrt(squares));
  }
}
