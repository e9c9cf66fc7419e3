/** Statistics of one attention matrix. `sigma_i` = tau ||W^T x_i|| is the scale of row i, R the largest of them. */
import { trace } from "../attention/weights.js";
import type { AttentionMatrix } from "./matrices.js";

/** R = max_i sigma_i. */
export function rowScale(m: AttentionMatrix): number {
  return overRows(m, (i) => ownScale(m, i));
}

/** max over i != j of |z_ij| / sigma_i: each row in units of its own scale. */
export function largestInOwnScale(m: AttentionMatrix): number {
  const { largest } = m.rows();
  return overRows(m, (i) => largest[i]! / ownScale(m, i));
}

/** max over i != j of |z_ij| / R. */
export function largestInLargestScale(m: AttentionMatrix): number {
  const { largest } = m.rows();
  return overRows(m, (i) => largest[i]!) / rowScale(m);
}

/** max over i of |z_ii|. */
export function largestDiagonal(m: AttentionMatrix): number {
  return overRows(m, (i) => Math.abs(self(m, i)));
}

/** min over i of z_ii: every row sum is at least e to the power of its own. */
export function smallestDiagonal(m: AttentionMatrix): number {
  return -overRows(m, (i) => -self(m, i));
}

/** max over i of |z_ii - tr W Var(x)|: the diagonal logits around their mean (input of variance inputScale^2). */
export function diagonalDeviation(m: AttentionMatrix): number {
  const mean = trace(m.setup.weights) * m.setup.inputScale ** 2;
  return overRows(m, (i) => Math.abs(self(m, i) - mean));
}

/** min over i of ln D_ii, the logarithm of the smallest row sum, diagonal included. */
export function smallestLnRowSum(m: AttentionMatrix): number {
  return -overRows(m, (i) => -lnRowSum(m, i));
}

/** min over i of ln(sum over j != i of e^z_ij) - sigma_i - ln(n - 1): the control of Part 3 says that it is never < 0. */
export function smallestLnRowSumAboveOwnScale(m: AttentionMatrix): number {
  const { lnSum } = m.rows();
  return -overRows(m, (i) => ownScale(m, i) + Math.log(m.n - 1) - lnSum[i]!);
}

/** min over i of ln((n - 1) e^mean + e^z_ii), the smallest of Jensen's lower bounds on the row sums. */
export function smallestLnJensenBound(m: AttentionMatrix): number {
  return -overRows(m, (i) => -lnJensen(m, i));
}

/** max over i of ln((n - 1) e^mean + e^z_ii) - ln D_ii; Jensen's inequality says that it is at most 0. */
export function jensenExcess(m: AttentionMatrix): number {
  return overRows(m, (i) => lnJensen(m, i) - lnRowSum(m, i));
}

/** The same with the mean of |z| for the mean of z and without the diagonal: false for small scales, and the control. */
export function absoluteJensenExcess(m: AttentionMatrix): number {
  const { meanAbsolute, lnSum } = m.rows();
  return overRows(m, (i) => Math.log(m.n - 1) + meanAbsolute[i]! - lnSum[i]!);
}

function ownScale(m: AttentionMatrix, i: number): number {
  return m.tau * m.rowNorms[i]!;
}

function self(m: AttentionMatrix, i: number): number {
  return m.z[i * m.n + i]!;
}

/** ln D_ii, diagonal included. */
function lnRowSum(m: AttentionMatrix, i: number): number {
  return lnAdd(m.rows().lnSum[i]!, self(m, i));
}

/** ln((n - 1) e^mean + e^z_ii). */
function lnJensen(m: AttentionMatrix, i: number): number {
  return lnAdd(Math.log(m.n - 1) + m.rows().mean[i]!, self(m, i));
}

/** ln(e^a + e^b). */
function lnAdd(a: number, b: number): number {
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** The maximum over rows. */
function overRows(m: AttentionMatrix, of: (i: number) => number): number {
  let largest = of(0);
  for (let i = 1; i < m.n; i++) {
    const value = of(i);
    if (value > largest) largest = value;
  }
  return largest;
}
