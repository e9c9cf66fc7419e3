export { BlockError } from "./block-error.js";
export type { MatrixPlan, RandomWeights, RowSelection } from "./matrix-plan.js";
export {
  measureMatrices,
  measureMatricesAtScales,
  type FullNorms,
  type MeasureOptions,
  type NormsOf,
  type SampledNorms,
} from "./measure-matrices.js";
export { measureSpectralNorms, type SpectralOptions } from "./measure-spectral-norms.js";
export { runBlocks, type Block, type PoolOptions } from "./run-blocks.js";
