/** The worst row of a matrix, sampled at lengths that no matrix has, and drawn at lengths that one has. */
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { drawnWindow } from "../../experiments/drawn-row.js";
import { rowScale } from "../../limit/finite-size.js";
import { MatrixMaxLaw } from "../../limit/matrix-max-law.js";
import { RowSampler } from "../../limit/sampler/row-sampler.js";
import { LEVEL, quantileInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Interval } from "ncsparse-kit/claims/result";
import { widened } from "ncsparse-kit/claims/intervals";
import { sumsNearMeans } from "./power.js";
import { lnLength, statedError, type RowPoint } from "./rows.js";

/** Matrices of a cell at each length. */
export const MATRICES = 400;

/** ln of the largest error of a matrix: the median of its worst row's. */
export function sampledMatrixMax({ power, c, C }: RowPoint, context: Context, role: string): Interval {
  const { errors, stated } = drawSet(context, ["LL", "matrix max", role, power, c, C], (path) =>
    worstRows(path, { power, c, C }, context),
  );
  return widened(quantileInterval(errors, 0.5, 0.5 * LEVEL), stated);
}

function worstRows(path: DrawPath, { power, c, C }: RowPoint, { seed, signal }: Context) {
  const lnN = lnLength(power);
  const law = new MatrixMaxLaw(lnN, rowScale(lnN, c), C * lnN);
  const sampler = new RowSampler({ n: { ln: lnN }, scale: { c }, windows: [{ ln: C * lnN }], self: true });
  let stated = 0;
  const errors = Float64Array.from({ length: MATRICES }, (_, draw) => {
    signal?.throwIfAborted();
    const own = stream(seed, ...path, draw);
    const logit = law.place(Math.log(-Math.log(own.uniform())));
    const row = sampler.sample(own, logit);
    const { lnMass, lnTail, lnNext } = row.windows[0]!;
    stated += statedError(row, lnN) / MATRICES;
    // The placed entry is kept: it is raised by 1 / m - 1. Or the first entry left out is lost.
    return Math.max(logit - row.lnPartition + lnTail - lnMass, lnNext);
  });
  return { errors, stated };
}

/** Matrices of the figure at each length. */
const DRAWN = 7;

/** The largest error of whole matrices, every logit drawn: the median of seven. */
export function drawnMatrixMax(
  { n, c, C }: { readonly n: number; readonly c: number; readonly C: number },
  { seed, signal }: Pick<Context, "seed" | "signal">,
): number {
  const sigma = rowScale(Math.log(n), c);
  const k = Math.round(n ** C);
  const largest = Array.from({ length: DRAWN }, (_, draw) => {
    let most = 0;
    const own = stream(seed, "LL", "drawn matrix", n, c, C, draw);
    for (let row = 0; row < n; row++) {
      const { lnMass, lnTail, lnLargest, lnNext } = drawnWindow(own, { n, sigma }, k, signal);
      most = Math.max(most, Math.exp(lnLargest + lnTail - lnMass), Math.exp(lnNext));
    }
    return most;
  });
  return largest.sort((a, b) => a - b)[(DRAWN - 1) / 2]!;
}

/**
 * A lower bound on the probability that a matrix whose largest error falls is seen to fall, from the law's fall in nats.
 *
 * Chebyshev's inequality keeps D, and the kept and left sums, within a factor 2 of their means in every draw, hence each
 * error within 2^4 of the law's; the median draw's largest logit is within a factor e of its median weight.
 */
export function worstRowPower(fall: number, c: number, lnLengths: readonly number[]): number {
  if (-fall < 2 * (Math.log(2 ** 4) + 1)) return 0;
  return sumsNearMeans(c, lnLengths, MATRICES);
}
