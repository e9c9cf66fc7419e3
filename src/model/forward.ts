import { ModelEngine } from "./engine.js";
import type { LayerHeads } from "./passage.js";
import type { AttentionRule } from "./rule.js";
import type { LanguageModel } from "./weights.js";

/** What a forward pass may be asked beside its logits. */
export interface ForwardOptions {
  /** Which keys each row of attention keeps: all by default. */
  readonly attention?: AttentionRule;
  /** Called once a head, layer by layer, with what its rows of attention are made from. */
  readonly capture?: (head: CapturedHead) => void;
  /** Told at the end how many keys were kept, over all rows of all heads. */
  readonly count?: (kept: number) => void;
}

/**
 * One head as it attends: queries and keys after the rotary embedding. Logits are q . k / sqrt(d). The arrays are not used
 * again; keys and values are the same arrays for all heads of a group.
 */
export interface CapturedHead {
  readonly layer: number; // from 0
  readonly head: number; // from 0
  /** The head that its keys and values are of. */
  readonly keyHead: number;
  readonly d: number;
  readonly queries: Float32Array; // (n, d)
  readonly keys: Float32Array; // (n, d)
  readonly values: Float32Array; // (n, d)
}

/** Engines of the models that have been run. */
const engines = new WeakMap<LanguageModel, ModelEngine>();

/**
 * The model's logits of the token after each token of a passage.
 *
 * float32; a row's numbers do not depend on the tokens behind it. `forwardByDefinition` says what is computed. Weights are
 * packed at a model's first passage and kept with it.
 *
 * @param tokens integers in [0, vocabulary), from 1 to `context` of them
 * @returns (n, vocabulary), row-major
 * @throws RangeError if tokens do not fit, a rule keeps nothing, or logits are not finite
 */
export function forward(
  model: LanguageModel,
  tokens: ArrayLike<number>,
  { attention, capture, count }: ForwardOptions = {},
): Float32Array {
  requireTokens("forward", model, tokens);
  const see = capture && ((layer: number, heads: LayerHeads) => handOver(layer, heads, tokens.length, capture));
  return engineOf(model).run(tokens, attention, see, count);
}

/**
 * The heads of a passage under exact attention, as `forward` captures them, where no logits are wanted: the last layer ends with
 * its heads.
 *
 * @throws RangeError if tokens do not fit, or logits of attention are not finite
 */
export function captureHeads(
  model: LanguageModel,
  tokens: ArrayLike<number>,
  capture: (head: CapturedHead) => void,
): void {
  requireTokens("captureHeads", model, tokens);
  engineOf(model).show(tokens, (layer, heads) => handOver(layer, heads, tokens.length, capture));
}

function engineOf(model: LanguageModel): ModelEngine {
  const engine = engines.get(model) ?? new ModelEngine(model);
  engines.set(model, engine);
  return engine;
}

/** Refuses passages that are empty or too long, and tokens that the model does not know. */
export function requireTokens(caller: string, { config }: LanguageModel, tokens: ArrayLike<number>): void {
  if (!(tokens.length >= 1 && tokens.length <= config.context)) {
    throw new RangeError(`${caller}: tokens must be from 1 to ${config.context}, got ${tokens.length}`);
  }
  for (let i = 0; i < tokens.length; i++) {
    if (!Number.isInteger(tokens[i]) || tokens[i]! < 0 || tokens[i]! >= config.vocabulary) {
      const known = `integers in [0, ${config.vocabulary})`;
      throw new RangeError(`${caller}: tokens must be ${known}, got ${tokens[i]!} at index ${i}`);
    }
  }
}

function handOver(
  layer: number,
  { queries, keys, values }: LayerHeads,
  n: number,
  capture: (head: CapturedHead) => void,
): void {
  queries.forEach((rows, head) => {
    const keyHead = Math.floor((head * keys.length) / queries.length);
    capture({
      layer,
      head,
      keyHead,
      d: rows.length / n,
      queries: rows,
      keys: keys[keyHead]!,
      values: values[keyHead]!,
    });
  });
}
