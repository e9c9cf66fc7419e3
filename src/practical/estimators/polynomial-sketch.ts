import { seenKeys, type Head } from "../head.js";
import { costOf, requireEstimable, requireNoBias, type Estimator } from "./estimator.js";
import { featureAttention } from "./feature-attention.js";
import { drawInputs, timesTranspose } from "../../kernels/index.js";

/**
 * The kernel (q . k)^4 in place of the exponential, sketched: (Gx) * (Hx) / sqrt(r), entry by entry, G and H with
 * independent normal entries, has products of mean (q . k)^2; squared they are never negative, and are the products of the
 * r^2 features that the sketch times itself has. (Queries and keys are taken as they are, without a normalisation of
 * their own, and nothing is added to a row's sum: rows are distributions.)
 */
export const polynomialSketch: Estimator = {
  name: "polynomial sketch",
  source: "PolySketchFormer, degree 4: Kacham, Mirrokni, Zhong 2024, arXiv 2310.01655",
  parameter: "sketch entries",
  causal: true,
  range: () => [1, 4096],
  // Two projections and their product, its square, and sums of the squares times values: for the row's key and its query.
  cost: costOf("2 * m * (2 * d + 1) + 2 * m^2 * (w + 2)"),
  estimate(head, values, m, source) {
    requireEstimable(polynomialSketch, head, values, m);
    requireNoBias(polynomialSketch.name, head);
    const projections = new Float64Array(2 * m * head.d);
    drawInputs(source, "gaussian", projections);
    const features = (points: Float64Array): Float64Array =>
      selfProducts(sketchSquares(points, projections, head.d), m);
    return featureAttention(head, values, { count: m * m, queries: features(head.queries), keys: features(head.keys) });
  },
};

/** (Gx) * (Hx) / sqrt(r) of each point, (n, r); the first r projections are G's. */
export function sketchSquares(points: Float64Array, projections: Float64Array, d: number): Float64Array {
  const r = projections.length / d / 2;
  const both = timesTranspose(points, projections, d);
  return Float64Array.from({ length: (points.length / d) * r }, (_, at) => {
    const [i, t] = [Math.floor(at / r), at % r];
    return (both[2 * i * r + t]! * both[(2 * i + 1) * r + t]!) / Math.sqrt(r);
  });
}

/** All products of two entries of each row, (n, r^2). */
function selfProducts(rows: Float64Array, r: number): Float64Array {
  return Float64Array.from({ length: rows.length * r }, (_, at) => {
    const [i, pair] = [Math.floor(at / (r * r)), at % (r * r)];
    return rows[i * r + Math.floor(pair / r)]! * rows[i * r + (pair % r)]!;
  });
}

/** What the sketch approaches: row i of the kernel (q . k)^4, over its sum. */
export function polynomialRow(head: Head, i: number, out: Float64Array): void {
  const { d, queries, keys } = head;
  const seen = seenKeys(head, i);
  const products = timesTranspose(queries.subarray(i * d, (i + 1) * d), keys.subarray(0, seen * d), d);
  const sum = products.reduce((total, x) => total + x ** 4, 0);
  out.fill(0);
  for (let j = 0; j < seen; j++) out[j] = products[j]! ** 4 / sum;
}
