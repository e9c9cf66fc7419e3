import { subExponentialTail } from "../../bounds/appendix-b/chi-square.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { logGammaP, logGammaQ } from "ncsparse-kit/probability";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula, fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, lnSum, tailOf, type TailPair } from "./exact-tail.js";

type MomentCell = { readonly lambda: number };
type ChiSquareCell = { readonly k: number; readonly t: number };

const LAMBDAS: readonly MomentCell[] = [-0.25, -0.1, -0.01, 0.01, 0.1, 0.25].map((lambda) => ({ lambda }));

/** ln E exp(lambda (X - k)) / k for X chi-square with k degrees of freedom, lambda < 1/2. */
export function chiSquareLogMoment(lambda: number): number {
  if (!(lambda < 0.5)) throw new RangeError(`chiSquareLogMoment: lambda must be below 1/2, got ${lambda}`);
  return -0.5 * Math.log1p(-2 * lambda) - lambda;
}

/** s^2 lambda^2 / 2 over k, with s^2 = 4k. */
function momentBound(lambda: number): number {
  return 2 * lambda * lambda;
}

function measureMoment({ lambda }: MomentCell): MeasuredExcess {
  const value = chiSquareLogMoment(lambda);
  // Both are logarithms per degree of freedom; log1p, the product and the difference round once each, at size |lambda|.
  return {
    excess: value - momentBound(lambda),
    roundingBound: 8 * ULP * Math.abs(lambda),
    comparison: { measured: exactly(value), bound: momentBound(lambda), trivial: null },
  };
}

/** The hypothesis of B.10 for the variable that it is measured on. */
export const chiSquareIsSubExponential: Claim = inequalityClaim({
  id: "B.10-moment",
  item: "Lemma B.10, its hypothesis",
  restates: "Lemma B.10",
  title: "A chi-square variable is sub-exponential with parameters (4k, 4)",
  provenance: "reconstructed",
  hypotheses: ["$X$ is chi-square with $k$ degrees of freedom."],
  scope: "$|\\lambda| \\le 1/\\alpha = 1/4$; every $k$, since both sides are proportional to it.",
  statement:
    "$\\mathbb E\\,e^{\\lambda(X-k)} \\le e^{s^2\\lambda^2/2}$ for $|\\lambda| \\le 1/\\alpha$ with $s^2 = 4k$, $\\alpha = 4$: $X \\in \\mathrm{SE}(4k, 4)$.",
  bound: fromFunction(
    "chiSquareLogMoment",
    "\\ln\\mathbb E\\,e^{\\lambda(X-k)} = -\\tfrac k2\\ln(1-2\\lambda) - k\\lambda \\le 2k\\lambda^2",
  ),
  rule: "The difference of the two exponents, per degree of freedom, must not exceed the rounding error of the closed form.",
  reason:
    "The series of $-\\tfrac12\\ln(1-2\\lambda)-\\lambda$ begins with $\\lambda^2$; up to $1/4$ the rest at most doubles it.",
  useScale: "exponent to exponent",
  grid: LAMBDAS,
  measure: measureMoment,
  caption:
    "The exponent of the moment and its bound $2\\lambda^2$, per degree of freedom. The moment has a pole at $\\lambda = 1/2$, so the bound must end; it holds up to $\\lambda = 0.342$, and is claimed up to $1/4$.",
  chart: momentChart,
  control: {
    statement: "With $\\alpha = 2.2$, i.e. up to $\\lambda = 0.4545$.",
    power: certain("at $\\lambda = 1/2.2$ the exponents are $0.744$ and $0.413$"),
    grid: { lambda: 1 / 2.2 },
  },
});

function momentChart(): ChartSpec {
  const lambdas = steps(-0.45, 0.45, 37);
  return boundChart({
    series: [
      { kind: "paper-bound", label: "$2\\,\\lambda^2$", points: lambdas.map((x) => ({ x, y: momentBound(x) })) },
      { kind: "law", label: "exact", points: lambdas.map((x) => ({ x, y: chiSquareLogMoment(x) })) },
    ],
    x: { title: "$\\lambda$", domain: [-0.5, 0.5] },
    y: { title: "ln of the moment, per degree of freedom" },
    height: 230,
    description:
      "The log moment of a centred chi-square variable and its bound 2 lambda^2; they cross at lambda = 0.342.",
  });
}

const CELLS: readonly ChiSquareCell[] = [1, 16, 256].flatMap((k) =>
  [1, 4, 16].map((share) => ({ k, t: share * Math.sqrt(k) })),
);

function lnDeviation({ k, t }: ChiSquareCell): number {
  return lnSum(logGammaQ(k / 2, (k + t) / 2), t < k ? logGammaP(k / 2, (k - t) / 2) : -Infinity);
}

function pair(cell: ChiSquareCell): TailPair {
  const { k, t } = cell;
  return { lnTail: lnDeviation(cell), lnBound: subExponentialTail.evaluateLn({ t, s: 2 * Math.sqrt(k), alpha: 4 }) };
}

/** B.10. */
export const subExponential: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.10-tail",
  item: "Lemma B.10 (sub-exponential tails)",
  restates: "Lemma B.10",
  title: "Sub-exponential variables have two-sided tails of two regimes",
  hypotheses: [
    "$X \\in \\mathrm{SE}(s^2,\\alpha)$: $\\mathbb E\\,e^{\\lambda(X-\\mathbb EX)} \\le e^{s^2\\lambda^2/2}$ for $|\\lambda| \\le 1/\\alpha$.",
  ],
  scope:
    "Every $t > 0$; measured on chi-square variables, which are $\\mathrm{SE}(4k,4)$ ([B.10-moment](#B.10-moment)).",
  statement: "$\\Pr[|X - \\mathbb EX| \\ge t] \\le 2\\exp\\bigl(-\\tfrac12\\min(t^2/s^2,\\ t/\\alpha)\\bigr)$.",
  bound: fromFormula("\\Pr[|X-\\mathbb EX| \\ge t] \\le \\beta,\\quad \\beta", subExponentialTail),
  reason: "Markov’s inequality at $\\lambda = \\min(t/s^2, 1/\\alpha)$, on either side.",
  grid: CELLS,
  measure: tailOf(pair),
  caption:
    "The exact two-sided tail of chi-square variables against the sub-exponential bound: a parabola in the exponent up to $t = k$, a line beyond.",
  chart: () =>
    tailChart({
      panels: [1, 16, 256].map((k) => ({
        facet: `$k = ${k}$`,
        points: steps(0.5, 16, 24).map((share) => ({ x: share, ...pair({ k, t: share * Math.sqrt(k) }) })),
      })),
      x: { title: "$t / \\sqrt k$", domain: [0, 16] },
      y: "probability of $|X - k| \\ge t$",
      boundLabel: "B.10",
      description:
        "Exact two-sided tails of chi-square laws with 1, 16 and 256 degrees of freedom, below the sub-exponential bound.",
    }),
  control: {
    statement:
      "Without the factor 2: a random sign is $\\mathrm{SE}(1,\\alpha)$ for every $\\alpha$, so at $t = 1$, $\\alpha = 1$: $\\Pr[|X| \\ge 1] \\le e^{-1/2}$.",
    power: certain("a sign has $|X| = 1$, and $e^{-1/2} = 0.607$"),
    grid: { t: 1, s: 1, alpha: 1 },
    measure: tailOf((cell: { t: number; s: number; alpha: number }) => ({
      lnTail: 0,
      lnBound: subExponentialTail.evaluateLn(cell) - Math.LN2,
    })),
  },
});
