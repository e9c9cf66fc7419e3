export { boundaryGapBound, groupedBound, type KeyGroup, type KeptSum } from "./certificate.js";
export * from "./logits.js";
export { measureRows } from "./pipeline.js";
export { RowEngine, type OpenRows, type SeeRow } from "./pipeline-engine.js";
export { measureRowsByDefinition } from "./pipeline-reference.js";
export type {
  InputSource,
  KeySource,
  LawSource,
  LogitMoments,
  LogitSource,
  OutputErrors,
  RowQuestions,
  Rows,
  RowSource,
  RowStatistics,
  Values,
} from "./pipeline-types.js";
export * from "./precision.js";
export * from "./rotary.js";
export { largestSingularValue, type GramProduct } from "./largest-singular-value.js";
export { RowCertificate, type CertificateName } from "./row-certificate.js";
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
