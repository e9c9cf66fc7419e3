import type { LlamaConfig } from "./config.js";

/** An array that is read when it is known to be wanted. */
export interface NamedArray {
  readonly shape: readonly number[];
  /** Its entries, in C order. */
  readonly read: () => Float32Array;
}

/** A language model of Llama's architecture. Matrices are (outputs, inputs), row-major. */
export interface LanguageModel {
  readonly config: LlamaConfig;
  readonly embedding: Float32Array; // (vocabulary, width)
  readonly layers: readonly LayerWeights[];
  readonly norm: Float32Array; // (width)
  readonly head: Float32Array; // (vocabulary, width)
}

export interface LayerWeights {
  readonly attentionNorm: Float32Array; // (width)
  readonly query: Float32Array; // (heads headDim, width)
  readonly key: Float32Array; // (keyHeads headDim, width)
  readonly value: Float32Array; // (keyHeads headDim, width)
  readonly output: Float32Array; // (width, heads headDim)
  readonly feedForwardNorm: Float32Array; // (width)
  readonly gate: Float32Array; // (inner, width)
  readonly up: Float32Array; // (inner, width)
  readonly down: Float32Array; // (width, inner)
}

/**
 * A model from arrays under the names that Hugging Face's `LlamaForCausalLM` gives them.
 *
 * @throws RangeError if an array is missing, has another shape, or has no place in the model; what reading one throws
 */
export function modelOf(config: LlamaConfig, arrays: ReadonlyMap<string, NamedArray>): LanguageModel {
  const taken = new Set<string>();
  const take = (name: string, ...shape: readonly number[]): Float32Array => {
    const array = arrays.get(name);
    if (array === undefined) throw new RangeError(`modelOf: ${name} must be there, and is missing`);
    if (array.shape.join() !== shape.join()) {
      throw new RangeError(`modelOf: ${name} must be (${shape.join(", ")}), got (${array.shape.join(", ")})`);
    }
    taken.add(name);
    return array.read();
  };
  const embedding = take("model.embed_tokens.weight", config.vocabulary, config.width);
  const model: LanguageModel = {
    config,
    embedding,
    layers: Array.from({ length: config.layers }, (_, layer) => layerOf(config, `model.layers.${layer}`, take)),
    norm: take("model.norm.weight", config.width),
    head: config.tied ? embedding : take("lm_head.weight", config.vocabulary, config.width),
  };
  for (const name of arrays.keys()) {
    if (!taken.has(name)) throw new RangeError(`modelOf: arrays must have a place in the model, got ${name}`);
  }
  return model;
}

function layerOf(
  { width, inner, heads, keyHeads, headDim }: LlamaConfig,
  layer: string,
  take: (name: string, ...shape: readonly number[]) => Float32Array,
): LayerWeights {
  const attention = (name: string, ...shape: readonly number[]): Float32Array =>
    take(`${layer}.self_attn.${name}_proj.weight`, ...shape);
  const feedForward = (name: string, ...shape: readonly number[]): Float32Array =>
    take(`${layer}.mlp.${name}_proj.weight`, ...shape);
  return {
    attentionNorm: take(`${layer}.input_layernorm.weight`, width),
    query: attention("q", heads * headDim, width),
    key: attention("k", keyHeads * headDim, width),
    value: attention("v", keyHeads * headDim, width),
    output: attention("o", width, heads * headDim),
    feedForwardNorm: take(`${layer}.post_attention_layernorm.weight`, width),
    gate: feedForward("gate", inner, width),
    up: feedForward("up", inner, width),
    down: feedForward("down", width, inner),
  };
}
