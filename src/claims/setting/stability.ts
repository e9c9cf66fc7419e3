/** Definition 3.5 where everything is known: equal logits, for which the error of a window is sqrt(1/k - 1/n). */
import { rowErrors } from "../../attention/row-identities.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { certain, exactTrendClaim, type Exact, type MeasuredTrend } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";

type DoublingCell = { readonly n: number; readonly factor: number };

/** Strategies k = f(n), rounded to whole windows as they must be. */
const logarithmic = (n: number): number => Math.round(Math.log(n));
const constant = (): number => 8;
/** Whole at every power of 2, where the claims stand: each doubling widens it by one. */
const binaryLogarithmic = (n: number): number => Math.log2(n);

/** The l2 error of a row of n equal logits at window k. */
export function equalLogitsError(n: number, k: number): number {
  const [errors] = rowErrors(new Float64Array(n).fill(1 / n), [k]);
  return errors!.l2;
}

function measureTrend({ n, factor }: DoublingCell, window: (n: number) => number): Exact<MeasuredTrend> {
  const at = (length: number): number => Math.log(equalLogitsError(length, window(length)));
  const value = at(factor * n) - at(n);
  const [from, to] = [window(n), window(factor * n)];
  return { trend: exactly(value), note: `k from ${from} to ${to}` };
}

const LENGTHS = [6, 7, 8, 9, 10, 11, 12, 13].map((exponent) => 2 ** exponent);
const DOUBLINGS: readonly DoublingCell[] = LENGTHS.map((n) => ({ n, factor: 2 }));
const SIXTEENFOLD: readonly DoublingCell[] = LENGTHS.map((n) => ({ n, factor: 16 }));

const SHARED = {
  item: "Definition 3.5 (stable sparse attention)",
  hypotheses: ["All logits of a row are equal ($\\sigma = 0$): $\\lVert p_k-p\\rVert_2 = \\sqrt{1/k-1/n}$."],
  bound: fromFunction("rowErrors", "\\lVert p_k-p\\rVert_2 = \\sqrt{\\tfrac1k-\\tfrac1n}"),
} as const;

/** `ours`: the definition as written, and the integers in its way. The paper calls no such strategy stable. */
export const monotone: Claim = exactTrendClaim({
  ...SHARED,
  id: "D3.5-monotone",
  title: "Rounded to whole windows, the error still decreases strictly",
  provenance: "ours",
  scope:
    "$k = \\operatorname{round}(\\ln n)$, $n$ doubled from 64 to 16,384. It is about how Definition 3.5 is to be tested: the paper does not call this strategy stable, and its Theorem 6.2 denies it of $k = o(\\ln n)$ in another norm.",
  statement:
    "Rounded to whole windows, a slowly growing strategy still decreases strictly: the error of $k = \\operatorname{round}(\\ln n)$ falls whenever $n$ is doubled.",
  sign: "negative",
  rule: "$\\ln\\mathrm{err}(2n) - \\ln\\mathrm{err}(n)$ must be negative at every $n$.",
  expects: "violated",
  reason:
    "Between two roundings $k$ stands still while $n$ grows: from $n = 256$ to 512 both windows are 6, and the error rises. “Monotonically decreasing with growing [$n$]”, asked of windows that are whole numbers, can therefore only mean the trend, which [D3.5-trend](#D3.5-trend) states.",
  grid: DOUBLINGS,
  measure: (cell) => measureTrend(cell, logarithmic),
  caption:
    "The $\\ell_2$ error of equal logits: for $k = \\ln n$ as a real number (line), rounded (points), and for a constant window. Rounding breaks the decrease at single steps; the trend is unharmed.",
  chart: stabilityChart,
  control: {
    expects: "holds",
    statement:
      "For $k = \\log_2 n$, a whole number at each of these lengths: the error decreases whenever $n$ is doubled.",
    power: certain("$1/m - 1/(m+1) > 2^{-(m+1)}$ for $m = \\log_2 n \\ge 6$"),
    grid: DOUBLINGS,
    measure: (cell: DoublingCell) => measureTrend(cell, binaryLogarithmic),
  },
});

/** The same over a longer stretch. */
export const trend: Claim = exactTrendClaim({
  ...SHARED,
  id: "D3.5-trend",
  restates: { label: "Definition 3.5", relation: "corrected" },
  title: "Stability as a trend: over a factor 16 the error decreases",
  provenance: "ours",
  scope: "$k = \\operatorname{round}(\\ln n)$; a factor 16 raises $\\ln n$ by 2.77, so $k$ by at least 2.",
  statement:
    "The error of the strategy $k = \\operatorname{round}(\\ln n)$ decreases whenever $n$ is multiplied by 16.",
  sign: "negative",
  rule: "$\\ln\\mathrm{err}(16n) - \\ln\\mathrm{err}(n)$ must be negative at every $n$.",
  reason: "$1/k$ falls by more than $1/n$ gives back.",
  grid: SIXTEENFOLD,
  measure: (cell) => measureTrend(cell, logarithmic),
  caption:
    "The error over 16 times the length, as a share of itself: below 1 at every length for the logarithmic window, above 1 for a constant one.",
  chart: ratioChart,
  control: {
    statement: "Already over a factor 2: the error decreases whenever $n$ is doubled.",
    power: certain("from $n = 256$ to 512 the window stays at 6, and $1/k - 1/n$ increases in $n$ at fixed $k$"),
    grid: DOUBLINGS,
  },
});

function stabilityChart(): ChartSpec {
  const lengths = Array.from({ length: 10 }, (_, i) => 2 ** (i + 5));
  return boundChart({
    series: [
      {
        kind: "law",
        label: "$k = \\ln\\,n$",
        points: lengths.map((n) => ({ x: n, y: Math.sqrt(1 / Math.log(n) - 1 / n) })),
      },
      { kind: "bound", label: "$k = 8$", points: lengths.map((n) => ({ x: n, y: equalLogitsError(n, constant()) })) },
      {
        kind: "measured",
        label: "rounded",
        points: lengths.map((n) => ({ x: n, y: equalLogitsError(n, logarithmic(n)) })),
      },
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "$l_2$ error of a row", domain: [0.25, 0.55] },
    height: 240,
    description:
      "Error of equal logits against n from 32 to 16384: it falls along k = ln n, jumps about that line where k is rounded, and rises for k = 8.",
  });
}

function ratioChart(): ChartSpec {
  const ratio = (n: number, window: (n: number) => number): number =>
    equalLogitsError(16 * n, window(16 * n)) / equalLogitsError(n, window(n));
  return boundChart({
    series: [
      { kind: "trivial", label: "1", points: LENGTHS.map((n) => ({ x: n, y: 1 })) },
      { kind: "bound", label: "$k = 8$", points: LENGTHS.map((n) => ({ x: n, y: ratio(n, constant) })) },
      { kind: "measured", label: "$k = \\ln\\,n$", points: LENGTHS.map((n) => ({ x: n, y: ratio(n, logarithmic) })) },
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "error at $16\\,n$ over error at $n$", domain: [0.7, 1.1] },
    height: 220,
    description:
      "The ratio of the errors at 16n and n is below 1 for the rounded logarithmic window and above 1 for a constant one.",
  });
}
