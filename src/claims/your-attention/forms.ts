import type { Matrix } from "../../measure/index.js";

/** Row scales by quadratic forms. */
export interface Forms {
  readonly sigmas: Float64Array;
  /** How much the quadratic forms magnify rounding: the largest sum of absolute terms over the sum. */
  readonly condition: number;
}

/** Least, quartiles, median and largest, by the ranks that `measureAttention` uses. */
export function fiveNumbers(values: Float64Array): number[] {
  const sorted = Float64Array.from(values).sort();
  return [0, 0.25, 0.5, 0.75, 1].map((share) => sorted[Math.round(share * (sorted.length - 1))]!);
}

/** sigma_i of every query from the keys' covariance. */
export function quadraticForms(q: Matrix, k: Matrix): Forms {
  const d = q.columns;
  const covariance = covarianceOf(k);
  let condition = 1;
  const sigmas = Float64Array.from({ length: q.rows }, (_, i) => {
    let [sum, absolute] = [0, 0];
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        const term = q.data[i * d + a]! * covariance[a * d + b]! * q.data[i * d + b]!;
        sum += term;
        absolute += Math.abs(term);
      }
    }
    condition = Math.max(condition, absolute / sum);
    return Math.sqrt(sum / d);
  });
  return { sigmas, condition };
}

/** The covariance of the rows, (columns, columns). */
function covarianceOf({ rows, columns: d, data }: Matrix): Float64Array {
  const mean = new Float64Array(d);
  for (let at = 0; at < rows * d; at++) mean[at % d]! += data[at]! / rows;
  const covariance = new Float64Array(d * d);
  for (let j = 0; j < rows; j++) {
    for (let a = 0; a < d; a++) {
      const own = (data[j * d + a]! - mean[a]!) / rows;
      for (let b = 0; b < d; b++) covariance[a * d + b]! += own * (data[j * d + b]! - mean[b]!);
    }
  }
  return covariance;
}
