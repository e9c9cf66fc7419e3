import { equalCostWindows, keptEntries, weightsOf, type Weighting } from "../../experiments/index.js";
import { normalCdf, normalHazard, normalTailQuantile } from "ncsparse-kit/probability";
import { certain, exactTrendClaim, type Exact, type MeasuredTrend } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";

type CriterionCell = { readonly weighting: Weighting; readonly ratio: number };

const CELLS: readonly CriterionCell[] = (["rows", "lengths"] as const).flatMap((weighting) =>
  [0.5, 0.9, 1.1, 2].map((ratio) => ({ weighting, ratio })),
);
const BETWEEN: readonly CriterionCell[] = [{ weighting: "lengths", ratio: 0.95 }];

/** Lengths near each other, so that h(t) is nearly one number, and long beside e^(sigma^2). */
const LENGTHS: readonly number[] = [1, 1.25, 1.5, 1.75].map((factor) => factor * 2 ** 40);
const CONSTANT = 2 ** 30;
/** A small exponent: the statement is about the derivative at C = 0. */
const SMALL = 0.01;

/** t = Phi^{-1}(1 - k/n). */
function level(k: number, n: number): number {
  return normalTailQuantile(k / n);
}

/** The scale at which a growing window begins to pay: h(t) for rows, 2 h(t) for lengths, t averaged as the cost is. */
export function payingScale(weighting: Weighting, lengths: readonly number[], k0: number): number {
  const weights = weightsOf("rows", lengths);
  const t = lengths.reduce((sum, n, i) => sum + weights[i]! * level(k0, n), 0);
  return (weighting === "rows" ? 1 : 2) * normalHazard(t);
}

/** The law of the total variation at fixed sigma and large n: Phi(t - sigma). */
function error(windows: ArrayLike<number>, sigma: number, weighting: Weighting): number {
  const weights = weightsOf(weighting, LENGTHS);
  return LENGTHS.reduce((sum, n, i) => sum + weights[i]! * normalCdf(level(windows[i]!, n) - sigma), 0);
}

/** Relative gain of alpha n^0.01 over the constant at equal cost. */
function gain(sigma: number, weighting: Weighting): number {
  const constant = error(
    LENGTHS.map(() => CONSTANT),
    sigma,
    weighting,
  );
  const windows = equalCostWindows({ kind: "power", C: SMALL }, LENGTHS, CONSTANT);
  return 1 - error(windows, sigma, weighting) / constant;
}

/** Where a little growth pays. */
export const criterion: Claim = exactTrendClaim({
  id: "P7.2-criterion",
  item: "Proposition 7.2 at equal cost",
  title: "A little growth pays if and only if the scale exceeds the hazard",
  provenance: "ours",
  hypotheses: [
    "i.i.d. Gaussian rows at fixed $\\sigma$, $n \\gg e^{\\sigma^2}$: total variation $\\Phi(t-\\sigma)$, $t = \\Phi^{-1}(1-k/n)$.",
  ],
  scope:
    "Total variation at equal cost; $C \\to 0$ (computed: $C = 0.01$, four lengths within a factor 2 of $2^{40}$, $k_0 = 2^{30}$). The law's own derivative, no draws.",
  statement:
    "The window $\\alpha n^C$ with a small $C > 0$ beats the constant of equal cost if and only if $\\operatorname{Cov}(\\ln n, w_n g_n/n) > 0$, lengths weighted by $n$, $g_n = -\\partial\\,\\mathrm{err}_n/\\partial k$ at $k_0$; asymptotically if $\\sigma > h(t)$ where rows count equally, and $\\sigma > 2h(t)$ where lengths do, $h = \\varphi/(1-\\Phi)$.",
  bound: fromTex(
    "\\frac{d\\,\\mathrm{Err}}{dC}\\Big|_{0} = -k_0\\,\\Bigl(\\sum_n n\\Bigr)\\,\\operatorname{Cov}\\Bigl(\\ln n, \\frac{w_n g_n}{n}\\Bigr),\\qquad g_n = \\frac{e^{\\sigma t - \\sigma^2/2}}{n}",
  ),
  sign: "positive",
  rule: "The gain of $\\alpha n^{0.01}$ over the constant, times the sign of $\\sigma$ minus the threshold, must be positive at 0.5, 0.9, 1.1 and 2 times the threshold.",
  reason:
    "$\\ln(w_n g_n/n)$ rises with $\\ln n$ at the rate $\\sigma/h(t) - 1$ for rows and $\\sigma/h(t) - 2$ for lengths, since $dt/d\\ln n = 1/h(t)$.",
  grid: CELLS,
  measure: ({ weighting, ratio }) => signed(ratio, weighting, Math.sign(ratio - 1)),
  caption: "Relative gain of $\\alpha n^{0.01}$, signed as the criterion predicts, at multiples of the threshold.",
  chart: (result) => signForest(result, "gain × predicted sign"),
  control: {
    statement:
      "A tenth lower: with lengths weighted equally growth pays from $\\sigma > 1.8\\,h(t)$ on (here at $1.9\\,h(t)$).",
    power: certain("nothing is random, and $1.9\\,h(t)$ lies below $2h(t)$"),
    grid: BETWEEN,
    measure: ({ weighting, ratio }) => signed(ratio, weighting, 1),
  },
});

function signed(ratio: number, weighting: Weighting, sign: number): Exact<MeasuredTrend> {
  const value = sign * gain(ratio * payingScale(weighting, LENGTHS, CONSTANT), weighting);
  return { trend: exactly(value) };
}

/** The derivative of the error at C = 0 by the covariance, for error slopes g_n; tested against differences. */
export function growthDerivative(
  lengths: readonly number[],
  weighting: Weighting,
  slopes: ArrayLike<number>,
  k0: number,
): number {
  const weights = weightsOf(weighting, lengths);
  const total = keptEntries(
    lengths,
    lengths.map(() => 1),
  );
  const meanLn = lengths.reduce((sum, n) => sum + (n / total) * Math.log(n), 0);
  return -k0 * lengths.reduce((sum, n, i) => sum + weights[i]! * slopes[i]! * (Math.log(n) - meanLn), 0);
}
