import {
  frobeniusNorm,
  hollowPart,
  randomWeights,
  spectralNorm,
  trace,
  type Weights,
} from "../../attention/weights.js";
import { rowLogits } from "../../attention/logits.js";
import { hansonWright } from "../../bounds/appendix-b/chi-square.js";
import { drawInput, stream, type Stream } from "ncsparse-kit/random";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { fillSparseSigns, lnSquareNormTail } from "./sparse-signs.js";
import { bandMatrix } from "./quadratic-form.js";

/** The share q of entries other than 0, of sparse signs. */
const SHARES = { "sparse signs, q = 1/3": 1 / 3, "sparse signs, q = 1/64": 1 / 64 } as const;

type ProxyCell = {
  readonly law: "rademacher" | "uniform" | keyof typeof SHARES;
  readonly A: "random" | "shift" | "upper triangle" | "I";
  readonly d: number;
};

const DELTA = 0.1;
const DRAWS = 400;

const LAWS = ["rademacher", "uniform", "sparse signs, q = 1/3"] as const;
const MATRICES = ["random", "shift", "upper triangle"] as const;
const CELLS: readonly ProxyCell[] = LAWS.flatMap((law) => MATRICES.map((A) => ({ law, A, d: 64 })));
const CONTROL: ProxyCell = { law: "sparse signs, q = 1/64", A: "I", d: 256 };

/** `ours`: where Hanson-Wright keeps its Gaussian constants. */
export const hansonWrightProxy: Claim = boundClaim({
  id: "B.8-proxy",
  item: "Lemma B.8 (Hanson–Wright), beyond Gaussian entries",
  restates: { label: "Lemma B.8", relation: "extended" },
  title: "Off the diagonal, variance proxy 1 is all that the Gaussian constants ask for",
  provenance: "ours",
  hypotheses: [
    "$x$ has independent entries with mean 0 and variance proxy 1: signs, uniform on $[-\\sqrt3,\\sqrt3]$, or sparse signs, 0 with probability $1-q$ and else $\\pm q^{-1/2}$, with $q \\ge 1/3$.",
    "$A_s = (A+A^\\top)/2$ has a diagonal of zeros.",
  ],
  scope:
    "Every such $x$ and $A$, at $\\delta = 0.1$: $W_QW_K^\\top/\\sqrt d$ with random factors less its diagonal, the shift $e_a \\mapsto e_{a+1}$, and a full upper triangle. With a diagonal it is another matter ([B.8-sparse](#B.8-sparse)).",
  statement:
    "With probability at least $1-\\delta$, $|x^\\top A x| \\le 2\\lVert A_s\\rVert_F\\sqrt t + 2\\lVert A_s\\rVert_2\\,t$ with $t = \\ln(2/\\delta)$: the Gaussian form, unchanged.",
  bound: fromFormula("\\Delta", hansonWright),
  delta: DELTA,
  rule: "The share of 400 independent inputs whose form leaves the level; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
  reason:
    "Without a diagonal the form is linear in each entry given the others. Proxy 1 says that $\\mathbb E\\,e^{cx_a} \\le e^{c^2/2} = \\mathbb E\\,e^{cg_a}$; so entries can be replaced by Gaussian ones one by one, the exponential moment only grows, and the proof of the Gaussian form is by that moment. For sparse signs $\\mathbb E x_a^{2m} = q^{1-m} \\le (2m-1)!!$ from $q = 1/3$ on.",
  grid: CELLS,
  measure: sample,
  caption:
    "The share of inputs whose quadratic form leaves its level, for three laws and three matrices without a diagonal.",
  chart: failureForest,
  control: {
    statement:
      "With neither hypothesis: sparse signs of $q = 1/64$ and $A = I$, $|x^\\top A x - \\operatorname{tr} A|$ within the same level.",
    power: () =>
      Math.exp(
        lnSquareNormTail({ q: 1 / 64, d: CONTROL.d }, levelFor({ frobenius: Math.sqrt(CONTROL.d), spectral: 1 })),
      ),
    how: "exact: $q\\lVert x\\rVert^2$ is binomial, and leaves the level at every count but its mean, 4",
    grid: CONTROL,
  },
});

function levelFor(norms: { frobenius: number; spectral: number }): number {
  return hansonWright.evaluate({ ...norms, t: Math.log(2 / DELTA) });
}

function sample(cell: ProxyCell, context: Context, role: string) {
  const a = matrixOf(cell, context.seed);
  const level = levelFor({ frobenius: frobeniusNorm(a), spectral: spectralNorm(a) });
  const mean = trace(a);
  const source = stream(context.seed, "B.8-proxy", role, cell.law, cell.A);
  const x = new Float64Array(cell.d);
  let failures = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    fill(source, cell, x);
    if (Math.abs(rowLogits(x, x, a).logits[0]! - mean) > level) failures++;
  }
  return { draws: DRAWS, failures } as const;
}

function fill(source: Stream, { law }: ProxyCell, x: Float64Array): void {
  if (law === "rademacher" || law === "uniform") drawInput(source, law, x);
  else fillSparseSigns(source, SHARES[law], x);
}

/** The symmetric part of the matrix, without its diagonal but for I. */
function matrixOf({ A, d }: ProxyCell, seed: number): Weights {
  if (A === "random") return hollowPart(randomWeights(stream(seed, "B.8-proxy", "matrix"), d));
  if (A !== "I") return hollowPart(bandMatrix(A, d));
  const entries = new Float64Array(d * d);
  for (let a = 0; a < d; a++) entries[a * d + a] = 1;
  return { d, entries, label: A };
}
