import { lnEffectiveEntries, lnEmptyLength } from "../../bounds/theorem-5.1.js";
import { collapseLength } from "../../limit/collapse-length.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { meanInterval } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { countDraws } from "ncsparse-kit/claims/measure";
import { powerOfTen } from "./power-of-ten.js";
import { sampleCounts } from "./samples.js";
import { DELTA } from "./thresholds.js";

type EmptyCell = { readonly sigma: number; readonly eps: number };

/** Fails with probability at most .0005 a row, against .01: 2,500 rows decide but for one run in 100,000. */
const DRAWS = 2500;
const RATE = 0.01;
const MEAN = 5e-4;
/** The control's mean: rows with an entry above eps are then 99 in 100. */
const CONTROL_MEAN = 5;

const CELLS: readonly EmptyCell[] = [
  { sigma: 0.25, eps: 1e-4 },
  { sigma: 1, eps: 1e-4 },
  { sigma: 1, eps: 1e-7 },
  { sigma: 2, eps: 1e-5 },
  { sigma: 4, eps: 1e-7 },
];
const CONTROL: EmptyCell = { sigma: 1, eps: 1e-4 };

/** `ours`: at a fixed scale rows end with no entry above eps. */
export const emptyClaim: Claim = boundClaim({
  id: "T5.1-empties",
  item: "the limit behind Theorem 5.1",
  title: "At a fixed scale, no entry stays above ε",
  provenance: "ours",
  hypotheses: ["Rows of i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma$ fixed: $R = O(1)$, well within $o(\\sqrt{\\ln n})$."],
  scope:
    "$n \\ge n_\\varnothing(\\varepsilon,\\sigma)$, the length from which $\\mathbb E N_\\varepsilon \\le 0.0005$ by the law.",
  statement:
    "$\\Pr[N_\\varepsilon \\ge 1] \\le \\mathbb E N_\\varepsilon \\to 0$: at $n_\\varnothing$ a row has an entry above $\\varepsilon$ with probability at most $0.01$.",
  bound: fromFunction(
    "lnEffectiveEntries",
    "\\ln\\mathbb E N_\\varepsilon = \\ln n + \\ln\\bar\\Phi\\Bigl(\\frac{\\ln(\\varepsilon n) + \\sigma^2/2}{\\sigma}\\Bigr) \\sim -\\frac{(\\ln n)^2}{2\\sigma^2}",
  ),
  delta: RATE,
  rule: "A draw (one row) fails if any entry exceeds $\\varepsilon$; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $0.01$.",
  reason:
    "The largest logit grows like $\\sigma\\sqrt{2\\ln n}$, the logarithm of the normaliser like $\\ln n$: every entry is diluted.",
  grid: CELLS,
  law: () => MEAN,
  measure: measureAt,
  caption:
    "The mean number of entries above $10^{-7}$ against the length, by the law (lines) and in sampled rows (points), for row scales $\\sigma$ from $1/4$ to $4$. It first grows like $n$, then falls faster than any power, through 1, to nothing. Theorem 5.1 speaks further right still: from $10^{19}$ on at $R = 1$, from $10^{125}$ at $R = 4$.",
  chart: (_, context) => emptyChart(context),
  control: {
    statement: "Already at the length where $\\mathbb E N_\\varepsilon = 5$.",
    power: () => 1 - Math.exp(-CONTROL_MEAN) - 0.01,
    how: "$N_\\varepsilon$ is nearly Poisson with mean 5: a row is empty with probability $e^{-5}$, and $0.01$ is room for the normaliser",
    grid: CONTROL,
    law: () => CONTROL_MEAN,
  },
});

function measureAt({ sigma, eps }: EmptyCell, context: Context, role: string, mean: number) {
  const lnN = lnEmptyLength(eps, sigma, mean);
  const [counts] = sampleCounts(context, ["T5.1-empties", role], { n: { ln: lnN }, scale: { sigma } }, [eps], DRAWS);
  return {
    draws: DRAWS,
    failures: countDraws(DRAWS, (draw) => counts![draw]! > 0),
    note: `at n = ${powerOfTen(lnN)}`,
  } as const;
}

const EPS = 1e-7;
/** Lines end at different heights, in the order of their labels. */
const DRAWN: readonly { sigma: number; label: string; colour: SeriesColour; lnEnd: number }[] = [
  { sigma: 0.25, label: "1/4", colour: "sky", lnEnd: -4.3 },
  { sigma: 1, label: "1", colour: "blue", lnEnd: -3.2 },
  { sigma: 2, label: "2", colour: "green", lnEnd: -2.1 },
  { sigma: 4, label: "4", colour: "orange", lnEnd: -1 },
];
/** Rows behind a point of the figure, and the smallest mean that they can show. */
const FIGURE_ROWS = 60;
const SHOWN = 0.5;

/** log10 of the mean N_eps against log10 n. */
function emptyChart(context: Context): ChartSpec {
  const series = DRAWN.flatMap(({ sigma, label, colour, lnEnd }): ChartSeries[] => {
    const end = lnEmptyLength(EPS, sigma, Math.exp(lnEnd));
    const at = (share: number): number => Math.log(1e3) + share * (end - Math.log(1e3));
    const law = Array.from({ length: 48 }, (_, i): ChartPoint => {
      const lnN = at(i / 47);
      return { x: lnN / Math.LN10, y: lnEffectiveEntries(lnN, EPS, sigma) / Math.LN10 };
    });
    const measured = Array.from({ length: 9 }, (_, i) => at((i + 1) / 10)).flatMap((lnN) => point(context, lnN, sigma));
    return [
      { kind: "law", label: `$\\sigma =$ ${label}`, colour, points: law },
      { kind: "measured", label: "", colour, points: measured },
    ];
  });
  const reach = [1, 4].map((R) => (collapseLength(EPS, R, DELTA).lnN0 / Math.LN10).toFixed(0));
  return boundChart({
    series,
    x: { title: "$n$", scale: "exponent" },
    y: { title: "mean number of entries above 10⁻⁷", scale: "exponent" },
    description: `The mean number of entries above 1e-7 rises like n to between 10^6 and 10^7, then falls through 1 near 10^7.6 (sigma = 1/4), 10^9.5 (1), 10^12.3 (2) and 10^19.3 (4); Theorem 5.1 speaks from 10^${reach.join(" and 10^")} at R = 1 and 4.`,
  });
}

function point(context: Context, lnN: number, sigma: number): ChartPoint[] {
  const law = { n: { ln: lnN }, scale: { sigma } };
  const [counts] = sampleCounts(context, ["T5.1-empties", "figure"], law, [EPS], FIGURE_ROWS);
  const { value } = meanInterval(counts!);
  return value < SHOWN ? [] : [{ x: lnN / Math.LN10, y: Math.log10(value) }];
}
