import { chernoffLower, chernoffUpper } from "../../bounds/appendix-b/chernoff.js";
import { logBinomialCdf, logBinomialTail } from "ncsparse-kit/probability";
import type { Claim } from "ncsparse-kit/claims/claim";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { fromFormula } from "ncsparse-kit/claims/display";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, largestInteger, leastInteger, tailOf, type TailPair } from "./exact-tail.js";

type BinomialCell = { readonly n: number; readonly p: number; readonly t: number };

/** Means 50, 10, 1,000 and 100, from a fair coin to nearly Poisson; small, middling and large deviations. */
const CELLS: readonly BinomialCell[] = (
  [
    [100, 0.5],
    [1000, 0.01],
    [10_000, 0.1],
    [1_000_000, 1e-4],
  ] as const
).flatMap(([n, p]) => [0.1, 0.5, 0.9].map((t) => ({ n, p, t })));

const HYPOTHESES = ["$X = X_1 + \\dots + X_n$, the $X_i$ independent, 0 or 1, with mean $\\mu$ in all."];
const SCOPE = "$0 < t < 1$. Measured where the law of $X$ is binomial, $\\mu = np$.";

function upperTail({ n, p, t }: BinomialCell): number {
  return logBinomialTail(leastInteger((1 + t) * n * p), n, p);
}

function upperPair(cell: BinomialCell): TailPair {
  return { lnTail: upperTail(cell), lnBound: chernoffUpper.evaluateLn({ t: cell.t, mu: cell.n * cell.p }) };
}

function lowerPair({ n, p, t }: BinomialCell): TailPair {
  return {
    lnTail: logBinomialCdf(largestInteger((1 - t) * n * p), n, p),
    lnBound: chernoffLower.evaluateLn({ t, mu: n * p }),
  };
}

function panels(pair: (cell: BinomialCell) => TailPair, to: number) {
  const settings = [
    { n: 100, p: 0.5, facet: "$n = 100$, $\\mu = 50$" },
    { n: 1000, p: 0.01, facet: "$n = 1000$, $\\mu = 10$" },
    { n: 1_000_000, p: 1e-4, facet: "$n = 10^6$, $\\mu = 100$" },
  ];
  return settings.map(({ n, p, facet }) => {
    // Whole counts only: between them the exact tail is constant and the bound is not at its nearest.
    const mu = n * p;
    const counts = [...new Set(steps(0, to * mu, 25).map((x) => Math.round(x)))].filter((x) => x > 0);
    return { facet, points: counts.map((x) => ({ x: x / mu, ...pair({ n, p, t: x / mu }) })) };
  });
}

/** B.4, upper tail. */
export const chernoffAbove: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.4-upper",
  item: "Lemma B.4 (Chernoff), upper tail",
  restates: "Lemma B.4",
  title: "Chernoff’s upper tail, for t below 1",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement: "$\\Pr[X \\ge (1+t)\\mu] \\le e^{-t^2\\mu/3}$ for $0 < t < 1$.",
  bound: fromFormula("\\Pr[X \\ge (1+t)\\mu] \\le \\beta,\\quad \\beta", chernoffUpper),
  reason:
    "The exponential moment gives $\\mu\\,((1+t)\\ln(1+t) - t)$ as exponent, which is at least $t^2\\mu/3$ up to $t = 1.81$.",
  grid: CELLS,
  measure: tailOf(upperPair),
  caption:
    "The exact upper tail of a binomial law and Chernoff’s bound, along $t$, for three means. The bound’s exponent is too small by a third at small $t$, and by little at $t = 1$; beyond $t = 1$ nothing is claimed.",
  chart: () =>
    tailChart({
      panels: panels(upperPair, 1),
      x: { title: "$t$" },
      y: "probability of $X \\ge (1+t)\\,\\mu$",
      boundLabel: "B.4",
      description:
        "Exact binomial upper tails and Chernoff's bound for t up to 1 at means 50, 10 and 100; the bound lies above everywhere.",
    }),
  control: {
    statement: "The same up to $t = 2$.",
    power: certain(
      "$X \\sim \\mathrm{Bin}(10^6, 10^{-3})$ reaches $3\\mu$ with probability $e^{-1302.4}$, and $t^2\\mu/3 = 1333.3$",
    ),
    grid: { n: 1_000_000, p: 1e-3, t: 2 },
  },
});

/** B.4, lower tail. */
export const chernoffBelow: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.4-lower",
  item: "Lemma B.4 (Chernoff), lower tail",
  restates: "Lemma B.4",
  title: "Chernoff’s lower tail",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement: "$\\Pr[X \\le (1-t)\\mu] \\le e^{-t^2\\mu/2}$ for $0 < t < 1$.",
  bound: fromFormula("\\Pr[X \\le (1-t)\\mu] \\le \\beta,\\quad \\beta", chernoffLower),
  reason: "The exponent $\\mu\\,((1-t)\\ln(1-t) + t)$ is at least $t^2\\mu/2$ for every $t$ in $(0,1)$.",
  grid: CELLS,
  measure: tailOf(lowerPair),
  caption:
    "The exact lower tail of a binomial law and Chernoff’s bound, along $t$. Below its mean a sum of 0–1 variables is lighter than a normal one.",
  chart: () =>
    tailChart({
      panels: panels(lowerPair, 0.96),
      x: { title: "$t$" },
      y: "probability of $X \\le (1-t)\\,\\mu$",
      boundLabel: "B.4",
      description:
        "Exact binomial lower tails and Chernoff's bound for t below 1 at means 50, 10 and 100; the bound lies above everywhere.",
    }),
  control: {
    statement: "The upper tail with the lower tail’s constant: $\\Pr[X \\ge (1+t)\\mu] \\le e^{-t^2\\mu/2}$.",
    power: certain(
      "at $t = 0.9$ the exact exponent per unit of $\\mu$ is near $1.9\\ln 1.9 - 0.9 = 0.320$, below $0.405$",
    ),
    grid: { n: 1_000_000, p: 1e-4, t: 0.9 },
    measure: tailOf((cell) => ({
      lnTail: upperTail(cell),
      lnBound: chernoffLower.evaluateLn({ t: cell.t, mu: cell.n * cell.p }),
    })),
  },
});
