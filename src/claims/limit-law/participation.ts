import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { limitExponent, measuredExponent } from "./exponent-claim.js";
import { exponentChart, type Panel } from "./figures.js";
import { FAR_PAIR, NEAR_PAIR, type PairName } from "./rows.js";
import type { ExponentCell } from "./secant.js";
import { fromFunction } from "ncsparse-kit/claims/display";

const quantity = "1/Σp²";
/** Any window will do: the participation ratio does not depend on it. */
const C = 0.5;
const SCALES = [0.25, 0.42, 0.7, 0.9, 1.25] as const;

function cellsBetween(n: PairName, scales: readonly number[] = SCALES): ExponentCell[] {
  return scales.map((c) => ({ quantity, c, C, n }));
}

const QUICK = [...cellsBetween(FAR_PAIR), ...cellsBetween(NEAR_PAIR, [0.25])];
const FULL = [...QUICK, ...cellsBetween("10²⁰ → 10²⁰⁰", [0.25, 0.7, 1.25])];

const PANELS: readonly Panel[] = [{ quantity, C, from: 0, to: 1.4, title: "participation ratio $1 / \\Sigma p^2$" }];

/** 1 - 2c^2 carried on beyond c = 1/2: .02 at c = .7, where the exponent is .18. */
const SMOOTH = { quantity, c: 0.7, C } as const;
const SMOOTH_EXPONENT = 1 - 2 * SMOOTH.c * SMOOTH.c;
const SMOOTH_STATEMENT =
  "$1/\\sum p^2 = n^{1-2c^2+o(1)}$ also beyond $c = 1/2$, as the means of $D$ and of $\\sum e^{2z}$ have it.";

const SCOPE =
  "All $c \\ge 0$; $n$ so large that $n^{1-4c^2}$ is, too (at $\\sigma = 4$ and $n = 2^{15}$ the ratio of the means is off by $e^8$).";

/** `ours`: how many entries share the weight, with both of its transitions. */
export const participationMeasured: Claim = measuredExponent({
  id: "LL-participation",
  title: "The participation ratio has two transitions",
  scope: SCOPE,
  statement:
    "$1/\\sum_j p_j^2 = n^{2\\zeta(c)-\\zeta(2c)+o(1)}$: exponent $1 - 2c^2$ for $c \\le 1/2$, $2(1-c)^2$ for $1/2 \\le c \\le 1$, and 0 beyond.",
  tex: "\\frac{1}{\\sum p^2} = \\frac{D^2}{e^{2\\sigma t} + n e^{2\\sigma^2}\\,\\Phi(t-2\\sigma)}",
  reason:
    "$\\sum_j e^{2z_j}$ is the normaliser at $2c$, and freezes at $c = 1/2$: from there on the squares are carried by the few largest entries, long before the mass is.",
  grid: { quick: QUICK, full: FULL },
  caption:
    "Exponent of the participation ratio between $n = 10^{100}$ and $10^{1000}$: medians of 1,000 rows at each length, the finite-$n$ law, the limit.",
  chart: (result, context) => exponentChart(PANELS, context, result),
  control: { statement: SMOOTH_STATEMENT, grid: { ...SMOOTH, n: FAR_PAIR }, exponent: SMOOTH_EXPONENT },
});

/** `ours`: its limit. */
export const participationLimit: Claim = limitExponent({
  id: "LL-participation-limit",
  title: "The participation ratio, in the limit",
  scope: "All $c \\ge 0$.",
  statement: "As $n \\to \\infty$ the law’s exponent tends to $2\\zeta(c) - \\zeta(2c)$.",
  reason: "The limits of $D$ at $c$ and at $2c$.",
  bound: fromFunction("participationRatioExponent", "2\\zeta(c) - \\zeta(2c)"),
  grid: [...SCALES, 2].map((c) => ({ quantity, c, C })),
  caption:
    "How far the law’s exponent of the number of entries that count, $1/\\sum p^2$, between $\\ln n = 10^7$ and $2\\cdot 10^7$, still is from its limit: within $10^{-4}$ where the claim holds.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: { statement: SMOOTH_STATEMENT, grid: SMOOTH, exponent: SMOOTH_EXPONENT },
});
