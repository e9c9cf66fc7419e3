import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { limitExponent, measuredExponent } from "./exponent-claim.js";
import { exponentChart, type Panel } from "./figures.js";
import { FAR_PAIR, NEAR_PAIR, type PairName } from "./rows.js";
import type { ExponentCell } from "./secant.js";
import { fromFunction } from "ncsparse-kit/claims/display";

const C = 0.5;
/** One in each regime of the l2 error at u = .707: 2c < u, u < 2c < 1, 2c > 1, above the line, frozen. */
const SCALES = [0.2, 0.42, 0.6, 0.85, 1.25] as const;
const QUANTITIES = ["max error", "ℓ₂ error"] as const;

function cellsBetween(n: PairName, scales: readonly number[]): ExponentCell[] {
  return QUANTITIES.flatMap((quantity) => scales.map((c) => ({ quantity, c, C, n })));
}

const QUICK: readonly ExponentCell[] = [
  ...cellsBetween(FAR_PAIR, SCALES),
  { quantity: "ℓ₂ error", c: 0.2, C, n: NEAR_PAIR },
];
const FULL = [...QUICK, ...cellsBetween("10²⁰ → 10²⁰⁰", [0.2, 0.6, 0.85])];

const PANELS: readonly Panel[] = [
  { quantity: "max error", C, from: 0.01, to: 1.4, title: `entrywise maximum, $C = ${C}$` },
  { quantity: "ℓ₂ error", C, from: 0.01, to: 1.4, title: `row $ℓ_2$ norm, $C = ${C}$` },
];

/** -C/2 is the exponent at fixed sigma, c -> 0; at c = .6 the few largest entries carry the norm: -.149. */
const FIXED = { quantity: "ℓ₂ error", c: 0.6, C } as const;
const FIXED_EXPONENT = -C / 2;
const FIXED_STATEMENT = "The $\\ell_2$ error of a row is $n^{-C/2+o(1)}$ at every $c$, as it is at fixed $\\sigma$.";

/** `ours`: two norms of a typical row's error. */
export const normsMeasured: Claim = measuredExponent({
  id: "LL-norms",
  title: "Entrywise and ℓ₂ error of a typical row",
  scope: "One typical row, $(c, C)$ off the lines where a formula changes.",
  statement:
    "The entrywise error of $p_k$ has exponent $2c - C - 2cu$ below the critical line and $2c - \\zeta(c)$ plus the tail’s above. The $\\ell_2$ error has exponent $-C/2$ for $2c \\le u$, $\\tfrac12(4c^2 - 1 + 2u^2 - 4uc)$ for $u \\le 2c \\le 1$ and $-(1-u)(1+u-2c)$ for $2c \\ge 1$ below the line, and $\\tfrac12\\zeta(2c) - \\zeta(c)$ plus the tail’s above.",
  tex: "\\lVert p_k - p\\rVert_2^2 = \\Bigl(\\frac1m - 1\\Bigr)^2 S_{2,k} + (S_2 - S_{2,k})",
  reason:
    "The exact identities of a row, with each sum at its exponent. Below the line the kept entries are blown up by $1/m$; both errors vanish there all the same, because no entry is large.",
  grid: { quick: QUICK, full: FULL },
  caption:
    "Exponents of two norms of a row’s error at $C = 1/2$, between $n = 10^{100}$ and $10^{1000}$: medians of 1,000 rows at each length, the finite-$n$ law, the limit. Both norms fall with $n$ on either side of the critical line, $c = 0.707$: neither sees whether the mass is captured.",
  chart: (result, context) => exponentChart(PANELS, context, result),
  control: { statement: FIXED_STATEMENT, grid: { ...FIXED, n: FAR_PAIR }, exponent: FIXED_EXPONENT },
});

/** `ours`: their limits, in every regime of three windows. */
export const normsLimit: Claim = limitExponent({
  id: "LL-norms-limit",
  title: "Entrywise and ℓ₂ error, in the limit",
  scope: "One typical row, $(c, C)$ off the lines where a formula changes.",
  statement:
    "As $n \\to \\infty$ the law’s exponents of both errors tend to the expressions of the last claim, in every regime.",
  reason: "Each sum is ruled by its largest term.",
  bound: fromFunction(
    "rowErrorExponent",
    "\\frac{\\ln \\lVert p_k-p\\rVert_\\infty}{\\ln n},\\ \\frac{\\ln \\lVert p_k-p\\rVert_2}{\\ln n}",
  ),
  grid: QUANTITIES.flatMap((quantity) => [
    ...[0.2, 0.42, 0.6, 0.85, 1.25].map((c) => ({ quantity, c, C })),
    ...[0.2, 0.4, 0.7, 1.5].map((c) => ({ quantity, c, C: 0.75 })),
    ...[0.3, 0.48, 0.8, 0.95].map((c) => ({ quantity, c, C: 0.25 })),
  ]),
  caption: "The law’s exponent between $\\ln n = 10^7$ and $2\\cdot 10^7$, minus the limit.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: { statement: FIXED_STATEMENT, grid: FIXED, exponent: FIXED_EXPONENT },
});
