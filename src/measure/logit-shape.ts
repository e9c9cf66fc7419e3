import { normalCdf } from "ncsparse-kit/probability";

/** What a row's logits look like beside a normal law. */
export interface LogitShape {
  readonly mean: number;
  /** Standard deviation: the row scale sigma_i. */
  readonly sigma: number;
  /** 0 for a normal law; NaN where all logits are equal. */
  readonly skewness: number;
  /** 0 for a normal law; NaN where all logits are equal. */
  readonly excessKurtosis: number;
  /** Kolmogorov-Smirnov distance to the normal law of the same mean and scale; NaN where all logits are equal. */
  readonly distance: number;
}

/** @param logits at least one, in decreasing order */
export function logitShape(logits: Float64Array): LogitShape {
  const n = logits.length;
  let mean = 0;
  for (const z of logits) mean += z / n;
  let [second, third, fourth] = [0, 0, 0];
  for (let j = 0; j < n; j++) {
    const square = (logits[j]! - mean) ** 2;
    second += square / n;
    third += (square * (logits[j]! - mean)) / n;
    fourth += (square * square) / n;
  }
  const sigma = Math.sqrt(second);
  return {
    mean,
    sigma,
    skewness: third / sigma ** 3,
    excessKurtosis: fourth / second ** 2 - 3,
    distance: sigma === 0 ? NaN : normalDistance(logits, mean, sigma),
  };
}

function normalDistance(logits: Float64Array, mean: number, sigma: number): number {
  const n = logits.length;
  let largest = 0;
  for (let j = 0; j < n; j++) {
    const above = normalCdf((mean - logits[j]!) / sigma); // share of the normal law above this logit
    largest = Math.max(largest, above - j / n, (j + 1) / n - above);
  }
  return largest;
}
