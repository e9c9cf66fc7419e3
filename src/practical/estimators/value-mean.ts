import { seenKeys, type Head } from "../head.js";
import { costOf, requireEstimable, type Estimate, type Estimator } from "./estimator.js";
import { addScaled } from "../products.js";

/** The mean of the values that a query sees: attention of rank one, which reads neither queries nor keys. */
export const valueMean: Estimator = {
  name: "mean of the values",
  source: "every weight equal",
  parameter: "means",
  causal: true,
  range: () => [1, 1],
  cost: costOf("w"),
  estimate(head, values, m) {
    requireEstimable(valueMean, head, values, m);
    return meanEstimate(head, values);
  },
};

function meanEstimate(head: Head, values: Float64Array): Estimate {
  const { n } = head;
  const w = values.length / n;
  const output = new Float64Array(n * w);
  const sum = new Float64Array(w);
  let summed = 0;
  for (let i = 0; i < n; i++) {
    const seen = seenKeys(head, i);
    for (; summed < seen; summed++) addScaled(sum, 0, 1, values, summed * w, w);
    addScaled(output, i * w, 1 / seen, sum, 0, w);
  }
  return { output, row: (i, out) => void out.fill(0).fill(1 / seenKeys(head, i), 0, seenKeys(head, i)) };
}
