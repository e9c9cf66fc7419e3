import { laurentMassartLower, laurentMassartUpper } from "../../bounds/appendix-b/chi-square.js";
import { logGammaP, logGammaQ } from "ncsparse-kit/probability";
import type { Claim } from "ncsparse-kit/claims/claim";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { fromFormula } from "ncsparse-kit/claims/display";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, tailOf, type TailPair } from "./exact-tail.js";

type ChiSquareCell = { readonly k: number; readonly t: number };

const UPPER: readonly ChiSquareCell[] = [1, 8, 64, 1024].flatMap((k) => [0.5, 2, 8, 32].map((t) => ({ k, t })));
/** 2 sqrt(k t) < k, else nothing is left of the tail. */
const LOWER: readonly ChiSquareCell[] = [
  { k: 8, t: 0.5 },
  { k: 8, t: 1.5 },
  ...[0.5, 2, 8].map((t) => ({ k: 64, t })),
  ...[0.5, 2, 8, 32].map((t) => ({ k: 1024, t })),
];

function lnAbove(k: number, level: number): number {
  return logGammaQ(k / 2, (k + level) / 2);
}

function lnBelow(k: number, level: number): number {
  return level < k ? logGammaP(k / 2, (k - level) / 2) : -Infinity;
}

function upperPair({ k, t }: ChiSquareCell): TailPair {
  return { lnTail: lnAbove(k, laurentMassartUpper.evaluate({ k, t })), lnBound: -t };
}

function lowerPair({ k, t }: ChiSquareCell): TailPair {
  return { lnTail: lnBelow(k, laurentMassartLower.evaluate({ k, t })), lnBound: -t };
}

const HYPOTHESES = ["$X/s^2$ is chi-square with $k$ degrees of freedom."];
const SCOPE = "Every $k$, $s$ and $t > 0$; both sides scale with $s^2$, so $s = 1$ is measured.";

function chart(
  pair: (cell: ChiSquareCell) => TailPair,
  counts: readonly number[],
  to: (k: number) => number,
  side: string,
) {
  return tailChart({
    panels: counts.map((k) => ({
      facet: `$k = ${k}$`,
      points: steps(0.125, to(k), 20).map((t) => ({ x: t, ...pair({ k, t }) })),
    })),
    x: { title: "$t$", domain: [0, 10] },
    y: "probability of the deviation",
    boundLabel: "e$^{-t}$",
    description: `Exact ${side} tails of chi-square laws with ${counts.join(", ")} degrees of freedom at Laurent and Massart's deviation, all below exp(-t).`,
  });
}

/** B.9 from above. */
export const laurentMassartAbove: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.9-upper",
  item: "Lemma B.9 (Laurent & Massart), upper tail",
  restates: "Lemma B.9",
  title: "A chi-square variable is seldom large",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement: "$\\Pr\\bigl[X - ks^2 \\ge (2\\sqrt{kt} + 2t)\\,s^2\\bigr] \\le e^{-t}$.",
  bound: fromFormula("(X - ks^2)/s^2 \\le \\Delta,\\quad \\Delta", laurentMassartUpper),
  reason:
    "The logarithm of the exponential moment of a centred square is at most $\\lambda^2/(1-2\\lambda)$, and its transform inverts in closed form.",
  grid: UPPER,
  measure: tailOf(upperPair),
  caption:
    "The exact probability that a chi-square variable exceeds its mean by $2\\sqrt{kt}+2t$, against $e^{-t}$: the exponent is right for every $k$.",
  chart: () => chart(upperPair, [1, 8, 1024], () => 10, "upper"),
  control: {
    statement: "Without $2t$, as if the tail were normal: $\\Pr[X - ks^2 \\ge 2\\sqrt{kt}\\,s^2] \\le e^{-t}$.",
    power: certain(
      "a single square exceeds $1 + 2\\sqrt 8$ with probability $0.0099$, and $e^{-8} = 3.4\\cdot 10^{-4}$",
    ),
    grid: { k: 1, t: 8 },
    measure: tailOf(({ k, t }: ChiSquareCell) => ({
      lnTail: lnAbove(k, laurentMassartLower.evaluate({ k, t })),
      lnBound: -t,
    })),
  },
});

/** B.9 from below. */
export const laurentMassartBelow: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.9-lower",
  item: "Lemma B.9 (Laurent & Massart), lower tail",
  restates: "Lemma B.9",
  title: "A chi-square variable is seldom small",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} For $t \\ge k/4$ the level is 0 and nothing remains of the tail.`,
  statement: "$\\Pr\\bigl[ks^2 - X \\ge 2\\sqrt{kt}\\,s^2\\bigr] \\le e^{-t}$.",
  bound: fromFormula("(ks^2 - X)/s^2 \\le \\Delta,\\quad \\Delta", laurentMassartLower),
  reason: "Below its mean a chi-square variable is lighter than a normal one of the same variance.",
  grid: LOWER,
  measure: tailOf(lowerPair),
  caption:
    "The exact probability that a chi-square variable falls short of its mean by $2\\sqrt{kt}$, against $e^{-t}$. For small $k$ the tail ends at $t = k/4$.",
  chart: () => chart(lowerPair, [8, 64, 1024], (k) => Math.min(10, 0.24 * k), "lower"),
  control: {
    statement: "With half the deviation: $\\Pr[ks^2 - X \\ge \\sqrt{kt}\\,s^2] \\le e^{-t}$.",
    power: certain(
      "at $k = 1024$ and $t = 8$ the deviation is two standard deviations, with probability $0.021$, and $e^{-8} = 3.4\\cdot 10^{-4}$",
    ),
    grid: { k: 1024, t: 8 },
    measure: tailOf(({ k, t }: ChiSquareCell) => ({
      lnTail: lnBelow(k, laurentMassartLower.evaluate({ k, t }) / 2),
      lnBound: -t,
    })),
  },
});
