import { MAX_QUERIES, numbersAt, type KernelMemory } from "../kernels/index.js";
import type { LlamaConfig } from "./config.js";
import { Linear } from "./linear.js";
import type { LanguageModel, LayerWeights } from "./weights.js";

/** A model's weights as the kernels read them, and room for what stands between two products. Vectors are addresses. */
export interface PackedModel {
  readonly layers: readonly PackedLayer[];
  readonly norm: number; // (width)
  readonly head: Linear;
  readonly normed: number; // (MAX_QUERIES, width)
  readonly inner: number; // (MAX_QUERIES, inner), with room for a vector behind it
}

export interface PackedLayer {
  readonly attentionNorm: number; // (width)
  readonly projections: Linear; // queries of all heads, then keys, then values
  readonly output: Linear;
  readonly feedForwardNorm: number; // (width)
  readonly gateAndUp: Linear;
  readonly down: Linear;
}

export function packModel(memory: KernelMemory, { config, ...model }: LanguageModel): PackedModel {
  const { width, inner } = config;
  return {
    layers: model.layers.map((weights) => packLayer(memory, config, weights)),
    norm: stored(memory, model.norm),
    head: new Linear(memory, [model.head], width),
    normed: memory.arena.take(4 * MAX_QUERIES * width),
    inner: memory.arena.take(4 * (MAX_QUERIES * inner + 4)),
  };
}

function packLayer(memory: KernelMemory, { width, inner, ...shape }: LlamaConfig, weights: LayerWeights): PackedLayer {
  return {
    attentionNorm: stored(memory, weights.attentionNorm),
    projections: new Linear(memory, [weights.query, weights.key, weights.value], width),
    output: new Linear(memory, [weights.output], shape.heads * shape.headDim),
    feedForwardNorm: stored(memory, weights.feedForwardNorm),
    gateAndUp: new Linear(memory, [weights.gate, weights.up], width),
    down: new Linear(memory, [weights.down], inner),
  };
}

/** Takes numbers into the kernels' memory: their address. */
export function stored(memory: KernelMemory, numbers: Float32Array): number {
  const address = memory.arena.take(4 * numbers.length);
  numbersAt(memory, address, 0, numbers.length).set(numbers);
  return address;
}
