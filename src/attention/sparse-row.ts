import { requireWindow, topK } from "./top-k.js";

/** The distances between a row p and its sparse version p_k, and the mass that the window captures. */
export interface RowErrors {
  /** m_k, the captured mass, in (0, 1]. */
  mass: number;
  /** 1 - m_k: total variation, with full relative precision. */
  tail: number;
  l1: number;
  l2: number;
  linf: number;
  /** KL(p_k || p), in nats. */
  kl: number;
}

/**
 * Definition 3.4 (= C.6): keep the top-k entries of a softmax row and renormalise.
 *
 * @param p probabilities, n entries
 * @param k integer in [1, n]
 * @returns p_k, n entries of which n - k are 0
 */
export function sparseRow(p: Float64Array, k: number): Float64Array {
  const kept = topK(p, k);
  let mass = 0;
  for (const j of kept) mass += p[j]!;
  const out = new Float64Array(p.length);
  for (const j of kept) out[j] = p[j]! / mass;
  return out;
}

/**
 * The errors of a row's sparse version from their definitions: the slow reference that `rowErrors` is checked against.
 *
 * @param p probabilities, n entries
 * @param k integer in [1, n]
 */
export function rowErrorsByDefinition(p: Float64Array, k: number): RowErrors {
  requireWindow("rowErrorsByDefinition", k, p.length);
  const kept = sparseRow(p, k);
  let [mass, tail, l1, l2, linf, kl] = [0, 0, 0, 0, 0, 0];
  for (let j = 0; j < p.length; j++) {
    const difference = Math.abs(kept[j]! - p[j]!);
    l1 += difference;
    l2 += difference * difference;
    linf = Math.max(linf, difference);
    if (kept[j]! > 0) {
      mass += p[j]!;
      kl += kept[j]! * Math.log(kept[j]! / p[j]!);
    } else {
      tail += p[j]!;
    }
  }
  return { mass, tail, l1, l2: Math.sqrt(l2), linf, kl };
}
