export * from "./logits.js";
export * from "./row-identities.js";
export * from "./softmax.js";
export * from "./sparse-row.js";
export * from "./sparsity.js";
export * from "./top-k.js";
export {
  frobeniusNorm,
  isotropicWeights,
  randomWeights,
  rankOneWeights,
  spectralNorm,
  symmetricPart,
  trace,
} from "./weights.js";
export type { Weights } from "./weights.js";
