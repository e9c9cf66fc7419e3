import {
  frobeniusNorm,
  isotropicWeights,
  randomWeights,
  spectralNorm,
  symmetricPart,
  trace,
  type Weights,
} from "../../attention/weights.js";
import { rowLogits } from "../../attention/logits.js";
import { hansonWright } from "../../bounds/appendix-b/chi-square.js";
import { chiSquareCdf, chiSquareTail } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";

type FormCell = { readonly A: "random" | "shift" | "upper triangle" | "I/√d"; readonly d: number };

const DELTA = 0.1;
/** The deviation has probability about .001 for forms of many eigenvalues: of 400 draws none or few, which decides. */
const DRAWS = 400;

const CELLS: readonly FormCell[] = [
  { A: "random", d: 16 },
  { A: "random", d: 64 },
  { A: "shift", d: 64 },
  { A: "upper triangle", d: 64 },
];
const CONTROL: readonly FormCell[] = [{ A: "I/√d", d: 256 }];

/** B.8 for matrices whose forms have no closed law. */
export const hansonWrightGeneral: Claim = boundClaim({
  id: "B.8-general",
  item: "Lemma B.8 (Hanson–Wright), general A",
  restates: "Lemma B.8",
  title: "Hanson–Wright for matrices that are not symmetric",
  provenance: "reconstructed",
  hypotheses: ["$x$ has independent $N(0,1)$ entries; $A$ is fixed, $A_s = (A+A^\\top)/2$."],
  scope:
    "Any square $A$: $W_QW_K^\\top/\\sqrt d$ with random factors, the shift $e_a \\mapsto e_{a+1}$, and a full upper triangle, at $\\delta = 0.1$.",
  statement:
    "With probability at least $1-\\delta$, $|x^\\top A x - \\operatorname{tr} A| \\le 2\\lVert A_s\\rVert_F\\sqrt t + 2\\lVert A_s\\rVert_2\\,t$ with $t = \\ln(2/\\delta)$.",
  bound: fromFormula("\\Delta", hansonWright),
  delta: DELTA,
  rule: "The share of 400 independent inputs whose form leaves the level; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
  reason: "A quadratic form sees the symmetric part only, and is a weighted sum of squares in its eigenvectors’ basis.",
  grid: CELLS,
  law: () => (norms) => norms,
  measure: sample,
  caption: "The share of inputs whose quadratic form leaves its level, against the allowed $\\delta = 0.1$.",
  chart: failureForest,
  control: {
    statement:
      "With the spectral norm in the Frobenius norm’s place: $|x^\\top A x - \\operatorname{tr} A| \\le 2\\lVert A_s\\rVert_2(\\sqrt t + t)$.",
    power: () => {
      // In units of 1/sqrt(d): chi-square around d, and ||A_s||_2 = 1.
      const level = hansonWright.evaluate({ frobenius: 1, spectral: 1, t: Math.log(2 / DELTA) });
      return {
        value: chiSquareTail(256 + level, 256) + chiSquareCdf(256 - level, 256),
        how: "exact: $\\sqrt d\\,x^\\top A x$ is chi-square with 256 degrees of freedom when $A = I/\\sqrt d$",
      };
    },
    grid: CONTROL,
    law:
      () =>
      ({ spectral }) => ({ frobenius: spectral, spectral }),
  },
});

interface Norms {
  readonly frobenius: number;
  readonly spectral: number;
}

function sample(cell: FormCell, context: Context, role: string, normsUsed: (norms: Norms) => Norms) {
  const a = matrixOf(cell, context.seed);
  const symmetric = symmetricPart(a);
  const norms = normsUsed({ frobenius: frobeniusNorm(symmetric), spectral: spectralNorm(symmetric) });
  const level = hansonWright.evaluate({ ...norms, t: Math.log(2 / DELTA) });
  const mean = trace(a);
  const source = stream(context.seed, "B.8-general", role, cell.A, cell.d);
  const x = new Float64Array(cell.d);
  let failures = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    drawInputs(source, "gaussian", x);
    if (Math.abs(rowLogits(x, x, a).logits[0]! - mean) > level) failures++;
  }
  return { draws: DRAWS, failures } as const;
}

function matrixOf({ A, d }: FormCell, seed: number): Weights {
  if (A === "random") return randomWeights(stream(seed, "B.8-general", "matrix", d), d);
  return A === "I/√d" ? isotropicWeights(d) : bandMatrix(A, d);
}

/** Ones right above the diagonal, or everywhere above it. */
export function bandMatrix(A: "shift" | "upper triangle", d: number): Weights {
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = a + 1; b < d; b++) if (A === "upper triangle" || b === a + 1) entries[a * d + b] = 1;
  }
  return { d, entries, label: A };
}
