import { ERROR_NORMS, limitExponent, lnNormLaw, type ErrorNorm, type Strategy } from "../../limit/atlas/index.js";
import {
  certain,
  differenceClaim,
  exactDifferenceClaim,
  type Exact,
  type MeasuredDifference,
} from "ncsparse-kit/claims/kinds";
import { differenceForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly, minus, over } from "ncsparse-kit/claims/intervals";
import { trendPower } from "./power.js";
import {
  ATLAS,
  FIRST_LENGTH,
  LAST_LENGTH,
  lnLaw,
  measureTrend,
  ROWS,
  rowsBehind,
  type Role,
  NO_MEMO,
} from "./samples.js";
import { HYPOTHESES, NORM_WORDS, SCOPE } from "./words.js";

type ExponentCell = { readonly norm: ErrorNorm; readonly window: Strategy };

const SPAN = Math.log(LAST_LENGTH / FIRST_LENGTH);

/** (a): at the same two lengths. */
const SECANT_TOLERANCE = 0.05;
/** Frobenius is sqrt n times the rows' root mean square, and would repeat it. */
const SECANT_CELLS: readonly ExponentCell[] = ERROR_NORMS.filter((norm) => norm !== "frobenius").flatMap((norm) =>
  ATLAS.map((window) => ({ norm, window })),
);
const SECANT_CONTROL: readonly ExponentCell[] = [{ norm: "max", window: "k = √n" }];

function secantAgainst(
  { norm, window }: ExponentCell,
  context: Context,
  role: Role,
  exponent: number,
): MeasuredDifference {
  const trend = measureTrend(norm, { window, sigma: 1 }, context, role);
  const secant = over(trend, SPAN);
  return {
    draws: 2 * rowsBehind(norm),
    difference: minus(secant, exponent),
    note: `secant ${secant.value.toFixed(4)}, against ${exponent.toFixed(4)}`,
  };
}

/** The law's secant between the first and the last length, sigma = 1. */
export function lawSecant(norm: ErrorNorm, window: Strategy, context: Pick<Context, "memo">): number {
  const at = (n: number): number => lnLaw(norm, { window, n, sigma: 1 }, context);
  return (at(LAST_LENGTH) - at(FIRST_LENGTH)) / SPAN;
}

/** `ours` (a): measured slopes are the law's. */
export const secants: Claim = differenceClaim({
  id: "NA-secant",
  item: "norm atlas, its exponents at finite n",
  title: "Measured slopes are the finite-n law’s",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: `${SCOPE} $\\sigma = 1$, between $n = 512$ and $8192$.`,
  statement:
    "The secant $\\ln(\\text{err}(8192)/\\text{err}(512))/\\ln 16$ of every norm under every strategy is the law’s secant at the same two lengths.",
  bound: fromFunction("lnNormLaw", "\\frac{\\ln \\text{err}(n_2) - \\ln \\text{err}(n_1)}{\\ln n_2 - \\ln n_1}"),
  tolerance: SECANT_TOLERANCE,
  rule: "The interval of measured secant − law’s secant, the level split between the two lengths, must lie within $\\pm 0.05$.",
  reason: "Both ends follow the law; see the claims above.",
  grid: SECANT_CELLS,
  law: (cell, context) => lawSecant(cell.norm, cell.window, context),
  measure: secantAgainst,
  caption: "Measured secant less the law’s, every norm (Frobenius is the row $\\ell_2$’s plus $1/2$) and strategy.",
  chart: (result) => differenceForest(result, "measured secant − law's secant"),
  control: {
    statement: "The limit exponent in the law’s place: the entrywise max error with $k = n^{1/2}$ has secant $-1/2$.",
    power: () =>
      trendPower({
        draws: ROWS,
        gap: SPAN * (lawSecant("max", "k = √n", NO_MEMO) + 0.5 - SECANT_TOLERANCE),
        deviation: 1,
      }),
    how: "the normal approximation to two medians, for a row's logarithm of standard deviation up to 0.8; the law's secant is .15 away",
    grid: SECANT_CONTROL,
    law: (cell) => limitExponent(cell.norm, cell.window),
  },
});

/** (b): the bias at this ln n is below 1e-4 for every cell. */
const LN_N = 1e8;
const LIMIT_TOLERANCE = 0.001;
const LIMIT_CELLS: readonly (ExponentCell & { readonly sigma: number })[] = [1, 4].flatMap((sigma) =>
  ERROR_NORMS.flatMap((norm) => (["k = ln n / ln ln n", ...ATLAS] as const).map((window) => ({ norm, window, sigma }))),
);
const LIMIT_CONTROL: typeof LIMIT_CELLS = [{ norm: "max", window: "k = √n", sigma: 1 }];

function limitAgainst(
  { norm, window, sigma }: (typeof LIMIT_CELLS)[number],
  exponent: number,
): Exact<MeasuredDifference> {
  const at = (lnN: number): number => lnNormLaw(norm, { ln: lnN }, window, sigma);
  const secant = (at(2 * LN_N) - at(LN_N)) / LN_N;
  return {
    difference: exactly(secant - exponent),
    note: `secant ${secant.toFixed(4)}, against ${exponent.toFixed(4)}`,
  };
}

/** `ours` (b): the law's secants tend to the atlas's exponents. */
export const limits: Claim = exactDifferenceClaim({
  id: "NA-limit",
  item: "norm atlas, its exponents in the limit",
  title: "The atlas: which norm vanishes with which window",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "$\\sigma$ fixed, $n \\to \\infty$.",
  statement:
    "Exponents of $n$: entrywise max $-C$; row $\\ell_2$ and output across the query $-C/2$; Frobenius $(1-C)/2$; total variation and output along the query $0$, where $k = n^C$, and $C = 0$ for constant $k$, for $k = \\lceil\\ln n/\\ln\\ln n\\rceil$ and for $k = \\ln n$.",
  bound: fromFunction("limitExponent", "\\lim_{n\\to\\infty}\\frac{\\ln\\text{err}(n)}{\\ln n}"),
  tolerance: LIMIT_TOLERANCE,
  rule: "The law’s secant between $\\ln n = 10^8$ and twice that, in logarithms, must lie within $0.001$ of the exponent; its bias there is below a third of that.",
  reason:
    "At fixed $\\sigma$ the kept logits crowd at the threshold, in units of their spread, so that the kept weights become equal: the max is $1/k$, the $\\ell_2$ norm $k^{-1/2}$, up to $n^{o(1)}$.",
  grid: LIMIT_CELLS,
  measure: (cell) => limitAgainst(cell, limitExponent(cell.norm, cell.window)),
  finding: () =>
    "At a fixed row scale none of the norms measured separates $n^C$ entries from $\\log n$ as “vanishes” from “does not”: entrywise max and row $\\ell_2$ errors vanish for both (polynomially against logarithmically), those in Frobenius norm, total variation and the output along the query for neither.",
  caption: "The law’s secant at $\\ln n = 10^8$ less the limit exponent, for $\\sigma = 1$ and $4$.",
  chart: (result) => differenceForest(result, "secant − limit exponent"),
  control: {
    statement: `The exponent of ${NORM_WORDS.l2}, $-C/2$, for the ${NORM_WORDS.max} error.`,
    power: certain("nothing is random, and the exponents differ by 1/4"),
    grid: LIMIT_CONTROL,
    measure: (cell) => limitAgainst(cell, limitExponent("l2", cell.window)),
  },
});
