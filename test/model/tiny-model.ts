import { normal, stream } from "../../src/kit/random/index.js";
import { safetensorsBytes } from "../tensors/files.js";
import { modelOf, type LanguageModel, type LlamaConfig } from "../../src/model/index.js";

/** Nothing in it is a power of two or a multiple of a vector, so that no edge of a kernel is missed. */
export const TINY: LlamaConfig = {
  vocabulary: 37,
  width: 20,
  inner: 27,
  layers: 2,
  heads: 6,
  keyHeads: 2,
  headDim: 10,
  context: 80,
  ropeTheta: 500,
  normEps: 1e-5,
  tied: true,
};

export interface TinyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Random arrays of a model under Hugging Face's names. */
export function tinyArrays(config: LlamaConfig = TINY): Map<string, TinyArray> {
  const { vocabulary, width, inner, layers, heads, keyHeads, headDim, tied } = config;
  const arrays = new Map<string, TinyArray>();
  const add = (name: string, mean: number, ...shape: number[]): void => {
    const source = stream(7, "tiny model", name);
    const length = shape.reduce((product, size) => product * size, 1);
    arrays.set(name, { shape, data: Float32Array.from({ length }, () => mean + 0.4 * normal(source)) });
  };
  add("model.embed_tokens.weight", 0, vocabulary, width);
  for (let layer = 0; layer < layers; layer++) {
    const own = (name: string): string => `model.layers.${layer}.${name}.weight`;
    add(own("input_layernorm"), 1, width);
    add(own("self_attn.q_proj"), 0, heads * headDim, width);
    add(own("self_attn.k_proj"), 0, keyHeads * headDim, width);
    add(own("self_attn.v_proj"), 0, keyHeads * headDim, width);
    add(own("self_attn.o_proj"), 0, width, heads * headDim);
    add(own("post_attention_layernorm"), 1, width);
    add(own("mlp.gate_proj"), 0, inner, width);
    add(own("mlp.up_proj"), 0, inner, width);
    add(own("mlp.down_proj"), 0, width, inner);
  }
  add("model.norm.weight", 1, width);
  if (!tied) add("lm_head.weight", 0, vocabulary, width);
  return arrays;
}

export function tinyModel(config: LlamaConfig = TINY, arrays = tinyArrays(config)): LanguageModel {
  const named = [...arrays].map(([name, { shape, data }]) => [name, { shape, read: () => data }] as const);
  return modelOf(config, new Map(named));
}

/** Tokens of a passage, each of them now and then. */
export function tinyTokens(length: number, vocabulary: number = TINY.vocabulary): number[] {
  const source = stream(7, "tiny tokens", length);
  return Array.from({ length }, () => Math.floor(source.uniform() * vocabulary));
}

/** `config.json` as Hugging Face's library writes it. */
export function hubConfig(config: LlamaConfig = TINY): Record<string, unknown> {
  return {
    architectures: ["LlamaForCausalLM"],
    model_type: "llama",
    hidden_act: "silu",
    attention_bias: false,
    vocab_size: config.vocabulary,
    hidden_size: config.width,
    intermediate_size: config.inner,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyHeads,
    head_dim: config.headDim,
    max_position_embeddings: config.context,
    rope_theta: config.ropeTheta,
    rms_norm_eps: config.normEps,
    tie_word_embeddings: config.tied,
  };
}

/** A file of a model's arrays. */
export function tinyFile(arrays: ReadonlyMap<string, TinyArray> = tinyArrays()): Uint8Array {
  const described = [...arrays].map(([name, { shape, data }]) => {
    return [name, { shape, data: new Uint8Array(data.buffer) }] as const;
  });
  return safetensorsBytes(Object.fromEntries(described));
}

/** Largest difference of two arrays, relative to the largest number. NaN if one of them is. */
export function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return NaN;
  let [worst, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    worst = Math.max(worst, Math.abs(actual[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return worst / largest;
}
