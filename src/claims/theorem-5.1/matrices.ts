/** Rows of self-attention, from inputs and weights: what the row law is compared with. */
import { isotropicWeights } from "../../attention/weights.js";
import { meanEffectiveEntries } from "../../bounds/theorem-5.1.js";
import { measureMatricesAtScales, type SampledNorms } from "../../experiments/index.js";
import { chiSquareQuantile } from "ncsparse-kit/probability";

export const DIMENSION = 64;

/** W = s I/sqrt(d), or W_Q W_K^T/sqrt(d) with independent entries N(0, s/d) in W_Q and W_K. */
export type WeightsName = "isotropic" | "random";

/** What is measured of each matrix: N_eps, averaged over evenly spread rows. */
export interface MatrixRequest {
  readonly seed: number;
  readonly path: readonly (string | number)[];
  readonly weights: WeightsName;
  readonly n: number;
  readonly matrices: number;
  readonly rows: number;
  readonly scales: readonly number[];
  readonly thresholds: readonly number[];
  readonly signal?: AbortSignal | undefined;
}

/** One record a scale; the scales share their draws. */
export function measureCounts(request: MatrixRequest): Promise<SampledNorms[]> {
  const { seed, path, weights, n, matrices, rows, scales, thresholds, signal } = request;
  return measureMatricesAtScales(
    {
      seed,
      path,
      matrices,
      n,
      rows,
      input: "gaussian",
      inputScale: 1,
      weights: weights === "isotropic" ? isotropicWeights(DIMENSION) : { label: "random", d: DIMENSION, scale: 1 },
      attention: "self",
      values: "none",
      precision: "float32",
      thresholds,
      windows: [],
    },
    scales,
    { workers: 1, signal },
  );
}

/** Equally likely values of chi^2_d / d that an average over one, or over three, of them uses. */
const POINTS = { one: 200, three: 16 } as const;

/**
 * The mean of f over the law of (sigma_i / s)^2, at the middles of equally likely slices: chi^2_d / d for W = s I/sqrt(d);
 * for random weights the product of three independent ones, of x, of W_Q^T x and of W_K W_Q^T x given the one before.
 */
export function averageOverRows(weights: WeightsName, f: (square: number) => number): number {
  const squares = chiSquares(weights === "isotropic" ? POINTS.one : POINTS.three);
  if (weights === "isotropic") return squares.reduce((sum, square) => sum + f(square), 0) / squares.length;
  let sum = 0;
  for (const x of squares) for (const y of squares) for (const z of squares) sum += f(x * y * z);
  return sum / squares.length ** 3;
}

function chiSquares(points: number): number[] {
  return Array.from({ length: points }, (_, i) => chiSquareQuantile((i + 0.5) / points, DIMENSION) / DIMENSION);
}

/**
 * The finite-n law of E N_eps in a row of self-attention, Gaussian input: averaged over its scale sigma_i. Its own logit
 * is s sqrt(d) (sigma_i / s)^2 for W = s I/sqrt(d); for random weights it has mean 0 and the size of any other.
 */
export function selfAttentionLaw(weights: WeightsName, n: number, s: number, eps: number): number {
  return averageOverRows(weights, (square) => {
    const sigma = s * Math.sqrt(square);
    if (weights === "random") return meanEffectiveEntries({ keys: n, sigma }, eps);
    return meanEffectiveEntries({ keys: n - 1, sigma, self: s * Math.sqrt(DIMENSION) * square }, eps);
  });
}
