import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { limitExponent, measuredExponent } from "./exponent-claim.js";
import { exponentChart, type Panel } from "./figures.js";
import { FAR_PAIR, NEAR_PAIR, type PairName } from "./rows.js";
import type { ExponentCell } from "./secant.js";
import { fromFunction } from "ncsparse-kit/claims/display";

/** Any window will do: neither quantity depends on it. */
const C = 0.5;
const SCALES = [0.5, 0.85, 1.25] as const;
const QUANTITIES = ["D", "p₍₁₎"] as const;

function cellsBetween(n: PairName): ExponentCell[] {
  return QUANTITIES.flatMap((quantity) => SCALES.map((c) => ({ quantity, c, C, n })));
}

const QUICK: readonly ExponentCell[] = [...cellsBetween(FAR_PAIR), { quantity: "D", c: 0.5, C, n: NEAR_PAIR }];
const FULL = [...QUICK, ...cellsBetween("10²⁰ → 10²⁰⁰")];

const PANELS: readonly Panel[] = [
  { quantity: "D", C, from: 0, to: 1.5, title: "normaliser $D$" },
  { quantity: "p₍₁₎", C, from: 0, to: 1.5, title: "largest entry $p_{(1)}$" },
];

/** 1 + c^2 at c = 1.35, where the sum is frozen: 2.82 for 2.7. */
const UNFROZEN = { quantity: "D", c: 1.35, C } as const;
const UNFROZEN_EXPONENT = 1 + UNFROZEN.c * UNFROZEN.c;
const UNFROZEN_STATEMENT = "$D = n^{1+c^2+o(1)}$ also beyond $c = 1$, as its mean $n e^{\\sigma^2/2}$ has it.";

/** `ours`: normaliser and largest entry, with the freezing point. */
export const partitionMeasured: Claim = measuredExponent({
  id: "LL-partition",
  title: "The normaliser freezes at c = 1",
  scope: "All $c \\ge 0$.",
  statement:
    "$D = n^{\\zeta(c)+o(1)}$ with $\\zeta(c) = 1 + c^2$ for $c \\le 1$ and $2c$ beyond; the largest entry is $p_{(1)} = n^{2c-\\zeta(c)+o(1)}$: $n^{-(1-c)^2}$ up to $c = 1$, and of order 1 beyond.",
  tex: "D = e^{\\sigma t} + n e^{\\sigma^2/2}\\,\\Phi(t-\\sigma),\\qquad t = \\Phi^{-1}\\bigl(1 - \\tfrac{\\ln 2}{n}\\bigr)",
  reason:
    "Near $v\\sqrt{2\\ln n}$ standard deviations there are $n^{1-v^2}$ logits, each of weight $n^{2cv}$: the sum is ruled by $v = c$, as long as there is a logit, $v \\le 1$. This is Derrida’s random energy model.",
  grid: { quick: QUICK, full: FULL },
  caption:
    "Exponents of the normaliser and of the largest entry between $n = 10^{100}$ and $10^{1000}$ (median of 1,000 rows at each length), the finite-$n$ law, and the limit with its freezing point at $c = 1$.",
  chart: (result, context) => exponentChart(PANELS, context, result),
  control: { statement: UNFROZEN_STATEMENT, grid: { ...UNFROZEN, n: FAR_PAIR }, exponent: UNFROZEN_EXPONENT },
});

/** `ours`: their limits. */
export const partitionLimit: Claim = limitExponent({
  id: "LL-partition-limit",
  title: "Normaliser and largest entry, in the limit",
  scope: "All $c \\ge 0$.",
  statement:
    "As $n \\to \\infty$ the law’s exponents tend to $\\zeta(c)$ for $D$ and to $2c - \\zeta(c)$ for $p_{(1)}$.",
  reason: "The largest term of $\\sum_v n^{1-v^2+2cv}$ over $v \\le 1$.",
  bound: fromFunction("partitionExponent", "\\zeta(c) = \\begin{cases} 1 + c^2 & c \\le 1\\\\ 2c & c > 1\\end{cases}"),
  grid: QUANTITIES.flatMap((quantity) => [0.25, ...SCALES, 2].map((c) => ({ quantity, c, C }))),
  caption:
    "How far the law’s exponents of the sum and of the largest entry, between $\\ln n = 10^7$ and $2\\cdot 10^7$, still are from their limits: within $10^{-4}$ where the claim holds.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: { statement: UNFROZEN_STATEMENT, grid: UNFROZEN, exponent: UNFROZEN_EXPONENT },
});
