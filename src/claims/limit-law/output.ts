import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { outputErrorLimit } from "../../limit/exponents.js";
import { outputErrorLaw, rowScale } from "../../limit/finite-size.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { differenceForest, ratioForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import { limitClaim } from "./exponent-claim.js";
import { medianPower } from "./power.js";
import { FIXED_HYPOTHESIS } from "./words.js";

type OutputCell = { readonly n: number; readonly sigma: number; readonly C: number };

const DRAWS = 150;
const TOLERANCE = 0.1;
const N = 2 ** 14;
const QUICK: readonly OutputCell[] = [
  { n: N, sigma: 0.5, C: 0.5 },
  { n: N, sigma: 1, C: 0.5 },
  { n: N, sigma: 1, C: 0.75 },
  { n: N, sigma: 1.5, C: 0.75 },
];
const FULL: readonly OutputCell[] = [...QUICK, { n: 2 ** 16, sigma: 2, C: 0.75 }];
const CONTROL_CELL: OutputCell = { n: N, sigma: 1, C: 0.75 };

/** `ours`: what the window does to the output, in the one direction in which attention has a signal. */
export const outputMeasured: Claim = ratioClaim({
  id: "LL-output",
  title: "The output’s error in the direction that attention looks",
  provenance: "ours",
  hypotheses: [FIXED_HYPOTHESIS, "Values $V = X W_V$: along $W^\\top x_i$ they are the logits, up to scale."],
  scope:
    "$\\sigma$ fixed and $n \\gg e^{\\sigma^2}$; the orthogonal part of the output, of order $\\sqrt{(d-1)/k}$, comes on top.",
  statement:
    "Along $W^\\top x_i$, the output of the renormalised window exceeds the exact one, relatively, by $h(b-\\sigma)/\\sigma$, with $b = \\Phi^{-1}(1-k/n)$ and the normal hazard $h$.",
  bound: fromFunction(
    "outputErrorLaw",
    "\\frac{\\langle (p_k - p)V, W^\\top x_i\\rangle}{\\langle pV, W^\\top x_i\\rangle} \\approx \\frac{h(b-\\sigma)}{\\sigma}",
  ),
  tolerance: TOLERANCE,
  rule: "Every logit of 150 rows is drawn; the distribution-free interval of the median error over the law must lie within $1 \\pm 0.1$.",
  reason:
    "Under the weights $e^z$ the logits are $N(\\sigma^2,\\sigma^2)$, so $pV$ reads $\\sigma^2$; kept are those above $\\sigma b$, whose mean is $\\sigma^2 + \\sigma h(b-\\sigma)$.",
  grid: { quick: QUICK, full: FULL },
  law: (cell) => outputErrorLaw(...lawArguments(cell)),
  measure: measureAt,
  caption: "Measured relative output error along $W^\\top x_i$ over the law: the window’s output overshoots.",
  chart: (result) => ratioForest(result, "output error"),
  control: {
    statement: "The hazard at $b$ in place of $b - \\sigma$: as if the weights did not tilt the logits’ law.",
    power: () => medianPower(DRAWS, CONTROL_MISSED),
    how: "the false law is 1.75 times the true one, and by Chebyshev’s inequality fewer than one row in five is that far off; the binomial law for the median",
    grid: CONTROL_CELL,
    law: (cell) => {
      const [lnN, sigma, lnK] = lawArguments(cell);
      // h(b) / sigma is the law's h(b - sigma) / sigma at an edge moved by sigma.
      return outputErrorLaw(lnN, 1e-9, lnK) * (1e-9 / sigma);
    },
  },
});

const CONTROL_MISSED = 0.2;

function lawArguments({ n, sigma, C }: OutputCell): [lnN: number, sigma: number, lnK: number] {
  return [Math.log(n), sigma, Math.log(windowOf(n, C))];
}

function windowOf(n: number, C: number): number {
  return Math.round(Math.exp(C * Math.log(n)));
}

function measureAt(cell: OutputCell, context: Context, role: string, law: number) {
  const errors = drawSet(context, ["LL", "output", role, cell.n, cell.sigma, cell.C], (path) =>
    drawErrors(path, cell, context),
  );
  const median = quantileInterval(errors, 0.5);
  return { draws: DRAWS, ratio: over(median, law), note: `median error ${median.value.toFixed(3)}` } as const;
}

/** Relative overshoot of the weighted mean of the logits over the kept entries, one value a row. */
function drawErrors(path: DrawPath, { n, sigma, C }: OutputCell, { seed, signal }: Context): Float64Array {
  const k = windowOf(n, C);
  const logits = new Float64Array(n);
  return Float64Array.from({ length: DRAWS }, (_, draw) => {
    signal?.throwIfAborted();
    drawInputs(stream(seed, ...path, draw), "gaussian", logits, sigma);
    logits.sort();
    const kept = weightedMean(logits, n - k);
    const all = weightedMean(logits, 0);
    return kept / all - 1;
  });
}

/** Mean of the logits from an index on, weighted by their exponentials. */
function weightedMean(logits: Float64Array, from: number): number {
  let [weight, sum] = [0, 0];
  for (let j = from; j < logits.length; j++) {
    const w = Math.exp(logits[j]!);
    weight += w;
    sum += w * logits[j]!;
  }
  return sum / weight;
}

type OutputLimitCell = { readonly c: number; readonly C: number };
/** ln n at which the hazard is within 1e-6 of its argument, relatively to sigma. */
const LN_FAR = 1e8;

function farOutputError({ c, C }: OutputLimitCell): number {
  return outputErrorLaw(LN_FAR, rowScale(LN_FAR, c), C * LN_FAR);
}

/** `ours`: its limit, a phase transition of the output. */
export const outputLimit: Claim = limitClaim({
  id: "LL-output-limit",
  title: "The output’s error vanishes on the same side of the critical line",
  scope: "$c > 0$, off the critical line.",
  statement:
    "With $\\sigma = c\\sqrt{2\\ln n}$ the relative output error along $W^\\top x_i$ tends to $(u-c)/c$ below the critical line and to 0 above it.",
  reason:
    "$h(x) \\sim x$ for $x \\to \\infty$ and $h(x) \\to 0$ for $x \\to -\\infty$, at $x = (u - c)\\sqrt{2\\ln n}$.",
  bound: fromFunction("outputErrorLimit", "\\frac{h(b-\\sigma)}{\\sigma} \\to \\max\\Bigl(0, \\frac{u-c}{c}\\Bigr)"),
  grid: [
    { c: 0.2, C: 0.5 },
    { c: 0.6, C: 0.5 },
    { c: 0.8, C: 0.5 },
    { c: 0.4, C: 0.75 },
    { c: 0.6, C: 0.75 },
  ],
  difference: (cell) => farOutputError(cell) - outputErrorLimit(cell.c, cell.C),
  caption: "The law’s relative output error at $\\ln n = 10^8$, minus the limit.",
  chart: (result) => differenceForest(result, "law − limit"),
  control: {
    statement: "The error tends to $u - c$, not divided by $c$.",
    grid: { c: 0.2, C: 0.5 },
    difference: (cell) => farOutputError(cell) - (Math.sqrt(1 - cell.C) - cell.c),
  },
});
