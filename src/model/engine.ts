import { Arena, instantiate, type KernelMemory } from "../kernels/index.js";
import { packModel, type PackedModel } from "./packed-model.js";
import { Passage, type LayerHeads } from "./passage.js";
import type { AttentionRule } from "./rule.js";
import { RuledRows } from "./ruled-rows.js";
import type { LanguageModel } from "./weights.js";

/** Bytes that weights and a passage may take in the kernels' memory. */
const CEILING = 2 ** 30;

/**
 * A model with its weights packed for the kernels: float32 in memory; products in float32, what stands between them and sums of
 * a row of attention in float64.
 */
export class ModelEngine {
  private readonly memory: KernelMemory;
  private readonly packed: PackedModel;
  private readonly ruled: RuledRows;
  private readonly afterWeights: number;
  private running = false; // the kernels' memory serves one passage at a time

  constructor(private readonly model: LanguageModel) {
    const kernels = instantiate().float32;
    const arena = new Arena(kernels.memory, kernels.heapBase, CEILING);
    this.memory = { kernels, arena, precision: "float32" };
    this.packed = packModel(this.memory, model);
    this.ruled = new RuledRows(this.memory, model.config.context);
    this.afterWeights = arena.take(0);
  }

  /**
   * Runs the model on a passage.
   *
   * @param see is given each layer's queries, keys and values, arrays of its own
   * @param count is told how many keys were kept, over all rows of all heads
   * @returns logits of the token after each, (n, vocabulary)
   * @throws RangeError if logits, of attention or of tokens, are not finite
   */
  run(
    tokens: ArrayLike<number>,
    rule: AttentionRule | undefined,
    see: ((layer: number, heads: LayerHeads) => void) | undefined,
    count: ((kept: number) => void) | undefined,
  ): Float32Array {
    return this.alone(tokens, (passage) => {
      const kept = passage.through(rule, see);
      const logits = passage.logits();
      count?.(kept);
      return logits;
    });
  }

  /**
   * Shows each layer's queries, keys and values, as `run` does under exact attention, and computes no more than that takes.
   *
   * @throws RangeError if logits of attention are not finite
   */
  show(tokens: ArrayLike<number>, see: (layer: number, heads: LayerHeads) => void): void {
    this.alone(tokens, (passage) => passage.show(see));
  }

  private alone<T>(tokens: ArrayLike<number>, use: (passage: Passage) => T): T {
    if (this.running) throw new Error("forward: a rule or a capture must not run the model that calls it");
    this.running = true;
    try {
      const arena = new Arena(this.memory.kernels.memory, this.afterWeights, CEILING);
      return use(new Passage({ ...this.memory, arena }, this.model, this.packed, this.ruled, tokens));
    } finally {
      this.running = false;
    }
  }
}
