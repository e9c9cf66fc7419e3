import { mergeClaims, type Claim, type Context } from "ncsparse-kit/claims/claim";
import { differenceForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { over } from "ncsparse-kit/claims/intervals";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import { quantileInterval } from "ncsparse-kit/probability";
import { gapCountLimit, gapCountScale } from "../../limit/gap-count.js";
import { limitClaim } from "./exponent-claim.js";
import { gapCountChart } from "./gap-count-chart.js";
import { gapPower } from "./gap-power.js";
import { forEachSample } from "./rows.js";

const LN_LENGTHS = { "10⁶": 6 * Math.LN10, "10¹⁰⁰": 100 * Math.LN10, "10¹⁰⁰⁰": 1000 * Math.LN10 } as const;

type GapCell = { readonly C: number; readonly n: keyof typeof LN_LENGTHS };

const DRAWS = 2000;
/** At n = 10^6, C = 1/2 the largest logit strays by 15 % of the gap: a median of 2,000 rows is then known to 2 %. */
const TOLERANCE = 0.05;
const CELLS: readonly GapCell[] = [
  { C: 0.5, n: "10⁶" },
  { C: 0.75, n: "10⁶" },
  { C: 0.25, n: "10¹⁰⁰" },
  { C: 0.75, n: "10¹⁰⁰" },
  { C: 0.25, n: "10¹⁰⁰⁰" },
  { C: 0.5, n: "10¹⁰⁰⁰" },
  { C: 0.75, n: "10¹⁰⁰⁰" },
];
const CONTROL_CELL: GapCell = { C: 0.75, n: "10¹⁰⁰" };

/** The scale c at which each row's count stands level with its largest logit. */
function scalesOf({ C, n }: GapCell, context: Context, role: string): Float64Array {
  const lnN = LN_LENGTHS[n];
  const law = { n: { ln: lnN }, scale: { sigma: 1 }, windows: [{ ln: C * lnN }] };
  return drawSet(context, { path: ["LL", "gap", role, C, n], reading: [DRAWS] }, (path) => {
    const scales = new Float64Array(DRAWS);
    forEachSample(law, DRAWS, context, path, ({ lnLargest, windows }, draw) => {
      scales[draw] = (C * lnN) / (Math.sqrt(2 * lnN) * (lnLargest - windows[0]!.lnNext));
    });
    return scales;
  });
}

const measured: Claim = ratioClaim({
  id: "LL-gap-count",
  title: "The gap count of a Gaussian row",
  provenance: "ours",
  hypotheses: [
    "Rows of $n$ i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma = c\\sqrt{2\\ln n}$; the count is that of Hayase and Karakida (2026), as their abstract describes it.",
  ],
  scope: "$0 < C < 1$.",
  statement:
    "The $n^C$ largest keys of a row, each counted with the weight of the last of them, outweigh the largest key up to the row scale $c$ below, where $x$ are the standardised logits of a typical row.",
  bound: fromFunction("gapCountScale", "c = \\frac{C\\ln n}{\\sqrt{2\\ln n}\\,(x_{(1)} - x_{(n^C)})}"),
  tolerance: TOLERANCE,
  rule: `The distribution-free interval of the median of this scale over ${DRAWS.toLocaleString("en-US")} sampled rows, divided by the typical row’s, must lie within $1 \\pm ${TOLERANCE}$.`,
  reason:
    "In units of $\\sqrt{2\\ln n}$ the largest of $n$ standard normal numbers lies near 1 and the $n^C$-th near $\\sqrt{1-C}$.",
  grid: CELLS,
  law: ({ C, n }) => gapCountScale(LN_LENGTHS[n], C),
  measure(cell, context, role, law) {
    return { draws: DRAWS, ratio: over(quantileInterval(scalesOf(cell, context, role), 0.5), law) };
  },
  caption:
    "**The gap count beside the Gaussian line, and length laws on the same axis.** Below the gap-count line $C = 4c(1-c)$ the $n^C$ largest keys, counted with the weight of the last, outweigh the largest; it ends where rows freeze, at $c = 1$, and so does the line $C = 1 - c^2$ below which a window misses the mass. Points: sampled rows at $n = 10^{1000}$. At the bottom, which way a row moves from $n = 10^3$ to $10^{16}$ under three laws of the scale that agree at $n = 4096$.",
  chart: (result) => gapCountChart(result),
  control: {
    statement: "The scale is $\\sqrt{1-C}$, that of the window which holds half of the mass.",
    power: () => ({
      value: gapPower(
        { ...CONTROL_CELL, lnN: LN_LENGTHS[CONTROL_CELL.n] },
        DRAWS,
        (1 + TOLERANCE) * halfScale(CONTROL_CELL),
      ),
      how: "the union bound for the largest logit, Chebyshev’s inequality for the number of logits above a level, the binomial law for the median",
    }),
    grid: CONTROL_CELL,
    law: halfScale,
  },
});

function halfScale({ C }: GapCell): number {
  return Math.sqrt(1 - C);
}

/** ln n at which the law is within a thousandth of a percent of its limit. */
const LN_LIMIT = 1e8;

const limit: Claim = limitClaim({
  id: "LL-gap-count-limit",
  title: "The gap count of a Gaussian row, in the limit",
  scope: "$0 < C < 1$.",
  statement:
    "As $n \\to \\infty$ this scale tends to $(1+\\sqrt{1-C})/2$, the line $C = 4c(1-c)$. Its largest value over $C$ is 1: what the gap count finds is the freezing point.",
  reason: "$C/(2(1-\\sqrt{1-C})) = (1+\\sqrt{1-C})/2$.",
  bound: fromFunction("gapCountLimit", "c = \\frac{1+\\sqrt{1-C}}{2}"),
  grid: [0.1, 0.25, 0.5, 0.75, 0.9].map((C) => ({ C })),
  difference: ({ C }) => gapCountScale(LN_LIMIT, C) - gapCountLimit(C),
  caption: "The typical row’s scale at $\\ln n = 10^8$, minus its limit.",
  chart: (result) => differenceForest(result, "typical row’s scale − limit"),
  control: {
    statement: "The limit is the middle of the two lines’ scales, $\\sqrt{1-C}$ and $(1+\\sqrt{1-C})/2$.",
    grid: { C: 0.5 },
    difference: ({ C }) => gapCountScale(LN_LIMIT, C) - 0.5 * (gapCountLimit(C) + Math.sqrt(1 - C)),
  },
});

/** `ours`: the gap count of arXiv 2605.12697 beside the limit law. */
export const gapCount: Claim = mergeClaims(measured, [limit], {
  title: "A gap count freezes Gaussian rows at $c = 1$, too",
});
