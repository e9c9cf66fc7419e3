import type { MeasureOptions } from "./measure-matrices.js";
import type { MatrixPlan } from "./matrix-plan.js";
import { runBlocks, type Block } from "./run-blocks.js";

export interface SpectralOptions extends Omit<MeasureOptions, "blockAtoms"> {
  /** Relative; 1e-6 by default. */
  readonly tolerance?: number;
}

const DEFAULT_MEMORY = 2 ** 30;
const DEFAULT_TOLERANCE = 1e-6;

/**
 * The spectral norm || P_k - P ||_2 of each matrix of a plan, for each of its windows. A sample of rows does not have it.
 *
 * Lanczos iteration on the difference, about a dozen passes over the matrix a window: much dearer than the norms of
 * `measureMatrices`, so it is asked for by itself. Each worker holds two n x n matrices of the plan's precision beside the
 * kernels' memory. The same bits for any number of workers.
 *
 * @returns (matrices, windows), row-major; within `tolerance` relative, from below (`largestSingularValue`)
 * @throws BlockError naming block, matrix and seed if a worker fails or dies; RangeError if the plan does not fit
 */
export async function measureSpectralNorms(
  plan: MatrixPlan<"all">,
  { tolerance = DEFAULT_TOLERANCE, memory = DEFAULT_MEMORY, ...pool }: SpectralOptions,
): Promise<Float64Array> {
  if (!(tolerance > 0)) throw new RangeError(`measureSpectralNorms: tolerance must be > 0, got ${tolerance}`);
  const blocks = Array.from({ length: plan.matrices }, (_, m): Block<"spectralNorms"> => ({
    label: `n = ${plan.n}, matrix ${m} of the stream ${JSON.stringify([plan.seed, ...plan.path])}`,
    input: { plan, from: m, to: m + 1, tolerance, memory: memory / pool.workers },
  }));
  const norms = (await runBlocks("spectralNorms", blocks, pool)).flat();
  return Float64Array.from(norms.flatMap((row) => Array.from(row)));
}
