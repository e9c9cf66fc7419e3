import { drawSet } from "ncsparse-kit/claims/draw-set";
import { isotropicWeights, randomWeights, rankOneWeights, type Weights } from "../../attention/weights.js";
import { epsJensen, epsOrder } from "../../bounds/theorem-4.3.js";
import { entryAfterWindow } from "../../experiments/entry-after-window.js";
import { stream, type InputModel } from "ncsparse-kit/random";
import { boundClaim, type Role } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { entryExceeds } from "ncsparse-kit/claims/power";
import { DELTA, DIMENSION, DRAWS } from "./samples.js";
import { entriesAgainst } from "./entries-against.js";

type InputsCell = {
  readonly input: InputModel;
  readonly W: "I/√d" | "random" | "v vᵀ";
  readonly n: number;
  readonly k: number;
};

/** Logits of scale 1/4: where the bounds inform. */
const SCALE = 0.25;
const WINDOWS = [1, 16];

const SETTINGS = [
  ["uniform", "I/√d"],
  ["rademacher", "I/√d"],
  ["rademacher", "v vᵀ"],
  ["gaussian", "random"],
  ["uniform", "random"],
] as const;

function grid(lengths: readonly number[]): InputsCell[] {
  return lengths.flatMap((n) => SETTINGS.flatMap(([input, W]) => WINDOWS.map((k) => ({ input, W, n, k }))));
}
const CONTROL: readonly InputsCell[] = [{ input: "gaussian", W: "I/√d", n: 256, k: 1 }];

/** The bounds beyond Gaussian input and W = I/sqrt(d). */
export const otherInputs: Claim = boundClaim({
  id: "T4.3-inputs",
  item: "Theorem 4.3 (= D.1), bounded inputs and other weights",
  restates: { label: "Theorem 4.3", relation: "sharpened" },
  title: "Attention is sparse for bounded inputs and random weights, too",
  provenance: "ours",
  hypotheses: [
    "Entries of $X$ independent, mean 0, with variance proxy $\\tau^2$: uniform, signs or Gaussian, unit variance.",
    "$W$ fixed: $I/\\sqrt d$, $vv^\\top$ or $W_QW_K^\\top/\\sqrt d$ with random factors, each of Frobenius norm about 1, times $1/4$; $d = 64$.",
  ],
  scope:
    "$1 \\le k \\le n-1$; every row of self-attention. At $k = 1$ Jensen’s form is the smaller of the two, from $k = 2$ on the other.",
  statement:
    "With probability at least $1-\\delta$, every row has $p_{(k+1)} \\le \\min(\\varepsilon_{\\text{jensen}}, \\varepsilon_{\\text{order}})$ at $R = \\max_i \\tau\\lVert W^\\top x_i\\rVert$.",
  bound: fromFormula("\\varepsilon_{\\text{order}}", epsOrder),
  delta: DELTA,
  rule: "A draw fails if any row of it has $p_{(k+1)}$ above the smaller bound; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
  reason:
    "Off the diagonal nothing but independence given the query and the proxy is used. Which bound is the smaller one depends on $n$, $k$ and $\\delta$ alone, not on the draw, so that choosing costs nothing.",
  useScale: "entry to entry, at the measured 90 % quantile over draws of the largest of all rows",
  grid: { quick: grid([128]), full: grid([128, 512]) },
  law: (cell) => (R: number) => lnSmallerBound(cell, R),
  measure: (cell, context, role, lnEps) => entriesAgainst(sampleAt(cell, context, role), cell.k, lnEps),
  caption: "The share of matrices in which some row exceeds the bound, for five pairs of input and weights.",
  chart: failureForest,
  control: {
    statement:
      "With one row scale for the maximum, $R$ for $R\\,\\ell(n(n-1),\\delta)$, for Gaussian input and $W = I/\\sqrt d$: $p_{(2)} \\le e^{R + R\\sqrt{2\\ln(2n/\\delta)/(n-1)}}/(n-1)$ in every row.",
    power: () => {
      const [cell] = CONTROL;
      return {
        value: entryExceeds({ ...cell!, d: DIMENSION, s: SCALE, lnEps: (rowScale) => lnAtOneScale(cell!, rowScale) }),
        how: "row 1 alone: Cantelli's inequality for its sum, the binomial law for its largest logits, averaged over the law of $\\sigma_1$",
      };
    },
    grid: CONTROL,
    law: (cell) => (R) => lnAtOneScale(cell, R),
  },
});

function lnSmallerBound({ n, k }: InputsCell, R: number): number {
  const at = { n, k, R, delta: DELTA };
  return Math.min(epsJensen.evaluateLn(at), epsOrder.evaluateLn(at));
}

function lnAtOneScale({ n }: InputsCell, R: number): number {
  return R + R * Math.sqrt((2 * Math.log((2 * n) / DELTA)) / (n - 1)) - Math.log(n - 1);
}

function sampleAt({ input, W, n, k }: InputsCell, context: Context, role: Role) {
  const { rowScale, lnEntry } = drawSet(context, ["T4.3-inputs", role, input, W, n], (path) => {
    const setup = { n, input, inputScale: 1, weights: weightsOf(W, context.seed) };
    return entryAfterWindow(context.seed, path, setup, DRAWS, [SCALE], WINDOWS, context.signal);
  });
  return { rowScale: rowScale.map((r) => SCALE * r), lnEntry: lnEntry[0]![WINDOWS.indexOf(k)]! };
}

function weightsOf(W: InputsCell["W"], seed: number): Weights {
  switch (W) {
    case "I/√d":
      return isotropicWeights(DIMENSION);
    case "v vᵀ":
      return rankOneWeights(DIMENSION);
    case "random":
      return randomWeights(stream(seed, "T4.3-inputs", "random weights"), DIMENSION);
  }
}
