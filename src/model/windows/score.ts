/** What a model scores on an input with records in it: on its prose, and on the values that can be looked up. */
import { crossEntropy } from "../cross-entropy.js";
import { forward } from "../forward.js";
import type { LookupPassage } from "../held-out.js";
import type { AttentionRule } from "../rule.js";
import { passageTokens } from "../trained.js";
import type { LanguageModel } from "../weights.js";

/** One value that was looked up, or not. */
export interface AnswerScore {
  /** Bytes from the value's first mention to its answer. */
  readonly distance: number;
  /** Mean over the answer's bytes. */
  readonly bits: number;
  /** Whether each byte is the likeliest. */
  readonly right: boolean;
}

export interface InputScore {
  /** Bits per byte of prose: of the bytes outside records, but the input's first. */
  readonly prose: number;
  readonly answers: readonly AnswerScore[];
  /** Keys kept, on average over the heads; a number of rows' sums. */
  readonly kept: number;
}

/** A stretch of a passage that is an input of its own: what stands before it is not seen. */
export interface Stretch {
  readonly from: number;
  readonly length: number;
}

/** `<key:value>`, as `models/passages.py` writes it. */
const RECORD = /<[a-z]{3}:[a-z]{4}>/g;

/** Scores the model on a stretch of a passage, under a rule or under exact attention. */
export function scoreInput(
  model: LanguageModel,
  { passage, answers }: LookupPassage,
  { from, length }: Stretch,
  rule: AttentionRule | undefined,
): InputScore {
  const tokens = passageTokens(passage).subarray(from, from + length);
  let kept = 0;
  const count = (keys: number): void => void (kept = keys);
  const logits = forward(model, tokens, rule ? { attention: rule, count } : { count });
  const bits = crossEntropy(logits, tokens); // of token i + 1 at i
  const prose = proseBytes(passage).subarray(from, from + length);
  const heads = model.config.layers * model.config.heads;
  return {
    prose: meanWhere(bits, (i) => prose[i + 1] === 1),
    answers: answers
      .filter(({ source, at, length: bytes }) => source >= from && at + bytes <= from + length)
      .map(({ source, at, length: bytes }) => {
        const places = Array.from({ length: bytes }, (_, i) => at - from - 1 + i);
        return {
          distance: at - source,
          bits: places.reduce((sum, i) => sum + bits[i]!, 0) / bytes,
          right: places.every((i) => likeliest(logits, i, tokens[i + 1]!, model.config.vocabulary)),
        };
      }),
    kept: kept / heads,
  };
}

/** 1 at each byte outside records. */
function proseBytes(passage: string): Uint8Array {
  const prose = new Uint8Array(passage.length).fill(1);
  for (const { index, 0: record } of passage.matchAll(RECORD)) prose.fill(0, index, index + record.length);
  return prose;
}

function meanWhere(values: Float64Array, where: (i: number) => boolean): number {
  const chosen = values.filter((_, i) => where(i));
  return chosen.reduce((sum, x) => sum + x, 0) / chosen.length;
}

function likeliest(logits: Float32Array, row: number, token: number, vocabulary: number): boolean {
  const own = logits.subarray(row * vocabulary, (row + 1) * vocabulary);
  return own.every((logit, other) => other === token || logit < own[token]!);
}
