import { timesTranspose } from "../kernels/index.js";
import { softmax } from "../attention/softmax.js";

/** Queries and keys of one head: what a row of attention is made from. */
export interface HeadInput {
  readonly n: number;
  readonly d: number;
  readonly queries: Float64Array; // (n, d), row-major
  readonly keys: Float64Array; // (n, d), row-major
  /** Added to the logits of query i and key j; 0 by default. */
  readonly bias?: (i: number, j: number) => number;
}

/** A head with its exact attention: what a method may look at, and what it is compared with. */
export interface Head extends HeadInput {
  /** Query i sees keys 0..i only. */
  readonly causal: boolean;
  /** s in z_ij = s q_i . k_j / sqrt(d) + bias(i, j). */
  readonly scale: number;
  readonly attention: Float64Array; // (n, n), row-major: softmax rows; 0 where a key is not seen
}

/**
 * Exact attention of a head: z_ij = scale q_i . k_j / sqrt(d) + bias(i, j), softmax over the keys that query i sees.
 *
 * @param scale s, so that off-diagonal logits of standard normal queries and keys have scale about s
 * @throws RangeError if the shapes do not fit
 */
export function openHead(input: HeadInput, { scale, causal }: { scale: number; causal: boolean }): Head {
  const { n, d, queries, keys, bias } = input;
  if (queries.length !== n * d || keys.length !== n * d) {
    throw new RangeError(
      `openHead: queries and keys must hold n d = ${n * d} numbers, got ${queries.length} and ${keys.length}`,
    );
  }
  const factor = scale / Math.sqrt(d);
  const attention = timesTranspose(
    queries.map((x) => factor * x),
    keys,
    d,
  );
  for (let i = 0; i < n; i++) {
    const seen = causal ? i + 1 : n;
    const row = attention.subarray(i * n, i * n + seen);
    if (bias) for (let j = 0; j < seen; j++) row[j]! += bias(i, j);
    softmax(row, row);
    attention.fill(0, i * n + seen, (i + 1) * n);
  }
  return { ...input, causal, scale, attention };
}

/** How many keys query i sees. */
export function seenKeys({ n, causal }: Pick<Head, "n" | "causal">, i: number): number {
  return causal ? i + 1 : n;
}

/** Row i of the exact attention, over the keys that it sees; not copied. */
export function attentionRow(head: Head, i: number): Float64Array {
  return head.attention.subarray(i * head.n, i * head.n + seenKeys(head, i));
}
