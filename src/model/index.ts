/** A small language model whose attention may keep any keys: its forward pass on the kernels, and what it costs a token. */
export { parseConfig, type LlamaConfig } from "./config.js";
export { crossEntropy } from "./cross-entropy.js";
export { forwardByDefinition } from "./definition.js";
export { captureHeads, forward, type CapturedHead, type ForwardOptions } from "./forward.js";
export type { Answer, CopyPassage, HeldOut, LookupPassage, TextPassage } from "./held-out.js";
export { readModel } from "./read-model.js";
export type { AttentionRow, AttentionRule, HeadPlace, KeepKeys } from "./rule.js";
export { heldOut, passageTokens, trainedModel } from "./trained.js";
export { modelOf, type LanguageModel, type LayerWeights, type NamedArray } from "./weights.js";
