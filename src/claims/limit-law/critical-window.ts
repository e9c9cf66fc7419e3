import { criticalWindow } from "../../limit/exponents.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { limitExponent, measuredExponent, type LimitCell } from "./exponent-claim.js";
import { exponentChart, type Panel } from "./figures.js";
import type { QuantityName } from "./quantities.js";
import { FAR_PAIR, NEAR_PAIR, type PairName } from "./rows.js";
import type { ExponentCell } from "./secant.js";
import { fromFunction } from "ncsparse-kit/claims/display";

/** Points of the plane (c, C) on either side of the critical line; below it the captured mass vanishes, above it the tail. */
const POINTS: readonly (readonly [c: number, C: number])[] = [
  [0.25, 0.5],
  [0.5, 0.5],
  [0.85, 0.5],
  [1.25, 0.5],
  [0.25, 0.75],
  [0.7, 0.75],
  [0.95, 0.75],
  [1.25, 0.75],
];

function massAt(c: number, C: number): QuantityName {
  return C > criticalWindow(c) ? "tail mass" : "captured mass";
}

function cellsBetween(n: PairName): ExponentCell[] {
  return POINTS.map(([c, C]) => ({ quantity: massAt(c, C), c, C, n }));
}

/** Below the line the far rows do not fluctuate: the near ones do. */
const NEAR: readonly ExponentCell[] = cellsBetween(NEAR_PAIR).filter(({ quantity }) => quantity === "captured mass");
const QUICK = [...cellsBetween(FAR_PAIR), ...NEAR];
const FULL = [...QUICK, ...cellsBetween("10²⁰ → 10²⁰⁰")];

const SQUARES_NOT_SQUARE = "a difference of squares, $u^2 - c^2$, in place of the square of a difference";
const FALSE_CELL: ExponentCell = { quantity: "captured mass", c: 0.25, C: 0.5, n: FAR_PAIR };
/** u^2 - c^2 = 1 - C - c^2. */
const FALSE_EXPONENT = -(1 - FALSE_CELL.C - FALSE_CELL.c * FALSE_CELL.c);

const PANELS: readonly Panel[] = [0.5, 0.75].flatMap((C) => {
  const u = Math.sqrt(1 - C);
  return [
    { quantity: "captured mass", C, from: 0.02, to: u, title: `captured mass, $C = ${C}$, below the line` },
    { quantity: "tail mass", C, from: u, to: 1.4, title: `tail mass, $C = ${C}$, above the line` },
  ] as const;
});

/** `ours`: which windows hold the mass. */
export const criticalWindowMeasured: Claim = measuredExponent({
  id: "LL-critical-window",
  title: "Captured and left mass on either side of C = 1 − c²",
  scope: "$(c, C)$ off the critical line, $0 < C < 1$; on it, see the next claims.",
  statement:
    "Let $u = \\sqrt{1-C}$. Below the critical line, $c < u$, the $n^C$ largest entries hold a share $n^{-(u-c)^2+o(1)}$ of the mass, and the total variation error tends to 1. Above it, the tail is $n^{-(c-u)^2+o(1)}$ for $c \\le 1$ and $n^{-(1-u)(2c-1-u)+o(1)}$ for $c > 1$, and the error tends to 0.",
  tex: "\\frac{m_k}{1-m_k} = \\frac{\\Phi(t-\\sigma) - \\Phi(b-\\sigma)}{\\Phi(b-\\sigma)},\\qquad b = \\Phi^{-1}(1 - k/n),\\quad t = \\Phi^{-1}(1 - \\ln 2/n)",
  reason:
    "Under the weights $e^z$ the logits are $N(\\sigma^2, \\sigma^2)$, centred at $c$ in units of $\\sigma\\sqrt{2\\ln n}$; the window ends at $u$. What lies on the far side is a normal tail.",
  grid: { quick: QUICK, full: FULL },
  caption:
    "Exponents of the captured mass (left) and of the tail (right) between $n = 10^{100}$ and $10^{1000}$: medians over 1,000 sampled rows at each length, the finite-$n$ law between the same lengths, and the limit. All vanish on the critical line, $c = u$.",
  chart: (result, context) => exponentChart(PANELS, context, result),
  control: {
    statement: `The captured mass falls like $n^{-(u^2 - c^2)}$: ${SQUARES_NOT_SQUARE}.`,
    grid: FALSE_CELL,
    exponent: FALSE_EXPONENT,
  },
  finding: () =>
    "A window keeps the $n^C$ largest of a row’s $n$ entries; attention is $n^C$-sparse in a norm if the error of that vanishes as $n$ grows. Let the logits be independent and Gaussian, of a scale that grows as $\\sigma = c\\sqrt{2\\ln n}$. In total variation attention is then $n^C$-sparse **if and only if $C > 1 - c^2$**: above this line the window’s error vanishes, below it the window misses almost all mass. Rows sampled up to $n = 10^{1000}$ follow the law’s exponents on both sides.",
});

const LIMIT_CELLS: readonly LimitCell[] = POINTS.map(([c, C]) => ({ quantity: massAt(c, C), c, C }));

/** `ours`: the finite-n law's exponents of the two masses tend to the closed forms. */
export const criticalWindowLimit: Claim = limitExponent({
  id: "LL-critical-window-limit",
  title: "The exponents of captured and left mass, in the limit",
  scope: "$(c, C)$ off the critical line.",
  statement:
    "As $n \\to \\infty$ the law’s exponents tend to $-(u-c)^2$ for the captured mass below the line, and to $-(c-u)^2$ ($c \\le 1$) or $-(1-u)(2c-1-u)$ ($c > 1$) for the tail above it.",
  reason: "$\\ln \\overline\\Phi(x) = -x^2/2 + O(\\ln x)$, at $x = |b - \\sigma| \\sim |u - c|\\sqrt{2\\ln n}$.",
  bound: fromFunction(
    "tailMassExponent",
    "\\frac{\\ln m_k}{\\ln n} \\to -(u-c)^2,\\qquad \\frac{\\ln(1-m_k)}{\\ln n} \\to -(c-u)^2\\ \\text{ or }\\ -(1-u)(2c-1-u)",
  ),
  grid: LIMIT_CELLS,
  caption:
    "How far the law’s exponents of captured and left mass, between $\\ln n = 10^7$ and $2\\cdot 10^7$, still are from their limits: within $10^{-4}$ where the claim holds.",
  chart: (result) => differenceForest(result, "law’s exponent minus limit"),
  control: {
    statement: `The captured mass falls like $n^{-(u^2-c^2)}$: ${SQUARES_NOT_SQUARE}.`,
    grid: { quantity: FALSE_CELL.quantity, c: FALSE_CELL.c, C: FALSE_CELL.C },
    exponent: FALSE_EXPONENT,
  },
});
