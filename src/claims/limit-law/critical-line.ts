import { criticalLineMass, rowScale } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";
import { quantileInterval } from "ncsparse-kit/probability";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { limitClaim } from "./exponent-claim.js";
import { massRange, medianPower } from "./power.js";
import { DRAWN_ROWS, rowsOf, widenedBy, type Made } from "./window-rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

/** Lengths by their logarithms. */
const LN_LENGTHS = {
  "10⁶": 6 * Math.LN10,
  "10⁸": 8 * Math.LN10,
  "e³⁰": 30,
  "e¹⁰⁰": 100,
  "e⁵⁰⁰": 500,
  "10¹⁰⁰⁰": 1000 * Math.LN10,
} as const;

type LineCell = { readonly c: number; readonly n: keyof typeof LN_LENGTHS; readonly rows?: Made };

const DRAWS = 400;
const TOLERANCE = 0.02;
const CELLS: readonly LineCell[] = [
  { c: 0.25, n: "10⁶", rows: "drawn" },
  { c: 0.5, n: "e³⁰" },
  { c: 0.5, n: "e¹⁰⁰" },
  { c: 0.5, n: "e⁵⁰⁰" },
  { c: 0.5, n: "10¹⁰⁰⁰" },
  { c: 0.25, n: "10¹⁰⁰⁰" },
];
const FULL: readonly LineCell[] = [...CELLS, { c: 0.5, n: "10⁸", rows: "drawn" }];
const CONTROL_CELL: LineCell = { c: 0.5, n: "e¹⁰⁰" };

/** Share of the mass that n^(1 - c^2) entries hold, by the law. */
function lineMass(c: number, lnN: number): number {
  return Math.exp(typicalRow(lnN, rowScale(lnN, c), (1 - c * c) * lnN).lnMass);
}

/** `ours`: on the critical line itself. */
export const lineMeasured: Claim = ratioClaim({
  id: "LL-line",
  title: "On the critical line the mass comes down to one half, slowly",
  provenance: "ours",
  hypotheses: [SCALING_HYPOTHESIS],
  scope: "$C = 1 - c^2$, $0 < c < 1$.",
  statement:
    "The $n^{1-c^2}$ largest entries hold the share $\\overline\\Phi(b - \\sigma)$ of the mass, $b = \\Phi^{-1}(1 - n^{-c^2})$, which exceeds $1/2$ by about $\\frac{\\ln(4\\pi c^2 \\ln n)}{4c\\sqrt{\\pi\\ln n}}$.",
  bound: fromFunction("typicalRow", "m_k \\approx \\overline\\Phi(b-\\sigma)"),
  tolerance: TOLERANCE,
  rule: `The distribution-free interval of the median captured mass over 400 sampled rows, wider by the error that they state, or over ${DRAWN_ROWS} rows drawn logit by logit, divided by the law, must lie within $1 \\pm 0.02$.`,
  reason:
    "Mills’ ratio: $b = \\sigma - \\ln(4\\pi c^2\\ln n)/(2\\sigma) + \\dots$, where half of the mass lies above $\\sigma$.",
  grid: { quick: CELLS, full: FULL },
  law: ({ c, n }) => lineMass(c, LN_LENGTHS[n]),
  measure(cell, context, role, law) {
    const mass = massInterval(cell, context, role);
    return {
      draws: cell.rows === undefined ? DRAWS : DRAWN_ROWS,
      ratio: over(mass, law),
      note: role === "claim" ? `median captured mass ${mass.value.toFixed(3)}` : undefined,
    };
  },
  caption:
    "The share of the mass on $n^{1-c^2}$ entries against $\\ln n$: the law for $c = 1/2$ and medians of sampled rows. Its limit is one half; even at $n = 10^{1000}$ it is far from there.",
  chart: lineChart,
  control: {
    statement: "The limit in place of the law: at $\\ln n = 100$ the captured mass is $1/2$.",
    power: () => controlPower(),
    grid: CONTROL_CELL,
    law: () => 0.5,
  },
});

function massInterval({ c, n, rows }: LineCell, context: Context, role: string) {
  const lnN = LN_LENGTHS[n];
  const law = { n: { ln: lnN }, sigma: rowScale(lnN, c), k: { ln: (1 - c * c) * lnN }, rows: DRAWS };
  const { lnMass, error } = rowsOf(rows, law, context, ["line", role, c, n]);
  return widenedBy(quantileInterval(lnMass.map(Math.exp), 0.5), error);
}

function controlPower() {
  const { c, n } = CONTROL_CELL;
  const lnN = LN_LENGTHS[n];
  const range = massRange({ lnN, sigma: rowScale(lnN, c), lnK: (1 - c * c) * lnN }, 0.01);
  return {
    value: 2 * range.lowest > 1 + TOLERANCE ? medianPower(DRAWS, range.missed) : 0,
    how: "Chebyshev’s inequality for the kept and the left sum of a row, the binomial law for the median",
  };
}

function lineChart(result: ClaimResult, context: Context): ChartSpec {
  const lengths = Array.from({ length: 40 }, (_, i) => 10 ** (1 + (3 * i) / 39));
  const half = result.cells.filter(({ parameters }) => parameters.c === 0.5);
  return boundChart({
    series: [
      { kind: "trivial", label: "limit", points: lengths.map((x) => ({ x, y: 0.5 })) },
      { kind: "law", label: "law, $c = 1/2$", points: lengths.map((lnN) => ({ x: lnN, y: lineMass(0.5, lnN) })) },
      {
        kind: "measured",
        label: "measured",
        points: half.map(({ parameters }) => {
          const cell = parameters as unknown as LineCell;
          const { value, low, high } = massInterval(cell, context, "claim");
          return { x: LN_LENGTHS[cell.n], y: value, low, high };
        }),
      },
    ],
    x: { title: "$\\ln\\,n$", scale: "log" },
    y: { title: "captured mass at $C = 1 - c^2$", domain: [0.45, 0.9] },
    height: 220,
    description: `Captured mass on the critical line at c = 1/2: measured ${half.map((cell) => cell.note.replace("median captured mass ", "")).join(", ")} at n = ${half.map(({ parameters }) => parameters.n).join(", ")}, falling towards 1/2.`,
  });
}

/** ln n at which the law is within 2e-5 of 1/2. */
const LN_LIMIT = 1e12;

/** `ours`: its limit. */
export const lineLimit: Claim = limitClaim({
  id: "LL-line-limit",
  title: "On the critical line, in the limit",
  scope: "$C = 1 - c^2$, $0 < c < 1$.",
  statement: "As $n \\to \\infty$ the law’s captured mass on the line tends to $1/2$.",
  reason: "$b - \\sigma \\to 0$ like $\\ln\\ln n/\\sqrt{\\ln n}$.",
  bound: fromFunction("criticalLineMass", "\\overline\\Phi(b-\\sigma) \\to \\tfrac12"),
  grid: [0.25, 0.5, 0.75, 0.9].map((c) => ({ c })),
  difference: ({ c }) => criticalLineMass(LN_LIMIT, c) - 0.5,
  caption: "The law’s captured mass on the line at $\\ln n = 10^{12}$, minus one half.",
  chart: (result) => differenceForest(result, "law’s mass − 1/2"),
  control: {
    statement: "Half of the mass is also captured a hundredth above the line, at $C = 1 - c^2 + 0.01$.",
    grid: { c: 0.5 },
    difference: ({ c }) =>
      Math.exp(typicalRow(LN_LIMIT, rowScale(LN_LIMIT, c), (1 - c * c + 0.01) * LN_LIMIT).lnMass) - 0.5,
  },
});
