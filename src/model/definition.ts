/**
 * A forward pass as it is defined, in float64, one token and one number after another: what the kernels' pass is held to.
 */
import { softmax } from "../attention/softmax.js";
import type { LlamaConfig } from "./config.js";
import { requireTokens, type ForwardOptions } from "./forward.js";
import { rotateHalves, rotationOf, type Rotation } from "./rotary.js";
import { nothingKept, type HeadPlace, type KeepKeys } from "./rule.js";
import type { LanguageModel, LayerWeights } from "./weights.js";

type Vectors = readonly Float64Array[];

/** As `forward`, in float64 and slowly. */
export function forwardByDefinition(
  model: LanguageModel,
  tokens: ArrayLike<number>,
  { attention }: Pick<ForwardOptions, "attention"> = {},
): Float64Array {
  requireTokens("forwardByDefinition", model, tokens);
  const { config, embedding } = model;
  let x: Vectors = Array.from(tokens, (token) =>
    Float64Array.from(embedding.subarray(token * config.width, (token + 1) * config.width)),
  );
  model.layers.forEach((weights, layer) => {
    const mixed = attend(config, weights, normalised(x, weights.attentionNorm, config), (head) => {
      const place = { layer, head, length: x.length };
      return { place, keep: attention?.(place) };
    });
    x = sum(x, product(weights.output, mixed));
    x = sum(x, feedForward(weights, normalised(x, weights.feedForwardNorm, config)));
  });
  const logits = product(model.head, normalised(x, model.norm, config));
  return Float64Array.from(logits.flatMap((row) => [...row]));
}

function normalised(x: Vectors, weights: Float32Array, { normEps }: LlamaConfig): Vectors {
  return x.map((row) => {
    const meanSquare = row.reduce((total, entry) => total + entry ** 2, 0) / row.length;
    return row.map((entry, f) => (entry / Math.sqrt(meanSquare + normEps)) * weights[f]!);
  });
}

/** W x for each x. */
function product(weights: Float32Array, x: Vectors): Vectors {
  return x.map((row) =>
    Float64Array.from({ length: weights.length / row.length }, (_, output) =>
      row.reduce((total, entry, f) => total + weights[output * row.length + f]! * entry, 0),
    ),
  );
}

function sum(x: Vectors, y: Vectors): Vectors {
  return x.map((row, i) => row.map((entry, f) => entry + y[i]![f]!));
}

function feedForward({ gate, up, down }: LayerWeights, x: Vectors): Vectors {
  const [gates, ups] = [product(gate, x), product(up, x)];
  const inner = gates.map((row, i) => row.map((g, f) => (g / (1 + Math.exp(-g))) * ups[i]![f]!));
  return product(down, inner);
}

/** The outputs of all heads side by side. */
function attend(
  config: LlamaConfig,
  weights: LayerWeights,
  x: Vectors,
  ruleOf: (head: number) => { place: HeadPlace; keep: KeepKeys | undefined },
): Vectors {
  const { heads, keyHeads, headDim, ropeTheta } = config;
  const rotation = rotationOf(ropeTheta, headDim, x.length);
  const [queries, keys, values] = [weights.query, weights.key, weights.value].map((matrix) => product(matrix, x));
  const out = x.map(() => new Float64Array(heads * headDim));
  for (let head = 0; head < heads; head++) {
    const keyHead = Math.floor(head / (heads / keyHeads));
    const q = turned(part(queries!, head, headDim), rotation);
    const k = turned(part(keys!, keyHead, headDim), rotation);
    const v = part(values!, keyHead, headDim);
    const { place, keep } = ruleOf(head);
    q.forEach((query, i) => {
      const logits = Float64Array.from({ length: i + 1 }, (_, j) => dot(query, k[j]!) / Math.sqrt(headDim));
      out[i]!.set(weighted(rowWeights(logits, place, keep), v), head * headDim);
    });
  }
  return out;
}

function part(rows: Vectors, head: number, d: number): Vectors {
  return rows.map((row) => row.slice(head * d, (head + 1) * d));
}

function turned(rows: Vectors, rotation: Rotation): Vectors {
  rows.forEach((row, position) => rotateHalves(row, 0, row.length, rotation, position));
  return rows;
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((total, entry, f) => total + entry * y[f]!, 0);
}

/** The softmax over the kept keys, 0 for the others. */
function rowWeights(logits: Float64Array, place: HeadPlace, keep: KeepKeys | undefined): Float64Array {
  if (keep === undefined) return softmax(logits);
  const [position, kept] = [logits.length - 1, new Uint8Array(logits.length)];
  keep({ position, logits: logits.slice(), attention: () => softmax(logits) }, kept);
  const places = [...kept.keys()].filter((j) => kept[j] !== 0);
  if (places.length === 0) throw nothingKept(place, position);
  const weights = new Float64Array(logits.length);
  softmax(Float64Array.from(places, (j) => logits[j]!)).forEach((w, c) => (weights[places[c]!] = w));
  return weights;
}

function weighted(weights: Float64Array, vectors: Vectors): Float64Array {
  const out = new Float64Array(vectors[0]!.length);
  weights.forEach((w, j) => vectors[j]!.forEach((entry, f) => (out[f]! += w * entry)));
  return out;
}
