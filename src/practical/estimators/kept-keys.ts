import { seenKeys, type Head } from "../head.js";
import type { Kept } from "../kept.js";
import type { Method } from "../method.js";
import { costOf, requireEstimable, type Estimate, type Estimator } from "./estimator.js";
import { addScaled } from "../products.js";

/**
 * A method that keeps m keys a row and renormalises.
 *
 * @param choosing whether its cost counts the products by which it chooses; without them an ideal is a limit on what any
 *   choice of m keys can do
 */
export function keptKeys(method: Method, choosing: "counted" | "free"): Estimator {
  const products = choosing === "counted" ? method.cost.products : () => 0;
  const estimator: Estimator = {
    name: method.name,
    source: method.source,
    parameter: "kept keys",
    causal: true,
    range: (n) => [1, n],
    cost: costOf(choosing === "counted" ? "m * (d + w + 1) + c * d" : "m * (d + w + 1)", (n, m) => ({
      c: products(n, m),
    })),
    estimate(head, values, m, source) {
      requireEstimable(estimator, head, values, m);
      return keptEstimate(head, values, method.choose(head, m, source));
    },
  };
  return estimator;
}

function keptEstimate(head: Head, values: Float64Array, { k, keys }: Kept): Estimate {
  const { n, attention } = head;
  const w = values.length / n;
  const output = new Float64Array(n * w);
  const weights = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    const end = i * k + Math.min(k, seenKeys(head, i));
    let mass = 0;
    for (let at = i * k; at < end; at++) mass += attention[i * n + keys[at]!]!;
    for (let at = i * k; at < end; at++) {
      weights[at] = attention[i * n + keys[at]!]! / mass;
      addScaled(output, i * w, weights[at]!, values, keys[at]! * w, w);
    }
  }
  const row = (i: number, out: Float64Array): void => {
    const end = i * k + Math.min(k, seenKeys(head, i));
    out.fill(0);
    for (let at = i * k; at < end; at++) out[keys[at]!] = weights[at]!;
  };
  return { output, row };
}
