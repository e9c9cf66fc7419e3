/** Draws behind Theorem 5.1 and Figure 1: independent rows of i.i.d. Gaussian logits, at any length. */
import { RowSampler, type RowLaw } from "../../limit/index.js";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";

/**
 * N_eps of independent rows, once a session, until the signal is aborted; then its reason is thrown.
 *
 * @param name names the streams, together with the law
 * @returns for each threshold one count a row
 */
export function sampleCounts(
  context: Pick<Context, "seed" | "memo" | "signal">,
  name: readonly (string | number)[],
  law: Pick<RowLaw, "n" | "scale">,
  thresholds: readonly number[],
  rows: number,
): Float64Array[] {
  const { seed, signal } = context;
  const sampler = new RowSampler({ ...law, windows: [], lnEpsilons: thresholds.map(Math.log) });
  const path = [...name, typeof law.n === "number" ? law.n : `ln ${law.n.ln}`, sampler.sigma];
  return drawSet(context, { path, reading: [...thresholds, rows] }, () => {
    const counts = thresholds.map(() => new Float64Array(rows));
    for (let row = 0; row < rows; row++) {
      signal?.throwIfAborted();
      const { lnEffective } = sampler.sample(stream(seed, ...path, row));
      counts.forEach((column, i) => (column[row] = Math.round(Math.exp(lnEffective[i]!))));
    }
    return counts;
  });
}
