import { logCollapsedRows, rowScale } from "../../limit/finite-size.js";
import { logNormalTail, meanInterval, normalHazard } from "ncsparse-kit/probability";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { ratioForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { formatNumber } from "ncsparse-kit/claims/format";
import { farExponent, limitClaim } from "./exponent-claim.js";
import { drawnLnPartition } from "../../experiments/drawn-row.js";
import { stream } from "ncsparse-kit/random";
import { forEachSample, lnLength, statedError } from "./rows.js";
import { widenedBy, type Made } from "./window-rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

type CollapseCell = { readonly c: number; readonly n: LengthName; readonly rows?: Made };

type LengthName = keyof typeof POWERS;

const POWERS = { "10⁶": 6, "10¹²": 12, "10¹⁰⁰": 100 } as const;
const DRAWS = 400;
/** Rows drawn logit by logit. */
const DRAWN = 40;
const TOLERANCE = 0.1;
const CELLS: readonly CollapseCell[] = [
  { c: 0.45, n: "10⁶" },
  { c: 0.45, n: "10¹²" },
  { c: 0.6, n: "10¹²" },
  { c: 0.38, n: "10¹⁰⁰" },
  { c: 0.6, n: "10¹⁰⁰" },
  { c: 0.45, n: "10⁶", rows: "drawn" },
];
const CONTROL_CELL: CollapseCell = { c: 0.45, n: "10¹²" };

/** `ours`: all n rows together. */
export const collapsedRows: Claim = ratioClaim({
  id: "LL-collapsed-rows",
  item: "what Theorem 5.1 asks of all rows",
  title: "How many of the n rows collapse onto one entry",
  provenance: "ours",
  hypotheses: [SCALING_HYPOTHESIS, "$n$ rows."],
  scope: "$0 < c < 1$ and $n \\gg e^{\\sigma^2}$, so that a row’s normaliser is sharp.",
  statement:
    "Among $n$ rows, the expected number of those with $p_{(1)} > 1/2$ is $n^2\\,\\overline\\Phi\\bigl(\\frac{\\ln n + \\sigma^2/2}{\\sigma}\\bigr)$.",
  bound: fromFunction(
    "logCollapsedRows",
    "\\mathbb E\\,\\#\\{i : \\max_j p_{ij} > \\tfrac12\\} = n^2\\,\\overline\\Phi\\Bigl(\\frac{\\ln n + \\sigma^2/2}{\\sigma}\\Bigr)",
  ),
  tolerance: TOLERANCE,
  rule: "An entry exceeds $1/2$ iff its logit exceeds the others’ $\\ln D$, at most one in a row: the expected number is $n^2\\,\\mathbb E\\,\\overline\\Phi(\\ln D/\\sigma)$, exactly. Student’s interval of that mean over 400 sampled normalisers, wider by the error that they state, or over 40 of rows drawn logit by logit, divided by the law, must lie within $1 \\pm 0.1$.",
  reason: "$D$ is near $n e^{\\sigma^2/2}$.",
  grid: CELLS,
  law: ({ n, c }) => logCollapsedRows(lnLength(POWERS[n]), c),
  measure: measureAt,
  caption: "Expected number of collapsed rows, measured over the law.",
  chart: (result) => ratioForest(result, "number of collapsed rows"),
  control: {
    statement: "A normaliser of $n$ in place of $n e^{\\sigma^2/2}$: $n^2\\,\\overline\\Phi(\\ln n/\\sigma)$ rows.",
    power: () => 1 - 4 * DRAWS * Math.exp(rowScale(lnLength(12), CONTROL_CELL.c) ** 2 - lnLength(12)),
    how: "by Chebyshev’s inequality no normaliser is off by a factor 2, against $e^{\\sigma^2/2} = 269$",
    grid: CONTROL_CELL,
    law: ({ n, c }) => {
      const lnN = lnLength(POWERS[n]);
      return 2 * lnN + logNormalTail(lnN / rowScale(lnN, c));
    },
  },
});

/** The mean over rows of n^2 Phic(ln D / sigma), as a multiple of e^lnLaw. */
function measureAt(cell: CollapseCell, context: Context, role: string, lnLaw: number) {
  const lnN = lnLength(POWERS[cell.n]);
  const sigma = rowScale(lnN, cell.c);
  const { lnPartitions, error } = normalisers(cell, sigma, context, role);
  const ratios = lnPartitions.map((ln) => Math.exp(2 * lnN + logNormalTail(ln / sigma) - lnLaw));
  const mean = meanInterval(ratios);
  // d ln Phic(x) / d ln D is the hazard at x over sigma.
  const steepness = normalHazard((lnN + 0.5 * sigma * sigma) / sigma) / sigma;
  return {
    draws: lnPartitions.length,
    ratio: widenedBy(mean, steepness * error),
    note: `the law says ${formatNumber(Math.exp(lnLaw))} rows`,
  } as const;
}

/** ln D of rows, one value a row, and the mean of the errors that they state. */
interface Normalisers {
  readonly lnPartitions: Float64Array;
  readonly error: number;
}

function normalisers({ c, n, rows }: CollapseCell, sigma: number, context: Context, role: string): Normalisers {
  const path = ["LL", "collapsed", role, c, n];
  if (rows === "drawn") {
    return drawSet(context, [...path, "drawn"], (drawn) => drawnNormalisers(drawn, n, sigma, context));
  }
  return drawSet(context, path, (sampled) => sampledNormalisers(sampled, n, c, context));
}

function drawnNormalisers(path: DrawPath, n: LengthName, sigma: number, { seed, signal }: Context): Normalisers {
  const law = { n: 10 ** POWERS[n], sigma };
  const drawOne = (_: unknown, draw: number): number => drawnLnPartition(stream(seed, ...path, draw), law, signal);
  return { lnPartitions: Float64Array.from({ length: DRAWN }, drawOne), error: 0 };
}

function sampledNormalisers(path: DrawPath, n: LengthName, c: number, context: Context): Normalisers {
  const lnN = lnLength(POWERS[n]);
  const lnPartitions = new Float64Array(DRAWS);
  let error = 0;
  forEachSample({ n: { ln: lnN }, scale: { c }, windows: [1] }, DRAWS, context, path, (row, draw) => {
    lnPartitions[draw] = row.lnPartition;
    error += statedError(row, lnN) / DRAWS;
  });
  return { lnPartitions, error };
}

type CollapseLimitCell = { readonly c: number };

function farCollapseExponent({ c }: CollapseLimitCell): number {
  return farExponent((lnN) => logCollapsedRows(lnN, c));
}

/** 2 - ((1 + c^2) / 2c)^2: n^2 logits, one of them at v = (1 + c^2) / 2c. */
function limitExponent(c: number): number {
  return 2 - ((1 + c * c) / (2 * c)) ** 2;
}

/** `ours`: the threshold, c = sqrt 2 - 1. */
export const collapsedRowsLimit: Claim = limitClaim({
  id: "LL-collapsed-rows-limit",
  title: "The expected number of collapsed rows grows if and only if c > √2 − 1",
  scope: "$0 < c < 1$.",
  statement:
    "The exponent of the number of collapsed rows tends to $2 - \\bigl(\\frac{1+c^2}{2c}\\bigr)^2$, which is positive if and only if $c > \\sqrt2 - 1 = 0.414$: rows of the matrix are expected to collapse long before a typical one freezes at $c = 1$.",
  reason:
    "A logit near $v\\sqrt{2\\ln n}$ standard deviations outweighs its row iff $2cv > 1 + c^2$; there are $n^{2-v^2}$ of them in the matrix.",
  bound: fromFunction("logCollapsedRows", "c > \\sqrt2 - 1"),
  grid: [0.3, 0.4, 0.4142, 0.43, 0.6, 0.9].map((c) => ({ c })),
  difference: (cell) => farCollapseExponent(cell) - limitExponent(cell.c),
  caption:
    "Exponent of the number of rows with an entry above $1/2$, in the limit and between $n = 10^{100}$ and $10^{1000}$; it crosses 0 at $c = \\sqrt2 - 1$. Below, the expected number tends to 0.",
  chart: collapseChart,
  control: {
    statement: "Against a normaliser of $n$ in place of $n^{1+c^2}$: $2 - \\bigl(\\frac{1}{2c}\\bigr)^2$.",
    grid: { c: 0.6 },
    difference: (cell) => farCollapseExponent(cell) - (2 - (1 / (2 * cell.c)) ** 2),
  },
});

function collapseChart(): ChartSpec {
  const scales = Array.from({ length: 40 }, (_, i) => 0.3 + (0.68 * i) / 39);
  const [from, to] = [lnLength(100), lnLength(1000)];
  const secant = (c: number): number => (logCollapsedRows(to, c) - logCollapsedRows(from, c)) / (to - from);
  return boundChart({
    series: [
      { kind: "trivial", label: "one row", points: [0.3, 0.98].map((c) => ({ x: c, y: 0 })) },
      { kind: "law", label: "limit", points: scales.map((c) => ({ x: c, y: limitExponent(c) })) },
      { kind: "bound", label: "finite-$n$ law", points: scales.map((c) => ({ x: c, y: secant(c) })) },
    ],
    x: { title: "row scale $c$" },
    y: { title: "exponent of the number of rows" },
    height: 220,
    description:
      "Exponent of the number of collapsed rows over c: negative up to c = .414, positive beyond, 1 at c = 1.",
  });
}
