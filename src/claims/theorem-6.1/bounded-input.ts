/** Theorem E.1 under the boundedness that the paper assumes of its input: the diagonal then needs no probability. */
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { isotropicWeights, spectralNorm } from "../../attention/weights.js";
import { logitBound } from "../../bounds/lemma-4.2.js";
import { boundedLogitBound, errorBoundPaper, errorTrivial } from "../../bounds/theorem-6.1.js";
import { windowExtremes, type WindowExtremes } from "../../experiments/window-extremes.js";
import { inputBound, type InputModel } from "ncsparse-kit/random";
import { boundClaim, type FailureCount, type Role } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { againstBound, mapDraws } from "ncsparse-kit/claims/measure";
import { DELTA, DIMENSION, DRAWS, lnError, windowOf } from "./samples.js";
import { ENTRY_SCALE, FAILURE_RULE } from "./window-bound.js";

type BoundedCell = {
  readonly input: Exclude<InputModel, "gaussian">;
  readonly n: number;
  readonly s: number;
  readonly C: number;
};
const N = 256;
const SCALES = [0.015625, 0.0625] as const;
const EXPONENTS = [0.5, 0.75] as const;
const CELLS: readonly BoundedCell[] = (["rademacher", "uniform"] as const).flatMap((input) => [
  { input, n: N, s: SCALES[0], C: 0.5 },
  { input, n: N, s: SCALES[1], C: 0.5 },
  { input, n: N, s: SCALES[1], C: 0.75 },
]);
const CONTROL: BoundedCell = { input: "rademacher", n: N, s: SCALES[1], C: 0.5 };
/** The share of the direct route's exponent 2 lambda' that the control leaves. */
const FALSE_ROUTES = 0.25;

const windows = EXPONENTS.map((C) => windowOf({ n: N, s: 1, C }));

function extremes(input: BoundedCell["input"], context: Context, role: Role): WindowExtremes {
  return drawSet(context, ["T6.1-bounded", role, input, N], (path) => {
    const setup = { n: N, input, inputScale: 1, weights: isotropicWeights(DIMENSION) } as const;
    return windowExtremes(context.seed, path, setup, DRAWS, SCALES, windows, context.signal);
  });
}

/** ln of the largest entry of |P_k - P|, and R; one value a draw. */
function sample({ input, s, C, n }: BoundedCell, context: Context, role: Role) {
  const { rowScale, scales } = extremes(input, context, role);
  const columns = scales[(SCALES as readonly number[]).indexOf(s)]!.windows[windows.indexOf(windowOf({ n, s, C }))]!;
  return { lnValue: lnError(columns), rowScale: rowScale.map((R) => s * R) };
}

/** The level of every logit, diagonal included. */
function levelOfAll({ input, n, s }: BoundedCell, R: number): number {
  const spectral = spectralNorm(isotropicWeights(DIMENSION, s));
  return boundedLogitBound.evaluate({ R, n, delta: DELTA, d: DIMENSION, B: inputBound(input), spectral });
}

/** ln of a bound on the error at a cell and a draw's R. */
type LnBound = (cell: BoundedCell, R: number) => number;

const lnPaperBound: LnBound = (cell, R) => {
  const { n } = cell;
  const lambda = logitBound.evaluate({ R, n, delta: DELTA });
  return errorBoundPaper.evaluateLn({ n, k: windowOf(cell), lambda, lambdaAll: levelOfAll(cell, R) });
};

const lnFewRoutes: LnBound = (cell, R) => FALSE_ROUTES * levelOfAll(cell, R) - Math.log(windowOf(cell));

function measureError(cell: BoundedCell, context: Context, role: Role, lnAt: LnBound): FailureCount {
  const { lnValue, rowScale } = sample(cell, context, role);
  const lnBound = mapDraws(DRAWS, (draw) => lnAt(cell, rowScale[draw]!));
  const trivial = errorTrivial.evaluate({ n: cell.n, k: windowOf(cell) });
  return againstBound({ lnValue, lnBound, delta: DELTA, trivial, at: { R: rowScale } });
}

/** Theorem E.1 for bounded entries. */
export const bounded: Claim = boundClaim({
  id: "T6.1-bounded",
  item: "Theorem 6.1 (= E.1), bounded input",
  restates: "Theorem 6.1",
  title: "The same bound for bounded input, where it is vacuous for fewer lengths",
  provenance: "reconstructed",
  hypotheses: [
    "Self-attention, diagonal included; entries of $X$ independent of mean 0 and variance 1, $|x| \\le B$: random signs ($B = 1$) and uniform ($B = \\sqrt3$), $d = 64$.",
    "$W = s\\,I/\\sqrt d$, fixed before $X$ is drawn.",
  ],
  scope:
    "The entrywise max norm; $1 \\le k \\le n-1$. Off the diagonal $|z_{ij}| \\le \\lambda = R\\,\\ell(n^2,\\delta)$, on it $|z_{ii}| \\le d B^2\\lVert W\\rVert_2$ in every draw, so that $\\delta$ is not split; $\\lambda'$ is the larger.",
  statement:
    "With $k = n^C$ and probability at least $1-\\delta$, $\\lVert D_{\\text{spar}}^{-1}A_{\\text{spar}} - D^{-1}A\\rVert_{\\max} \\le e^{2\\lambda}/(n-1) + e^{4\\lambda'}/k$.",
  bound: fromFormula("\\lambda'", boundedLogitBound),
  ...FAILURE_RULE,
  reason:
    "Given $x_i$, the logits off the diagonal are sub-Gaussian with proxy $\\sigma_i^2$; $|x^\\top W x| \\le \\lVert W\\rVert_2\\lVert x\\rVert^2$. The rest is arithmetic on the event.",
  useScale: ENTRY_SCALE,
  grid: CELLS,
  law: () => lnPaperBound,
  measure: measureError,
  caption:
    "The share of 160 matrices of bounded input in which the bound fails, with its interval; $n = 256$. How near the bound is stands in the table.",
  chart: (result) => failureForest(result),
  control: {
    statement:
      "With an eighth of the direct route’s exponent: the error is at most $e^{\\lambda'/4}/k$, for random signs.",
    power: signsPower,
    how: "row 1 alone, whose diagonal logit is $s\\sqrt d$: Hoeffding’s inequality keeps its other logits below $4\\sigma_1$ and their mean above $-4\\sigma_1/\\sqrt{n-1}$",
    grid: CONTROL,
    law: () => lnFewRoutes,
  },
});

/** How far the off-diagonal logits of row 1 may stray, in units of their scale. */
const FAR = 4;

/** A lower bound on the control's failure probability: for random signs sigma_1 = s and z_11 = s sqrt d in every draw. */
function signsPower(): number {
  const { n, s, C } = CONTROL;
  const k = windowOf({ n, s, C });
  const own = Math.exp(s * Math.sqrt(DIMENSION));
  const kept = own + (k - 1) * Math.exp(FAR * s);
  const all = own + (n - 1) * Math.exp((-FAR * s) / Math.sqrt(n - 1));
  const level = Math.exp(FALSE_ROUTES * levelOfAll(CONTROL, s)) / k;
  return own * (1 / kept - 1 / all) > level ? 1 - n * Math.exp((-FAR * FAR) / 2) : 0;
}
