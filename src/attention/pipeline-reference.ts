/**
 * The row pipeline as its definitions read, in float64 and plain TypeScript: one row at a time, softmax, sort, and the
 * identities of `rowErrors`. It stays: every kernel is checked against it. About 100 ns per logit.
 */
import { hasQueries, pastOf, requireQuestions, seenKeys, shapeOf } from "./pipeline-check.js";
import {
  rowStatistics,
  type InputSource,
  type KeySource,
  type RowQuestions,
  type RowSource,
  type RowStatistics,
  type Values,
} from "./pipeline-types.js";
import { entropy, participationRatio, rowErrors } from "./row-identities.js";
import { logSumExp, softmax } from "./softmax.js";
import { effectiveEntries } from "./sparsity.js";
import { topK } from "./top-k.js";
import { transposeApply } from "./weights.js";
import { fillNormal, stream } from "ncsparse-kit/random";

/** What `measureRows` computes; the same arguments, answers and errors. */
export function measureRowsByDefinition(source: RowSource, questions: RowQuestions): RowStatistics {
  const { rows, keys } = shapeOf("measureRowsByDefinition", source);
  requireQuestions("measureRowsByDefinition", questions, keys);
  const values = source.kind === "law" ? undefined : source.values;
  const out = rowStatistics(rows, questions, { withQueries: hasQueries(source), withOutput: values !== undefined });
  for (let i = 0; i < rows; i++) {
    const logits = logitsOfRow(source, i, seenKeys(source, i, keys));
    const p = softmax(logits);
    out.lnSum[i] = logSumExp(logits);
    out.participation[i] = participationRatio(p);
    out.entropy[i] = entropy(p);
    questions.thresholds.forEach(
      (eps, t) => (out.above[i * questions.thresholds.length + t] = effectiveEntries(p, eps)),
    );
    writeErrors(out, i, p);
    if (out.queryNorm !== undefined) out.queryNorm[i] = length(queryOfRow(source as KeySource | InputSource, i));
    if (values !== undefined) writeOutputErrors(out, i, p, values);
    if (questions.moments !== undefined)
      writeMoments(out, i, logits, questions.moments.diagonal ? pastOf(source) + i : -1);
  }
  return out;
}

/** Row i of the logits, its first `length` entries. */
function logitsOfRow(source: RowSource, i: number, length: number): Float64Array {
  switch (source.kind) {
    case "logits":
      return Float64Array.from(source.logits.subarray(i * source.keys, i * source.keys + length));
    case "keys":
      return products(queryOfRow(source, i), source.keys, length);
    case "inputs":
      return products(queryOfRow(source, i), source.inputs, length);
    case "law": {
      const logits = new Float64Array(length);
      fillNormal(stream(source.seed, ...source.path, i), logits, source.sigma);
      return logits;
    }
  }
}

/** y_i, which multiplies the keys: scale q_i, or W^T x_i. */
function queryOfRow(source: KeySource | InputSource, i: number): Float64Array {
  if (source.kind === "keys") {
    const { d, queries, scale = 1 } = source;
    return Float64Array.from(queries.subarray(i * d, (i + 1) * d)).map((q) => q * scale);
  }
  const { d, entries } = source.weights;
  return transposeApply(entries, d, Float64Array.from((source.queries ?? source.inputs).subarray(i * d, (i + 1) * d)));
}

/** z_j = query . key_j for the first `length` keys. */
function products(query: Float64Array, keys: Float64Array | Float32Array, length: number): Float64Array {
  const d = query.length;
  return Float64Array.from({ length }, (_, j) => {
    let sum = 0;
    for (let f = 0; f < d; f++) sum += query[f]! * keys[j * d + f]!;
    return sum;
  });
}

function writeErrors(out: RowStatistics, i: number, p: Float64Array): void {
  const sorted = Float64Array.from(p).sort().reverse();
  const windows = out.windows.map((k) => Math.min(k, p.length));
  out.largest[i] = sorted[0]!;
  rowErrors(sorted, windows).forEach((errors, w) => {
    const at = i * windows.length + w;
    out.mass[at] = errors.mass;
    out.tail[at] = errors.tail;
    out.l1[at] = errors.l1;
    out.l2[at] = errors.l2;
    out.linf[at] = errors.linf;
    out.kl[at] = errors.kl;
    out.next[at] = sorted[windows[w]!] ?? 0;
  });
}

function writeOutputErrors(out: RowStatistics, i: number, p: Float64Array, values: Values): void {
  const { norm, error } = out.output!;
  norm[i] = length(weightedSum(p, values));
  out.windows.forEach((k, w) => {
    error[i * out.windows.length + w] = k >= p.length ? 0 : outputError(p, k, values);
  });
}

function writeMoments({ logits }: RowStatistics, i: number, row: Float64Array, own: number): void {
  const others = row.filter((_, j) => j !== own);
  const mean = others.reduce((sum, z) => sum + z, 0) / others.length;
  const power = (exponent: number): number =>
    others.reduce((sum, z) => sum + (z - mean) ** exponent, 0) / others.length;
  const sigma = Math.sqrt(power(2));
  logits!.mean[i] = mean;
  logits!.sigma[i] = sigma;
  logits!.skewness[i] = power(3) / sigma ** 3;
  logits!.excessKurtosis[i] = power(4) / sigma ** 4 - 3;
  logits!.diagonal[i] = row[own] ?? NaN;
}

/** || (p_k - p) V || = (1 - m) || mu_tail - mu_head ||. */
function outputError(p: Float64Array, k: number, values: Values): number {
  const kept = new Set(topK(p, k));
  const head = p.map((x, j) => (kept.has(j) ? x : 0));
  const tail = p.map((x, j) => (kept.has(j) ? 0 : x));
  const mass = head.reduce((a, b) => a + b, 0);
  const rest = tail.reduce((a, b) => a + b, 0);
  if (rest === 0) return 0;
  const headMean = weightedSum(head, values).map((x) => x / mass);
  return rest * length(weightedSum(tail, values).map((x, f) => x / rest - headMean[f]!));
}

/** p V. */
function weightedSum(p: Float64Array, { d, entries }: Values): Float64Array {
  const sum = new Float64Array(d);
  for (let j = 0; j < p.length; j++) {
    for (let f = 0; f < d; f++) sum[f]! += p[j]! * entries[j * d + f]!;
  }
  return sum;
}

function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((squares, x) => squares + x * x, 0));
}
