import {
  boundChart,
  powerText,
  type ChartPoint,
  type ChartSeries,
  type ChartSpec,
  type SeriesColour,
} from "ncsparse-kit/figures";
import { effectiveIndex, expectedEntriesAbove, rowScale } from "../../limit/index.js";
import { lnEffectiveEntries } from "../../bounds/theorem-5.1.js";
import { meanInterval } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import { sampleCounts } from "./samples.js";

type FrozenCell = { readonly c: number; readonly eps: number };

const DRAWS = 4000;
const TOLERANCE = 0.1;
const LN_N = 1000 * Math.LN10;

const CELLS: readonly FrozenCell[] = [1.2, 1.5, 2].flatMap((c) => [1e-2, 1e-4].map((eps) => ({ c, eps })));
const CONTROL: FrozenCell = { c: 1.5, eps: 1e-2 };

/** `ours`: where attention does collapse onto a constant number of entries. */
export const frozenClaim: Claim = ratioClaim({
  id: "T5.1-frozen",
  item: "the limit behind Theorem 5.1",
  title: "Where attention does collapse: above the freezing point",
  provenance: "ours",
  hypotheses: [
    "Rows of i.i.d. $N(0,\\sigma^2)$ logits whose scale grows with the length, $\\sigma = c\\sqrt{2\\ln n}$.",
  ],
  scope:
    "$c > 1$: a row scale **above** $\\sqrt{2\\ln n}$, beyond the hypothesis of Part 1 and within that of Part 2. Measured at $n = 10^{1000}$.",
  statement:
    "$\\mathbb E N_\\varepsilon \\to \\bigl(\\frac1\\varepsilon - 1\\bigr)^a \\frac{\\sin\\pi a}{\\pi a}$ with $a = 1/c$: a constant that depends on $\\varepsilon$ and not on $n$, and that stays above 0.",
  bound: fromFunction(
    "expectedEntriesAbove",
    "\\mathbb E N_\\varepsilon = \\Bigl(\\frac1\\varepsilon - 1\\Bigr)^{a} \\frac{\\sin\\pi a}{\\pi a}",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean of $N_\\varepsilon$ over 4,000 independent rows, divided by the law at the row’s finite-$n$ index $a = h(b)/\\sigma$, $b = \\Phi^{-1}(1-1/n)$, must lie within $1 \\pm 0.1$.",
  reason:
    "Above freezing the sorted row tends to the Poisson–Dirichlet law $\\mathrm{PD}(a, 0)$, whose mean density at $p$ is $\\frac{\\sin\\pi a}{\\pi}p^{-a-1}(1-p)^{a-1}$.",
  grid: CELLS,
  law: (cell) => expectedEntriesAbove(indexAt(cell.c), cell.eps),
  measure: measureAt,
  finding: () =>
    "Attention does collapse onto a constant number of entries, in the words of Part 2, where the row scale grows with the length and stays above $\\sqrt{2\\ln n}$, not below.",
  caption:
    "The mean number of entries above $10^{-3}$ against $c = \\sigma/\\sqrt{2\\ln n}$. Below the freezing point $c = 1$ it falls to nothing as $n$ grows; above, it tends to the Poisson–Dirichlet law (line). Points: sampled rows.",
  chart: (_, context) => frozenChart(context),
  control: {
    statement: "Without the factor $\\sin(\\pi a)/(\\pi a)$.",
    power: () => controlPower(CONTROL),
    how: "Hoeffding’s inequality for the mean of 4,000 counts in $[0, 1/\\varepsilon]$, whose deviation is bounded by Bhatia and Davis’s inequality",
    grid: CONTROL,
    law: falseLaw,
  },
});

/** The index that a row of 10^1000 keys has. */
function indexAt(c: number): number {
  return effectiveIndex(LN_N, rowScale(LN_N, c));
}

function falseLaw({ c, eps }: FrozenCell): number {
  return (1 / eps - 1) ** indexAt(c);
}

function measureAt({ c, eps }: FrozenCell, context: Context, role: string, law: number) {
  const thresholds = CELLS.filter((cell) => cell.c === c).map((cell) => cell.eps);
  const counts = sampleCounts(context, ["T5.1-frozen", role], { n: { ln: LN_N }, scale: { c } }, thresholds, DRAWS);
  const interval = meanInterval(counts[thresholds.indexOf(eps)]!);
  return { draws: DRAWS, ratio: over(interval, law) } as const;
}

/** Above the quantile of Student's law at the rules' level, for 4,000 draws. */
const STUDENT = 4.3;

/** Counts lie in [0, 1/eps]: the mean strays by half of the room to the false law's band with this probability at most. */
function controlPower(cell: FrozenCell): number {
  const mean = expectedEntriesAbove(indexAt(cell.c), cell.eps);
  const band = (1 - TOLERANCE) * falseLaw(cell);
  const stray = (band - mean) / 2;
  const most = 1 / cell.eps;
  const deviation = Math.sqrt((mean + stray) * (most - mean - stray));
  if (mean + stray + (STUDENT * deviation) / Math.sqrt(DRAWS) >= band) return 0;
  return 1 - Math.exp(-2 * DRAWS * (stray / most) ** 2);
}

const EPS = 1e-3;
const DRAWN: readonly { exponent: number; colour: SeriesColour }[] = [
  { exponent: 6, colour: "orange" },
  { exponent: 12, colour: "green" },
  { exponent: 100, colour: "sky" },
  { exponent: 1000, colour: "purple" },
];
const FIGURE_ROWS = 150;
const SCALES = [0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
/** Below this mean a sample of the figure's size shows nothing. */
const SHOWN = 0.05;

function frozenChart(context: Context): ChartSpec {
  const measured = DRAWN.map(({ exponent, colour }): ChartSeries => {
    const points = SCALES.flatMap((c) => point(context, exponent * Math.LN10, c));
    return { kind: "measured", label: `$n =$ ${powerText(10, exponent)}`, colour, points };
  });
  const limit = Array.from({ length: 40 }, (_, i): ChartPoint => {
    const c = 1.02 + (0.98 * i) / 39;
    return { x: c, y: expectedEntriesAbove(1 / c, EPS) };
  });
  const series: ChartSeries[] = [...measured, { kind: "law", label: "limit, $c > 1$", points: limit }];
  return boundChart({
    series,
    x: { title: "$c$: row scale over √(2 ln $n$)" },
    y: { title: "mean number of entries above 10⁻³", scale: "log", domain: [SHOWN, 1e3] },
    description:
      "Below c = 1 the mean number of entries above 1e-3 falls with n to nothing; above c = 1 it tends to the Poisson-Dirichlet law, 32 at c = 1.5.",
  });
}

function point(context: Context, lnN: number, c: number): ChartPoint[] {
  // Where the law leaves nothing to see, nothing is drawn.
  if (c < 1 && lnEffectiveEntries(lnN, EPS, rowScale(lnN, c)) < Math.log(SHOWN) - 3) return [];
  const law = { n: { ln: lnN }, scale: { c } };
  const [counts] = sampleCounts(context, ["T5.1-frozen", "figure"], law, [EPS], FIGURE_ROWS);
  const { value } = meanInterval(counts!);
  return value < SHOWN ? [] : [{ x: c, y: value }];
}
