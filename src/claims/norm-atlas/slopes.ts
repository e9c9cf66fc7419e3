/** Why exponents are not read off slopes at practical lengths. */
import { lnNormLaw } from "../../limit/atlas/index.js";
import {
  certain,
  exactDifferenceClaim,
  trendClaim,
  type Exact,
  type MeasuredDifference,
} from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { slopesChart } from "./figures.js";
import { powerOf, trendOf, type Lengths, type TrendCell } from "./stability.js";
import { HYPOTHESES } from "./words.js";

type SlopeCell = { readonly sigma: number; readonly n1: number; readonly n2: number };

/** Ranges from which one would fit an exponent: the two halves and the whole of 2^8..2^15. */
const SLOPE_CELLS: readonly SlopeCell[] = [1, 2, 4].flatMap((sigma) =>
  (
    [
      [256, 32768],
      [256, 4096],
      [2048, 32768],
    ] as const
  ).map(([n1, n2]) => ({ sigma, n1, n2 })),
);
const SLOPE_TOLERANCE = 0.05;
/** Up to this length a window is rounded to an integer. */
const LN_ROUNDED = 30;

function integerOr(ln: number): number | { ln: number } {
  return ln < LN_ROUNDED ? Math.round(Math.exp(ln)) : { ln };
}

/** Where the correction is small: ranges from n = 10^decades to its square. */
type FarCell = { readonly sigma: number; readonly decades: number };
const FAR_CELLS: readonly FarCell[] = [
  { sigma: 1, decades: 30 },
  { sigma: 2, decades: 100 },
  { sigma: 4, decades: 400 },
];

function slopeBetween(sigma: number, lnFrom: number, lnTo: number, exponent: number): Exact<MeasuredDifference> {
  const at = (ln: number): number => lnNormLaw("max", integerOr(ln), "k = n^(3/4)", sigma);
  const slope = (at(lnTo) - at(lnFrom)) / (lnTo - lnFrom);
  return { difference: exactly(slope - exponent), note: `slope ${slope.toFixed(3)}` };
}

/** Slopes at practical lengths, read as exponents. */
export const slopes: Claim = exactDifferenceClaim({
  id: "NA-slopes",
  item: "reading exponents off finite n",
  title: "A slope fitted at n up to 32,768 is the limit exponent",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope:
    "The entrywise max error with $k = n^{3/4}$, by the law of a typical row; nothing random. The law is only approximate at $\\sigma = 4$.",
  statement:
    "The slope of $\\ln\\text{err}$ against $\\ln n$ over $2^8..2^{15}$, or over either half of it, is the limit exponent $-3/4$ to within $0.05$.",
  bound: fromFunction("limitExponent", "-C"),
  tolerance: SLOPE_TOLERANCE,
  rule: "The law’s slope over the range, less $-3/4$, must lie within $\\pm 0.05$.",
  expects: "violated",
  reason:
    "The local slope is $-C + \\sigma(1-\\sqrt{1-C})/\\sqrt{2\\ln n}$: the correction decays like $(\\ln n)^{-1/2}$ and is below $0.02$ only from $n = 10^{47}$ to $10^{136}$ on. At $\\sigma = 4$ the slope has the wrong sign. That two halves of a range agree is no evidence.",
  grid: SLOPE_CELLS,
  measure: ({ sigma, n1, n2 }) => slopeBetween(sigma, Math.log(n1), Math.log(n2), -0.75),
  caption:
    "The secant of the law over one doubling of $n$ for $\\sigma = 1, 2, 4$ ($k = n^{3/4}$), to $n = 10^{1000}$; the exponent $-3/4$ is the thin line.",
  chart: () => slopesChart(),
  control: {
    statement:
      "The slope from $n = 10^{30}$ to $10^{60}$ at $\\sigma = 1$, from $10^{100}$ to $10^{200}$ at $\\sigma = 2$ and from $10^{400}$ to $10^{800}$ at $\\sigma = 4$ is $-3/4$ to within $0.05$.",
    expects: "holds",
    power: certain("nothing is random, and [eq:few-slope](#eq:few-slope) is within 0.045 there"),
    grid: FAR_CELLS,
    measure: ({ sigma, decades }) => slopeBetween(sigma, decades * Math.LN10, 2 * decades * Math.LN10, -0.75),
  },
});

const MISLEAD_LENGTHS: Lengths = [256, 8192];
const HALF_SCALE: TrendCell = { norm: "max", window: "k = n^(3/4)", sigma: 2 };

/** Measured, not by the law: at sigma = 4 the law is only approximate. */
export const mislead: Claim = trendClaim({
  id: "NA-wrong-sign",
  item: "reading exponents off finite n",
  title: "At σ = 4 the measured error rises although its exponent is −3/4",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: "$\\sigma = 4$, $k = n^{3/4}$, from $n = 256$ to $8192$: far below the $n$ at which the exponent shows.",
  statement: "The median entrywise max error *increases* from $n = 256$ to $8192$.",
  sign: "positive",
  rule: "The interval of $\\ln(\\text{err}(8192)/\\text{err}(256))$, from independent rows at the two lengths, must be positive.",
  reason:
    "The largest logit is $\\sigma\\sqrt{2\\ln n}$, and grows faster than the rest of the kept sum at this scale.",
  grid: [{ norm: "max", window: "k = n^(3/4)", sigma: 4 }],
  measure: (cell: TrendCell, context) => trendOf(cell, context, "claim", MISLEAD_LENGTHS),
  caption: "The trend of the median error at $\\sigma = 4$ over a factor 32 in length, with its interval.",
  chart: (result) => signForest(result, "ln error at 8192 − ln error at 256"),
  control: {
    statement: "At $\\sigma = 2$, too, from $n = 512$ to $8192$.",
    power: () => powerOf(HALF_SCALE),
    grid: HALF_SCALE,
    measure: (cell: TrendCell, context) => trendOf(cell, context, "control"),
  },
});
