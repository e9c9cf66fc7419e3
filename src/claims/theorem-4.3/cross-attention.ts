import { drawSet } from "ncsparse-kit/claims/draw-set";
import { isotropicWeights } from "../../attention/weights.js";
import { epsCross } from "../../bounds/order-forms.js";
import { entryLaw, epsTrivial } from "../../bounds/theorem-4.3.js";
import { entryAfterWindow } from "../../experiments/entry-after-window.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { quantileInterval } from "ncsparse-kit/probability";
import { boundClaim, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { entryExceeds } from "ncsparse-kit/claims/power";
import type { Profile } from "ncsparse-kit/claims/result";
import {
  DELTA,
  DIMENSION,
  DRAWS,
  sampleAt as selfSampleAt,
  SCALES,
  windowsOf,
  type CellSample,
  type SparsityCell,
} from "./samples.js";
import { entriesAgainst } from "./entries-against.js";

const FIGURE_LENGTH = 128;
const CONTROL: readonly SparsityCell[] = [{ n: 128, s: 0.25, k: 1 }];
/** The control's t. */
const FALSE_LEVEL = 0.5;

function grid(lengths: readonly number[]): SparsityCell[] {
  return lengths.flatMap((n) =>
    SCALES.flatMap((s) =>
      windowsOf(n)
        .slice(0, 3)
        .map((k) => ({ n, s, k })),
    ),
  );
}
const GRID: Readonly<Record<Profile, readonly SparsityCell[]>> = { quick: grid([128]), full: grid([128, 512]) };

/** The bound where no query meets itself. */
export const crossAttention: Claim = boundClaim({
  id: "T4.3-cross",
  item: "Theorem 4.3 in cross-attention",
  restates: { label: "Theorem 4.3", relation: "extended" },
  title: "Without a diagonal the window buys one logit more",
  provenance: "ours",
  hypotheses: [
    "Queries $y_1,\\dots,y_n$ and keys $x_1,\\dots,x_m$ independent of each other, entries as in Theorem 4.3 (measured: $N(0,1)$, $d = 64$, $m = n$).",
    "$W$ fixed: $W = s\\,I/\\sqrt d$.",
  ],
  scope: "$1 \\le k \\le m-1$; every row of cross-attention, in which no logit has a mean other than 0.",
  statement:
    "With probability at least $1-\\delta$, every row has $p_{(k+1)} \\le \\varepsilon_{\\text{cross}}$: the order-statistic form with $k+1$ for $k$ and all $m$ keys in the normaliser.",
  bound: fromFormula("\\varepsilon_{\\text{cross}}", epsCross),
  delta: DELTA,
  rule: "A draw fails if any of its $n$ rows has $p_{(k+1)} > \\varepsilon_{\\text{cross}}$; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
  reason:
    "Given the query all $m$ logits are independent, so $k+1$ of them would have to exceed $\\sigma_i t$; in self-attention one place of the window is set aside for the diagonal.",
  useScale: "entry to entry, at the measured 90 % quantile over draws of the largest of all rows",
  grid: GRID,
  law:
    ({ n, k }) =>
    (R: number) =>
      epsCross.evaluateLn({ n, m: n, k, R, delta: DELTA }),
  measure: (cell, context, role, lnEps) => entriesAgainst(sampleAt(cell, context, role), cell.k, lnEps),
  caption:
    "The largest $p_{(k+1)}$ of all rows at $n = 128$ (90 % quantile over 160 matrices) in cross- and in self-attention, with the bound for the former, the law of a typical row and the trivial bound. At $s = 2$ self-attention’s diagonal takes most of each row, and what is left for the other entries is little; cross-attention has no such entry.",
  chart: (_, context) => crossChart(context),
  control: {
    statement:
      "With $t = 1/2$, as if one entry were all that exceeds $R/2$: $p_{(2)} \\le e^{R/2 + R\\sqrt{2\\ln(2n/\\delta)/m}}/m$ in every row.",
    power: () => {
      const [{ n, s, k }] = CONTROL as readonly [SparsityCell];
      // Row 1 of self-attention with one key more: as many independent logits, and a normaliser that is larger.
      const value = entryExceeds({ n: n + 1, k, d: DIMENSION, s, lnEps: (rowScale) => lnAtFalseLevel(n, rowScale) });
      return {
        value,
        how: "row 1 alone, its normaliser enlarged by a diagonal: Cantelli's inequality for its sum, the binomial law for its largest logits, averaged over the law of $\\sigma_1$",
      };
    },
    grid: CONTROL,
    law:
      ({ n }) =>
      (R) =>
        lnAtFalseLevel(n, R),
  },
});

function lnAtFalseLevel(m: number, R: number): number {
  return R * FALSE_LEVEL + R * Math.sqrt((2 * Math.log((2 * m) / DELTA)) / m) - Math.log(m);
}

/** R and ln max_i p_(k+1) of each draw. */
function sampleAt({ n, s, k }: SparsityCell, context: Context, role: Role): CellSample {
  const windows = windowsOf(n);
  const sample = drawSet(context, ["T4.3-cross", role, n], (path) =>
    entryAfterWindow(
      context.seed,
      path,
      { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(DIMENSION), attention: "cross" },
      DRAWS,
      SCALES,
      windows,
      context.signal,
    ),
  );
  const column = sample.lnEntry[(SCALES as readonly number[]).indexOf(s)]![windows.indexOf(k)]!;
  return { rowScale: sample.rowScale.map((r) => s * r), lnEntry: column };
}

function crossChart(context: Context): ChartSpec {
  const n = FIGURE_LENGTH;
  const curve = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 80];
  const measured = (sample: (cell: SparsityCell) => CellSample, s: number): ChartPoint[] =>
    windowsOf(n).map((k) => {
      const { value, low, high } = quantileInterval(sample({ n, s, k }).lnEntry, 1 - DELTA);
      return { x: k, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
    });
  const series = SCALES.flatMap((s): ChartSeries[] => {
    const facet = `$s = ${s}$`;
    const cross = (cell: SparsityCell): CellSample => sampleAt(cell, context, "claim");
    const R = quantileInterval(cross({ n, s, k: 1 }).rowScale, 0.5).value;
    const line = (value: (k: number) => number): ChartPoint[] => curve.map((k) => ({ x: k, y: value(k) }));
    return [
      {
        kind: "bound",
        label: "bound, cross",
        facet,
        points: line((k) => epsCross.evaluate({ n, m: n, k, R, delta: DELTA })),
      },
      { kind: "trivial", label: "$1/(k+1)$", facet, points: line((k) => epsTrivial.evaluate({ k })) },
      { kind: "law", label: "typical row", facet, points: line((k) => entryLaw.evaluate({ n, k, sigma: s })) },
      { kind: "measured", label: "cross", facet, points: measured(cross, s) },
      {
        kind: "measured",
        label: "self",
        colour: "green",
        facet,
        points: measured((cell) => selfSampleAt(cell, context, "claim"), s),
      },
    ];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "largest $p_{(k+1)}$ of all rows", scale: "log" },
    useless: "above",
    columns: 3,
    height: 190,
    description: `Largest (k+1)-th entry at n = ${n} in cross- and self-attention for three logit scales: alike at small scales, far smaller in self-attention at scale 2.`,
  });
}
