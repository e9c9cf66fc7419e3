import { MAX_QUERIES, numbersAt, type KernelMemory } from "../kernels/index.js";
import { CausalAttention } from "./attention.js";
import { stored, type PackedLayer, type PackedModel } from "./packed-model.js";
import { rotationOf } from "./rotary.js";
import type { AttentionRule } from "./rule.js";
import type { RuledRows } from "./ruled-rows.js";
import type { LanguageModel } from "./weights.js";

/** Queries, keys and values of one layer after the rotary embedding. */
export interface LayerHeads {
  readonly queries: readonly Float32Array[]; // heads of (n, d)
  readonly keys: readonly Float32Array[]; // keyHeads of (n, d)
  readonly values: readonly Float32Array[]; // keyHeads of (n, d)
}

/** A passage in the kernels' memory, taken through the model layer by layer. Private numbers but n are addresses. */
export class Passage {
  private readonly n: number;
  private readonly x: number; // (n, width)
  private readonly heads: number; // (heads + 2 keyHeads, n, headDim): queries, keys, values
  private readonly mixed: number; // (n, heads headDim): outputs of all heads side by side
  private readonly cosines: number; // (n, headDim / 2)
  private readonly sines: number; // (n, headDim / 2)
  private readonly attention: CausalAttention;

  /** @param memory with an arena of the passage's own */
  constructor(
    private readonly memory: KernelMemory,
    private readonly model: LanguageModel,
    private readonly packed: PackedModel,
    ruled: RuledRows,
    tokens: ArrayLike<number>,
  ) {
    const { heads, keyHeads, headDim, ropeTheta } = model.config;
    const { arena } = memory;
    const n = (this.n = tokens.length);
    this.x = stored(memory, embedded(model, tokens));
    this.heads = arena.take(4 * (heads + 2 * keyHeads) * n * headDim);
    this.mixed = arena.take(4 * n * heads * headDim);
    const { cosines, sines } = rotationOf(ropeTheta, headDim, n);
    this.cosines = stored(memory, cosines);
    this.sines = stored(memory, sines);
    this.attention = new CausalAttention(memory, n, headDim, ruled);
  }

  /** Runs all layers; their logits follow. Returns how many keys are kept, over all rows of all heads. */
  through(rule: AttentionRule | undefined, see: ((layer: number, heads: LayerHeads) => void) | undefined): number {
    let kept = 0;
    this.packed.layers.forEach((packed, layer) => {
      this.project(packed);
      see?.(layer, this.captured());
      kept += this.attend(layer, rule);
      this.mixAndFeed(packed);
    });
    return kept;
  }

  /** Runs the layers as far as the last one's heads are made. */
  show(see: (layer: number, heads: LayerHeads) => void): void {
    const { layers } = this.packed;
    layers.forEach((packed, layer) => {
      this.project(packed);
      see(layer, this.captured());
      if (layer === layers.length - 1) return;
      this.attend(layer, undefined);
      this.mixAndFeed(packed);
    });
  }

  /**
   * Logits of the token after each, (n, vocabulary).
   *
   * @throws RangeError if one is not finite
   */
  logits(): Float32Array {
    const { vocabulary } = this.model.config;
    const { head, norm } = this.packed;
    const out = new Float32Array(this.n * vocabulary);
    this.eachBlock((x, first, rows) => {
      const y = head.times(this.norm(x, rows, norm), rows);
      for (let r = 0; r < rows; r++) {
        out.set(numbersAt(this.memory, y, r * head.stride, vocabulary), (first + r) * vocabulary);
      }
    });
    requireFinite(out, vocabulary);
    return out;
  }

  /** Queries, keys and values of the layer's normed x, each head in rows of its own, queries and keys turned. */
  private project({ attentionNorm, projections }: PackedLayer): void {
    const { heads, keyHeads, headDim } = this.model.config;
    const { model: kernels } = this.memory.kernels;
    this.eachBlock((x, first, rows) => {
      const y = projections.times(this.norm(x, rows, attentionNorm), rows);
      const to = this.heads + 4 * first * headDim;
      kernels.splitHeads(y, rows, projections.stride, heads + 2 * keyHeads, headDim, to, this.n);
    });
    for (let head = 0; head < heads + keyHeads; head++) {
      kernels.rotateRows(this.headAt(head), this.n, headDim, this.cosines, this.sines);
    }
  }

  private captured(): LayerHeads {
    const { heads, keyHeads, headDim } = this.model.config;
    const all = Array.from(
      { length: heads + 2 * keyHeads },
      (_, head) => numbersAt(this.memory, this.headAt(head), 0, this.n * headDim).slice() as Float32Array,
    );
    const [keysFrom, valuesFrom] = [heads, heads + keyHeads];
    return { queries: all.slice(0, keysFrom), keys: all.slice(keysFrom, valuesFrom), values: all.slice(valuesFrom) };
  }

  private attend(layer: number, rule: AttentionRule | undefined): number {
    const { heads, keyHeads, headDim } = this.model.config;
    const group = heads / keyHeads;
    let kept = 0;
    for (let head = 0; head < heads; head++) {
      const keys = heads + Math.floor(head / group);
      if (head % group === 0) this.attention.load(this.headAt(keys), this.headAt(keys + keyHeads));
      const place = { layer, head, length: this.n };
      const to = { address: this.mixed + 4 * head * headDim, stride: heads * headDim };
      kept += this.attention.attend(place, this.headAt(head), rule?.(place), to);
    }
    return kept;
  }

  /** x + output(mixed), then x + feed-forward(norm x), in the place of x. */
  private mixAndFeed({ output, feedForwardNorm, gateAndUp, down }: PackedLayer): void {
    const { width, inner, heads, headDim } = this.model.config;
    const { model: kernels } = this.memory.kernels;
    this.eachBlock((x, first, rows) => {
      const mixed = this.mixed + 4 * first * heads * headDim;
      kernels.addRows(x, rows, width, output.times(mixed, rows), output.stride);
      const y = gateAndUp.times(this.norm(x, rows, feedForwardNorm), rows);
      kernels.swiGlu(y, rows, gateAndUp.stride, inner, this.packed.inner);
      kernels.addRows(x, rows, width, down.times(this.packed.inner, rows), down.stride);
    });
  }

  private headAt(head: number): number {
    return this.heads + 4 * head * this.n * this.model.config.headDim;
  }

  private norm(x: number, rows: number, weights: number): number {
    const { width, normEps } = this.model.config;
    this.memory.kernels.model.rmsNorm(x, rows, width, weights, normEps, this.packed.normed);
    return this.packed.normed;
  }

  private eachBlock(visit: (x: number, first: number, rows: number) => void): void {
    const { width } = this.model.config;
    for (let first = 0; first < this.n; first += MAX_QUERIES) {
      visit(this.x + 4 * first * width, first, Math.min(MAX_QUERIES, this.n - first));
    }
  }
}

function embedded({ config: { width }, embedding }: LanguageModel, tokens: ArrayLike<number>): Float32Array {
  const x = new Float32Array(tokens.length * width);
  for (let i = 0; i < tokens.length; i++) {
    x.set(embedding.subarray(tokens[i]! * width, (tokens[i]! + 1) * width), i * width);
  }
  return x;
}

function requireFinite(logits: Float32Array, vocabulary: number): void {
  for (let index = 0; index < logits.length; index++) {
    const z = logits[index]!;
    if (z - z === 0) continue;
    const place = `row ${Math.floor(index / vocabulary)}, token ${index % vocabulary}`;
    throw new RangeError(`forward: logits must be finite, got ${z} in ${place}`);
  }
}
