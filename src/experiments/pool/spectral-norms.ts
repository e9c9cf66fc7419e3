import { largestSingularValue, type Rows, type RowStatistics } from "../../attention/index.js";
import { GramMatrix } from "../../kernels/index.js";
import { normal, stream } from "ncsparse-kit/random";
import type { MatrixPlan } from "./matrix-plan.js";
import { openMatrix } from "./measure-atoms.js";

/** Matrices `from` .. `to - 1` of a plan. */
export interface MatrixRange {
  readonly plan: MatrixPlan<"all">;
  readonly from: number;
  readonly to: number;
  /** Relative tolerance of the norms. */
  readonly tolerance: number;
  /** Bytes that the kernels may use. */
  readonly memory: number;
}

/** || P_k - P ||_2 of each matrix, (windows). */
export function spectralNorms({ plan, from, to, tolerance, memory }: MatrixRange): Float64Array[] {
  return Array.from({ length: to - from }, (_, m) => ofMatrix(plan, from + m, tolerance, memory));
}

function ofMatrix(plan: MatrixPlan<"all">, matrix: number, tolerance: number, memory: number): Float64Array {
  const { n } = plan;
  const numbers = plan.precision === "float32" ? Float32Array : Float64Array;
  const weights = new numbers(n * n); // e^(z - max z): P but for each row's factor; zeros where a causal row does not see
  const rows = openMatrix(plan, matrix, memory).measure(undefined, 1, (i, row) => weights.set(row, i * n));
  const source = stream(plan.seed, ...plan.path, matrix, "spectral");
  const start = Float64Array.from({ length: n }, () => normal(source));
  const difference = matrixFor(plan, memory); // P_k - P
  return Float64Array.from(plan.windows, (_, w) => {
    for (let i = 0; i < n; i++) writeDifference(weights.subarray(i * n, (i + 1) * n), rows, i, w, difference.row(i));
    return largestSingularValue((v, out) => difference.multiply(v, out), start, tolerance);
  });
}

/** The (k+1)-th weight comes back from p_(k+1) with an error of two roundings. */
const ROUNDING = 1e-15;

/**
 * Row i of P_k - P: p (1/m - 1) on the kept set, -p elsewhere. The kept set is what exceeds the (k+1)-th weight, and of what
 * equals it the first.
 */
function writeDifference(weights: Rows, rows: RowStatistics, i: number, w: number, out: Rows): void {
  const at = i * rows.windows.length + w;
  const p1 = rows.largest[i]!; // of the weight 1
  const odds = (p1 * rows.tail[at]!) / rows.mass[at]!;
  const next = rows.next[at]! / p1;
  const above = next * (1 + ROUNDING);
  const below = next * (1 - ROUNDING);
  let ties = rows.windows[w]!;
  for (let j = 0; j < weights.length; j++) if (weights[j]! > above) ties--;
  for (let j = 0; j < weights.length; j++) {
    const x = weights[j]!;
    const kept = x > above || (x >= below && ties-- > 0);
    out[j] = kept ? odds * x : -p1 * x;
  }
}

/** The matrix that this thread used last, if it has the shape: its memory cannot be given back. */
let last: { readonly key: string; readonly matrix: GramMatrix } | undefined;

function matrixFor({ n, precision }: MatrixPlan<"all">, memory: number): GramMatrix {
  const key = JSON.stringify([n, precision, memory]);
  if (last?.key !== key) last = { key, matrix: new GramMatrix(precision, n, n, memory) };
  return last.matrix;
}
