import { isotropicWeights, randomWeights, rotate, rotaryFrequencies, type Weights } from "../../attention/index.js";
import { transposeApply } from "../../attention/weights.js";
import { boundChart, type ChartPoint, type ChartSpec } from "ncsparse-kit/figures";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, exactDifferenceClaim, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";

type RotaryCell = { readonly d: number; readonly distance: number };

const CELLS: readonly RotaryCell[] = [16, 64].flatMap((d) =>
  [1, 10, 1000, 100_000].map((distance) => ({ d, distance })),
);
const CONTROL_CELLS = CELLS.filter(({ d, distance }) => d === 64 && distance >= 10);
const INPUTS = 50;

/**
 * sigma_ij sqrt(d) = ||W_K R^T W_Q^T x_i||: the scale of a Gaussian key's logit at a distance, for one query. The query
 * matrix is a random one.
 */
function scaleAt(query: Float64Array, key: Weights, distance: number): number {
  const turned = rotate(query, -distance);
  // W_K y = (W_K^T)^T y
  const projected = transposeApply(transposed(key).entries, key.d, turned);
  return Math.sqrt(projected.reduce((sum, v) => sum + v * v, 0));
}

function transposed({ d, entries, label }: Weights): Weights {
  const out = new Float64Array(d * d);
  for (let a = 0; a < d; a++) for (let b = 0; b < d; b++) out[b * d + a] = entries[a * d + b]!;
  return { d, entries: out, label };
}

/** Future Direction 1, where nothing changes. */
export const isotropicRotary: Claim = inequalityClaim({
  id: "FD1-isotropic",
  item: "Future Direction 1",
  title: "Rotary embedding leaves the row scale alone, for isotropic keys",
  provenance: "ours",
  hypotheses: [
    "$X$ Gaussian; logits $z_{ij} = x_i^\\top W_Q R_{j-i} W_K^\\top x_j/\\sqrt d$ with RoPE’s rotations $R_{j-i}$; $W_Q$ any matrix, $W_K^\\top W_K \\propto I$.",
  ],
  scope: "Every query and every distance $j - i$.",
  statement:
    "Given $x_i$, the logits of row $i$ are independent $N(0,\\sigma_{ij}^2)$ with $\\sigma_{ij} = \\lVert W_K R_{j-i}^\\top W_Q^\\top x_i\\rVert/\\sqrt d$, which does not depend on $j$: the row’s law, and with it every statement of this report, is that without RoPE.",
  bound: fromFunction("rotate", "\\sigma_{ij} = \\lVert W_K R_{j-i}^\\top W_Q^\\top x_i\\rVert/\\sqrt d = \\sigma_i"),
  rule: "The largest $|\\ln\\sigma_{ij} - \\ln\\sigma_i|$ over 50 queries must be at most the rounding error of the rotation.",
  reason: "A rotation keeps lengths, and an isotropic $W_K$ multiplies all of them by one number.",
  grid: CELLS,
  law: (cell) => isotropicWeights(cell.d, 1),
  measure: measureAt,
  caption:
    "The scale of one query’s logits against the distance of the key, over that at distance 0, $d = 64$: isotropic $W_K$ (flat), and one random $W_K$, for which the scale wanders within the row.",
  chart: (_, context) => queryChart(context),
  control: {
    statement: "Also for a random $W_K$, query by query.",
    power: 1,
    how: "certain but for a null set: lengths under a random matrix depend on the direction",
    grid: CONTROL_CELLS,
    law: (cell, context) => randomWeights(stream(context.seed, "FD1 keys", cell.d, cell.distance), cell.d),
  },
});

function measureAt({ d, distance }: RotaryCell, context: Context, role: string, key: Weights) {
  const source = stream(context.seed, "FD1-isotropic", role, d, distance);
  const queries = randomWeights(source, d);
  const x = new Float64Array(d);
  let worst = 0;
  for (let i = 0; i < INPUTS; i++) {
    drawInputs(source, "gaussian", x, 1);
    const query = transposeApply(queries.entries, d, x);
    worst = Math.max(worst, Math.abs(Math.log(scaleAt(query, key, distance) / scaleAt(query, key, 0))));
  }
  // Each coordinate takes two products and a sum, and cos^2 + sin^2 is off by two roundings; d squares are added.
  return { draws: INPUTS, excess: worst, roundingBound: (d + 8) * ULP } as const;
}

type DecayCell = { readonly d: number; readonly distance: number };

const DECAY: readonly DecayCell[] = [16, 64].flatMap((d) => [1, 100, 10_000].map((distance) => ({ d, distance })));

/** W_Q = W_K = the projection on every other coordinate: one of each plane that RoPE turns. */
function halfWeights(d: number): Weights {
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a += 2) entries[a * d + a] = 1;
  return { d, entries, label: "every other coordinate" };
}

/** ||W_Q R W_K^T||_F^2: the mean square of sigma_ij sqrt(d) over Gaussian queries. */
function meanSquare(query: Weights, key: Weights, distance: number): number {
  const { d } = query;
  let sum = 0;
  for (let a = 0; a < d; a++) {
    // row a of W_Q is W_Q^T e_a
    sum += scaleAt(query.entries.slice(a * d, (a + 1) * d), key, distance) ** 2;
  }
  return sum;
}

/** Future Direction 1, where something does. */
export const anisotropicRotary: Claim = exactDifferenceClaim({
  id: "FD1-anisotropic",
  item: "Future Direction 1",
  title: "Where rotary embedding does change the row scale",
  provenance: "ours",
  hypotheses: [
    "As before, with $W_Q = W_K$ the projection on every other coordinate, one of each plane that RoPE turns.",
  ],
  scope: "Every distance.",
  statement:
    "$\\mathbb E\\sigma_{ij}^2/\\mathbb E\\sigma_{ii}^2 = \\frac2d\\sum_f\\cos^2(\\theta_f(j-i))$: a “non-fixed weight” lowers the row scale with distance, here towards half in the mean square.",
  bound: fromFunction(
    "rotaryFrequencies",
    "\\frac{\\lVert W_QR_{\\Delta}W_K^\\top\\rVert_F^2}{\\lVert W_QW_K^\\top\\rVert_F^2} = \\frac2d\\sum_{f<d/2}\\cos^2(\\theta_f\\Delta),\\quad \\theta_f = 10^{-8f/d}",
  ),
  tolerance: 1e-9,
  rule: "The quotient of the Frobenius norms, computed from the matrices, minus the sum must lie within $10^{-9}$ of 0.",
  reason: "In each plane the rotation leaves $\\cos\\theta$ of the query on the coordinate that the keys see.",
  grid: DECAY,
  measure: (cell) => measureDecay(cell, cosineMean(cell)),
  caption:
    "The mean square of the row scale at distance $j-i$ over that at 0, at $d = 64$: isotropic keys (flat) and keys on every other coordinate.",
  chart: rotaryChart,
  control: {
    statement: "It falls as the mean of $|\\cos|$, not of its square.",
    power: certain("nothing is random, and the two means differ by more than a hundredth at both distances"),
    grid: DECAY.slice(1, 3),
    measure: (cell) => measureDecay(cell, cosineMean(cell, 1)),
  },
});

function cosineMean({ d, distance }: DecayCell, power = 2): number {
  const frequencies = rotaryFrequencies(d);
  return (
    frequencies.reduce((sum, theta) => sum + Math.abs(Math.cos(theta * distance)) ** power, 0) / frequencies.length
  );
}

function measureDecay({ d, distance }: DecayCell, law: number) {
  const weights = halfWeights(d);
  const value = meanSquare(weights, weights, distance) / meanSquare(weights, weights, 0) - law;
  return { difference: exactly(value) } as const;
}

const DISTANCES: readonly number[] = Array.from({ length: 70 }, (_, i) => 10 ** ((5 * i) / 69));

function queryChart({ seed }: Context): ChartSpec {
  const d = 64;
  const query = new Float64Array(d);
  drawInputs(stream(seed, "FD1 figure query"), "gaussian", query, 1);
  const random = randomWeights(stream(seed, "FD1 figure keys"), d);
  const line = (key: Weights): ChartPoint[] =>
    DISTANCES.map((x) => ({ x, y: scaleAt(query, key, x) / scaleAt(query, key, 0) }));
  const wandering = line(random);
  const ends = [Math.min(...wandering.map(({ y }) => y)), Math.max(...wandering.map(({ y }) => y))] as const;
  return boundChart({
    series: [
      { kind: "law", label: "isotropic", points: line(isotropicWeights(d)) },
      { kind: "law", label: "random", colour: "orange", points: wandering },
    ],
    x: { title: "distance $j-i$", scale: "log" },
    y: { title: "scale over that at distance 0", domain: [0, 2] },
    description: `For isotropic keys the scale of a query's logits does not depend on the distance; for a random key matrix it wanders between ${ends[0].toPrecision(2)} and ${ends[1].toPrecision(2)}.`,
  });
}

function rotaryChart(): ChartSpec {
  const d = 64;
  const line = (value: (distance: number) => number): ChartPoint[] => DISTANCES.map((x) => ({ x, y: value(x) }));
  return boundChart({
    series: [
      { kind: "law", label: "isotropic", points: line(() => 1) },
      { kind: "law", label: "every other", colour: "orange", points: line((distance) => cosineMean({ d, distance })) },
    ],
    x: { title: "distance $j-i$", scale: "log" },
    y: { title: "mean square of the row scale", domain: [0, 1.1] },
    description:
      "For isotropic keys the row scale does not depend on the distance; for keys on every other coordinate its mean square falls from 1 to about one half within a hundred thousand positions.",
  });
}
