import { Arena, instantiate, MAX_QUERIES, type KernelMemory } from "../kernels/index.js";
import { CausalAttention } from "./attention.js";
import { addRows, rmsNorm } from "./blocks.js";
import type { LlamaConfig } from "./config.js";
import { Linear } from "./linear.js";
import { rotateHalves, rotationOf, type Rotation } from "./rotary.js";
import type { AttentionRule } from "./rule.js";
import { SwiGlu } from "./swi-glu.js";
import type { LanguageModel, LayerWeights } from "./weights.js";

/** Bytes that weights and a passage may take in the kernels' memory. */
const CEILING = 2 ** 30;

/** Queries, keys and values of one layer after the rotary embedding. */
export interface LayerHeads {
  readonly queries: readonly Float32Array[]; // heads of (n, d)
  readonly keys: readonly Float32Array[]; // keyHeads of (n, d)
  readonly values: readonly Float32Array[]; // keyHeads of (n, d)
}

interface PackedLayer {
  readonly weights: LayerWeights;
  readonly projections: Linear; // queries of all heads, then keys, then values
  readonly output: Linear;
  readonly gateAndUp: Linear;
  readonly down: Linear;
}

/** A model with its weights packed for the kernels: float32 throughout, sums of a row of attention in float64. */
export class ModelEngine {
  private readonly memory: KernelMemory;
  private readonly layers: readonly PackedLayer[];
  private readonly head: Linear;
  private readonly swiGlu: SwiGlu;
  private readonly afterWeights: number;
  private readonly normed: Float32Array; // (MAX_QUERIES, width)
  private readonly inner: Float32Array; // (MAX_QUERIES, inner)
  private running = false; // the kernels' memory serves one passage at a time

  constructor(private readonly model: LanguageModel) {
    const kernels = instantiate().float32;
    const arena = new Arena(kernels.memory, kernels.heapBase, CEILING);
    this.memory = { kernels, arena, precision: "float32" };
    const { width, inner } = model.config;
    this.layers = model.layers.map((weights) => packedLayer(this.memory, model.config, weights));
    this.head = new Linear(this.memory, [model.head], width);
    this.swiGlu = new SwiGlu(this.memory, MAX_QUERIES * inner);
    this.afterWeights = arena.take(0);
    this.normed = new Float32Array(MAX_QUERIES * width);
    this.inner = new Float32Array(MAX_QUERIES * inner);
  }

  /**
   * Runs the model on a passage.
   *
   * @param see is given each layer's queries, keys and values, arrays of its own
   * @returns logits of the token after each, (n, vocabulary)
   * @throws RangeError if logits, of attention or of tokens, are not finite
   */
  run(
    tokens: ArrayLike<number>,
    rule: AttentionRule | undefined,
    see: ((layer: number, heads: LayerHeads) => void) | undefined,
  ): Float32Array {
    if (this.running) throw new Error("forward: a rule or a capture must not run the model that calls it");
    this.running = true;
    try {
      return this.passage(tokens, rule, see);
    } finally {
      this.running = false;
    }
  }

  private passage(
    tokens: ArrayLike<number>,
    rule: AttentionRule | undefined,
    see: ((layer: number, heads: LayerHeads) => void) | undefined,
  ): Float32Array {
    const { headDim, ropeTheta } = this.model.config;
    const n = tokens.length;
    const arena = new Arena(this.memory.kernels.memory, this.afterWeights, CEILING);
    const attention = new CausalAttention({ ...this.memory, arena }, n, headDim);
    const rotation = rotationOf(ropeTheta, headDim, n);
    const x = this.embed(tokens);
    this.layers.forEach((packed, layer) => {
      const heads = this.project(packed, x, rotation);
      see?.(layer, heads);
      this.mixAndFeed(packed, x, this.attend(attention, layer, heads, rule));
    });
    return this.logits(x);
  }

  private embed(tokens: ArrayLike<number>): Float32Array {
    const { width } = this.model.config;
    const x = new Float32Array(tokens.length * width);
    for (let i = 0; i < tokens.length; i++) {
      x.set(this.model.embedding.subarray(tokens[i]! * width, (tokens[i]! + 1) * width), i * width);
    }
    return x;
  }

  private project({ weights, projections }: PackedLayer, x: Float32Array, rotation: Rotation): LayerHeads {
    const { heads, keyHeads, headDim } = this.model.config;
    const n = x.length / this.model.config.width;
    const [keysFrom, valuesFrom] = [heads, heads + keyHeads];
    const all = Array.from({ length: valuesFrom + keyHeads }, () => new Float32Array(n * headDim));
    this.eachBlock(x, (block, first, rows) => {
      const y = projections.times(this.norm(block, weights.attentionNorm), rows);
      for (let r = 0; r < rows; r++) {
        for (let head = 0; head < all.length; head++) {
          const [from, to] = [r * projections.stride + head * headDim, (first + r) * headDim];
          if (head < valuesFrom) rotateHalves(y, from, headDim, rotation, first + r);
          for (let f = 0; f < headDim; f++) all[head]![to + f] = y[from + f]!;
        }
      }
    });
    return { queries: all.slice(0, keysFrom), keys: all.slice(keysFrom, valuesFrom), values: all.slice(valuesFrom) };
  }

  /** The outputs of all heads side by side, (n, heads headDim). */
  private attend(
    attention: CausalAttention,
    layer: number,
    { queries, keys, values }: LayerHeads,
    rule: AttentionRule | undefined,
  ): Float32Array {
    const { headDim } = this.model.config;
    const columns = queries.length * headDim;
    const length = queries[0]!.length / headDim;
    const matrix = new Float32Array(length * columns);
    const group = queries.length / keys.length;
    queries.forEach((rows, head) => {
      if (head % group === 0) attention.load(keys[head / group]!, values[head / group]!);
      const place = { layer, head, length };
      attention.attend(place, rows, rule?.(place), { matrix, columns, from: head * headDim });
    });
    return matrix;
  }

  /** x + output(mixed), then x + feed-forward(norm x), in the place of x. */
  private mixAndFeed({ weights, output, gateAndUp, down }: PackedLayer, x: Float32Array, mixed: Float32Array): void {
    const { width, inner } = this.model.config;
    const columns = mixed.length / (x.length / width);
    this.eachBlock(x, (block, first, rows) => {
      const own = mixed.subarray(first * columns, (first + rows) * columns);
      addRows(block, width, output.times(own, rows), output.stride);
      const y = gateAndUp.times(this.norm(block, weights.feedForwardNorm), rows);
      const fed = this.inner.subarray(0, rows * inner);
      this.swiGlu.apply(y, gateAndUp.stride, inner, fed);
      addRows(block, width, down.times(fed, rows), down.stride);
    });
  }

  private logits(x: Float32Array): Float32Array {
    const { width, vocabulary } = this.model.config;
    const out = new Float32Array((x.length / width) * vocabulary);
    this.eachBlock(x, (block, first, rows) => {
      const y = this.head.times(this.norm(block, this.model.norm), rows);
      for (let r = 0; r < rows; r++) {
        const from = r * this.head.stride;
        out.set(y.subarray(from, from + vocabulary), (first + r) * vocabulary);
      }
    });
    const index = out.findIndex((z) => !Number.isFinite(z));
    if (index >= 0) {
      const place = `row ${Math.floor(index / vocabulary)}, token ${index % vocabulary}`;
      throw new RangeError(`forward: logits must be finite, got ${out[index]!} in ${place}`);
    }
    return out;
  }

  private norm(block: Float32Array, weights: Float32Array): Float32Array {
    const out = this.normed.subarray(0, block.length);
    rmsNorm(block, weights, this.model.config.normEps, out);
    return out;
  }

  private eachBlock(x: Float32Array, visit: (block: Float32Array, first: number, rows: number) => void): void {
    const { width } = this.model.config;
    const n = x.length / width;
    for (let first = 0; first < n; first += MAX_QUERIES) {
      const rows = Math.min(MAX_QUERIES, n - first);
      visit(x.subarray(first * width, (first + rows) * width), first, rows);
    }
  }
}

function packedLayer(
  memory: KernelMemory,
  { width, inner, ...shape }: LlamaConfig,
  weights: LayerWeights,
): PackedLayer {
  return {
    weights,
    projections: new Linear(memory, [weights.query, weights.key, weights.value], width),
    output: new Linear(memory, [weights.output], shape.heads * shape.headDim),
    gateAndUp: new Linear(memory, [weights.gate, weights.up], width),
    down: new Linear(memory, [weights.down], inner),
  };
}
