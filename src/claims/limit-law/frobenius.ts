import { rowScale } from "../../limit/finite-size.js";
import { frobeniusErrorExponent, rowErrorExponent } from "../../limit/exponents.js";
import { FrobeniusLaw } from "../../limit/frobenius-law.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { differenceClaim, trendClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { differenceForest, signForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { minus } from "ncsparse-kit/claims/intervals";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { farExponent, limitClaim, SECANT_TOLERANCE } from "./exponent-claim.js";
import {
  FROBENIUS_POWER_HOW,
  frobeniusLawSecant,
  frobeniusPower,
  frobeniusSecant,
  PLACED,
  type FrobeniusCell,
} from "./frobenius-rows.js";
import { FAR_PAIR } from "./rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

const far = (c: number, C: number): FrobeniusCell => ({ c, C, n: FAR_PAIR });
const QUICK = [far(0.3, 0.95), far(0.55, 0.95), far(0.65, 0.95), far(0.75, 0.95), far(0.9, 0.95), far(1.25, 0.95)];
const FULL = [...QUICK, ...[0.3, 0.65, 0.9].map((c): FrobeniusCell => ({ c, C: 0.95, n: "10²⁰ → 10²⁰⁰" }))];

/** n typical rows: sqrt n times a row's l2 error. */
function typicalRows(c: number, C: number): number {
  return rowErrorExponent(c, C) + 0.5;
}

const CONTROL_CELL = far(0.65, 0.95);
const TYPICAL_STATEMENT =
  "Typical rows carry the Frobenius norm: its exponent is that of a typical row’s $\\ell_2$ error plus $1/2$, at $c = 0.65$ as elsewhere.";

const HYPOTHESES = [SCALING_HYPOTHESIS, "The $n$ rows are independent."];

/** `ours`: the Frobenius norm, which exceptional rows carry between c = 1/2 and 1. */
export const frobeniusMeasured: Claim = differenceClaim({
  id: "LL-frobenius",
  item: "beside Theorems 6.1 and 6.2, in the Frobenius norm",
  title: "Between c = 1/2 and 1 exceptional rows carry the Frobenius norm",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "All $c > 0$ and $0 < C < 1$; the root mean square over matrices.",
  statement:
    "$\\mathbb E\\lVert P_k - P\\rVert_F^2 = n^2\\,\\mathbb E\\,e(x)^2$, where $e(x)$ is the error of an entry of weight $w = e^{\\sigma x}$ among $n-1$ others (below for a kept one; $K$, $T$: the others’ kept and left sums). Its exponent is $1/2$ plus that of a typical row’s $\\ell_2$ error for $c \\le 1/2$ and $c \\ge 1$, and larger by $\\tfrac12(1-v^2) + 2c(v-1)$ in between, $v = \\min(2c, \\kappa/2c)$, $\\kappa$ the exponent of the kept entries’ sum.",
  bound: fromFunction(
    "FrobeniusLaw",
    "\\mathbb E\\lVert P_k - P\\rVert_F^2 = n^2\\int \\varphi(x)\\, e(x)^2\\,dx,\\qquad e(x) = \\frac{w\\,T}{(K+w)(K+T+w)}",
  ),
  tolerance: SECANT_TOLERANCE,
  rule: `The exponent between two lengths of the measured root mean square (${PLACED.toLocaleString("en-US")} placed entries at each), minus the law’s: the interval must lie within $0 \\pm ${SECANT_TOLERANCE}$.`,
  reason:
    "$n^{2-v^2}$ rows have their largest logit near $v > 1$; each has $n^{4c(v-1)}$ times the typical squared error, until that entry holds a fixed share of the kept mass. The product is largest at $v = 2c$ or there.",
  grid: { quick: QUICK, full: FULL },
  law: frobeniusLawSecant,
  measure: (cell, context, role, law) => ({
    draws: 2 * PLACED,
    difference: minus(frobeniusSecant(cell, context, role), law),
  }),
  caption:
    "Exponent of the root mean square Frobenius error at $C = 0.95$: the limit (solid), the finite-$n$ law and measurements between $n = 10^{100}$ and $10^{1000}$, and what $n$ typical rows would give (dotted), which is too small between $c = 1/2$ and 1.",
  chart: (result, context) => frobeniusChart(result, context),
  control: {
    statement: TYPICAL_STATEMENT,
    power: () =>
      frobeniusPower(
        CONTROL_CELL,
        frobeniusLawSecant(CONTROL_CELL) - typicalRows(CONTROL_CELL.c, CONTROL_CELL.C),
        SECANT_TOLERANCE,
      ),
    how: FROBENIUS_POWER_HOW,
    grid: CONTROL_CELL,
    law: ({ c, C }) => typicalRows(c, C),
  },
});

const POINTS = 48;

function frobeniusChart(result: ClaimResult, context: Context): ChartSpec {
  const C = CONTROL_CELL.C;
  const scales = Array.from({ length: POINTS }, (_, i) => 0.45 + (0.6 * i) / (POINTS - 1));
  const measured = result.cells.map(({ parameters }) => parameters as unknown as FrobeniusCell);
  return boundChart({
    series: [
      { kind: "law", label: "limit", points: scales.map((c) => ({ x: c, y: frobeniusErrorExponent(c, C) })) },
      {
        kind: "bound",
        label: "finite-$n$ law",
        points: scales.map((c) => ({ x: c, y: frobeniusLawSecant(far(c, C)) })),
      },
      { kind: "paper-bound", label: "$n$ typical rows", points: scales.map((c) => ({ x: c, y: typicalRows(c, C) })) },
      {
        kind: "measured",
        label: "measured",
        points: measured
          .filter(({ c, n }) => n === FAR_PAIR && c >= scales[0]! && c <= scales.at(-1)!)
          .map((cell) => {
            const { value, low, high } = frobeniusSecant(cell, context, "claim");
            return { x: cell.c, y: value, low, high };
          }),
      },
    ],
    x: { title: "row scale $c$" },
    y: { title: "exponent of the Frobenius error" },
    description:
      "Exponent of the Frobenius error over c at C = .95. Between c = 1/2 and 1 limit, law and measurements lie up to .024 above what typical rows would give.",
  });
}

type FrobeniusLimitCell = { readonly c: number; readonly C: number };

/** The exponent of the Frobenius law between two lengths that no draw needs. */
function farFrobeniusExponent({ c, C }: FrobeniusLimitCell): number {
  return farExponent((lnN) => new FrobeniusLaw(lnN, rowScale(lnN, c), C * lnN).lnFrobenius);
}

/** `ours`: its limit in every regime, on both sides of both lines. */
export const frobeniusLimit: Claim = limitClaim({
  id: "LL-frobenius-limit",
  title: "The Frobenius error, in the limit",
  scope: "All $c > 0$, $0 < C < 1$.",
  statement:
    "As $n \\to \\infty$ the law’s exponent tends to the closed form. It is negative if and only if $c > 1/\\sqrt3$ and $C > C_F(c) = 1 - u_F^2$, with $u_F = c - \\sqrt{1 - (c+1/c)^2/8}$ up to $c = 1$ and $u_F = c - \\sqrt{1/2 + (c-1)^2}$ beyond.",
  reason: "The integrand’s largest exponent over $v = x/\\sqrt{2\\ln n}$.",
  bound: fromFunction(
    "frobeniusCriticalWindow",
    "C_F(c) = 1 - \\Bigl(c - \\sqrt{1 - \\tfrac18\\bigl(c + \\tfrac1c\\bigr)^2}\\Bigr)^2,\\qquad \\tfrac1{\\sqrt3} \\le c \\le 1",
  ),
  grid: [
    { c: 0.3, C: 0.5 },
    { c: 0.55, C: 0.6 },
    { c: 0.55, C: 0.95 },
    { c: 0.65, C: 0.95 },
    { c: 0.7, C: 0.9 },
    { c: 0.7, C: 0.9975 },
    { c: 0.7, C: 0.999 },
    { c: 0.9, C: 0.5 },
    { c: 0.9, C: 0.98 },
    { c: 1.25, C: 0.5 },
    { c: 1.25, C: 0.9 },
  ],
  difference: (cell) => farFrobeniusExponent(cell) - frobeniusErrorExponent(cell.c, cell.C),
  caption:
    "How far the law’s exponent of the Frobenius error, between $\\ln n = 10^7$ and $2\\cdot 10^7$, still is from its limit: within $10^{-4}$ where the claim holds.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: {
    statement: TYPICAL_STATEMENT,
    grid: { c: CONTROL_CELL.c, C: CONTROL_CELL.C },
    difference: (cell) => farFrobeniusExponent(cell) - typicalRows(cell.c, cell.C),
  },
});

const BETWEEN: readonly FrobeniusCell[] = [far(0.55, 0.99), far(0.7, 0.9), far(0.8, 0.7), far(1.25, 0.5)];
/** Above the Frobenius line, C_F(.68) = .9991. */
const ABOVE = far(0.68, 0.9999);

/** `ours`: total variation and Frobenius norm disagree between their lines. */
export const frobeniusLine: Claim = trendClaim({
  id: "LL-frobenius-line",
  title: "Between the two lines the Frobenius error grows",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "$1 - c^2 < C < C_F(c)$.",
  statement:
    "Between the critical line, above which the total variation tends to 0, and the Frobenius line $\\lVert P_k - P\\rVert_F$ grows. For $c \\le 1/\\sqrt3$ this is so for every $C$ above the critical line.",
  bound: fromFunction("frobeniusCriticalWindow", "1 - c^2 < C < C_F(c)"),
  sign: "positive",
  rule: "The measured exponent of the root mean square Frobenius error between $n = 10^{100}$ and $10^{1000}$: its whole interval must lie above 0.",
  reason: "The exponents of the last two claims.",
  grid: BETWEEN,
  measure: (cell, context, role) => ({ draws: 2 * PLACED, trend: frobeniusSecant(cell, context, role) }),
  finding: () =>
    "The Frobenius norm asks for more: with $\\sigma = c\\sqrt{2\\ln n}$ its error vanishes only for $c > 1/\\sqrt3$ and windows close to $n$, because a few exceptional rows carry it.",
  caption: "Measured exponents of the Frobenius error at settings where the total variation vanishes: all positive.",
  chart: (result) => signForest(result, "exponent of the Frobenius error"),
  control: {
    statement: "It grows above the Frobenius line as well, at $c = 0.68$, $C = 0.9999$.",
    power: () => frobeniusPower(ABOVE, frobeniusLawSecant(ABOVE), 0),
    how: FROBENIUS_POWER_HOW,
    grid: ABOVE,
  },
});
