import { largestSingularValue, type GramProduct, type Rows, type RowStatistics } from "../../attention/index.js";
import { normal, stream } from "../../random/index.js";
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
  const difference = new numbers(n * n); // P_k - P
  return Float64Array.from(plan.windows, (_, w) => {
    for (let i = 0; i < n; i++) writeDifference(weights.subarray(i * n, (i + 1) * n), rows, i, w, difference, i * n);
    return largestSingularValue(gramProduct(difference, n), start, tolerance);
  });
}

/** The (k+1)-th weight comes back from p_(k+1) with an error of two roundings. */
const ROUNDING = 1e-15;

/**
 * Row i of P_k - P: p (1/m - 1) on the kept set, -p elsewhere. The kept set is what exceeds the (k+1)-th weight, and of what
 * equals it the first.
 */
function writeDifference(weights: Rows, rows: RowStatistics, i: number, w: number, out: Rows, from: number): void {
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
    out[from + j] = kept ? odds * x : -p1 * x;
  }
}

/** v -> E^T E v, a row at a time, while it is in the cache. */
function gramProduct(e: Rows, n: number): GramProduct {
  return (v, out) => {
    for (let i = 0; i < n; i++) {
      const row = e.subarray(i * n, (i + 1) * n);
      let s0 = 0;
      let s1 = 0;
      const even = n - (n % 2);
      for (let j = 0; j < even; j += 2) {
        s0 += row[j]! * v[j]!;
        s1 += row[j + 1]! * v[j + 1]!;
      }
      const u = s0 + s1 + (even < n ? row[even]! * v[even]! : 0);
      for (let j = 0; j < n; j++) out[j]! += u * row[j]!;
    }
  };
}
