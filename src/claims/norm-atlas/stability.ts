import type { ErrorNorm, Strategy } from "../../limit/atlas/index.js";
import { trendClaim, type MeasuredTrend, type Wording } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { trendPower } from "./power.js";
import { FIRST_LENGTH, LAST_LENGTH, lnLaw, measureTrend, rowsBehind, type Role, NO_MEMO } from "./samples.js";
import { HYPOTHESES, SCOPE } from "./words.js";

export type TrendCell = { readonly norm: ErrorNorm; readonly window: Strategy; readonly sigma: number };

const at = (norm: ErrorNorm, ...windows: Strategy[]): TrendCell[] =>
  windows.map((window) => ({ norm, window, sigma: 1 }));

const STABLE: readonly TrendCell[] = [
  ...at("max", "k = ln n", "k = √n"),
  ...at("l2", "k = ln n", "k = √n"),
  ...at("orthogonal", "k = ln n", "k = √n"),
];
const UNSTABLE: readonly TrendCell[] = (["frobenius", "tv", "along"] as const).flatMap((norm) =>
  at(norm, "k = 4", "k = ln n", "k = √n"),
);

/** The lengths between which a trend is taken. */
export type Lengths = readonly [number, number];
const LENGTHS: Lengths = [FIRST_LENGTH, LAST_LENGTH];

export function trendOf(cell: TrendCell, context: Context, role: Role, lengths: Lengths = LENGTHS): MeasuredTrend {
  return { draws: 2 * rowsBehind(cell.norm), trend: measureTrend(cell.norm, cell, context, role, lengths) };
}

/** The probability that a trend shows the sign that it has by the law. */
export function powerOf(cell: TrendCell): { value: number; how: string } {
  const ln = (n: number): number => lnLaw(cell.norm, { ...cell, n }, NO_MEMO);
  return {
    value: trendPower({
      draws: rowsBehind(cell.norm),
      gap: Math.abs(ln(LAST_LENGTH) - ln(FIRST_LENGTH)),
      deviation: 1,
    }),
    how: "the law's trend has the sign that the control expects, by this many intervals: the normal approximation, for a row's standard deviation of up to its mean",
  };
}

interface StabilityClaim extends Pick<
  Wording<TrendCell>,
  "id" | "item" | "restates" | "title" | "provenance" | "statement" | "expects" | "reason" | "grid"
> {
  sign: "negative" | "positive";
  caption: string;
  control: { statement: string; grid: TrendCell; expects?: "holds" };
}

function stabilityClaim({ caption, control, ...words }: StabilityClaim): Claim {
  return trendClaim({
    hypotheses: HYPOTHESES,
    scope: `${SCOPE} $\\sigma = 1$, from $n = 512$ to $8192$.`,
    ...words,
    rule: `The interval of $\\ln(\\text{err}(8192)/\\text{err}(512))$, from independent rows at the two lengths, must be ${words.sign}.`,
    measure: trendOf,
    caption,
    chart: (result) => signForest(result, "ln error at 8192 − ln error at 512"),
    control: { ...control, power: () => powerOf(control.grid) },
  });
}

const CAPTION = "The trend of each error over a factor 16 in length, with its interval.";

/** Definition 3.5 on the range that was run. */
export const stable: Claim = stabilityClaim({
  id: "NA-stable",
  item: "norm atlas, Definition 3.5",
  title: "Where the error decreases",
  provenance: "ours",
  statement:
    "With $k = \\ln n$ and with $k = n^{1/2}$ the entrywise max error, the row $\\ell_2$ error and the output error across the query decrease in $n$: together with a limit 0 they are *stable* by Definition 3.5.",
  sign: "negative",
  grid: STABLE,
  reason:
    "The max error is near $1/k$, the others near $k^{-1/2}$, and both tend to 0 since $k$ grows. Rounding $k$ breaks strict monotonicity, so that the trend over the range is judged.",
  caption: CAPTION,
  control: {
    statement: "The Frobenius error decreases, too, with $k = n^{1/2}$.",
    grid: { norm: "frobenius", window: "k = √n", sigma: 1 },
  },
});

/** The other half of the atlas. */
export const unstable: Claim = stabilityClaim({
  id: "NA-unstable",
  item: "norm atlas, Definition 3.5",
  title: "Where the error grows, under all three strategies",
  provenance: "ours",
  statement:
    "Under all three strategies, $n^{1/2}$ included, the Frobenius error, the total variation of a row and the output error along the query increase in $n$: *unstable* by Definition 3.5.",
  sign: "positive",
  grid: UNSTABLE,
  reason: "At fixed $\\sigma$ the mass spreads over a fixed share of the keys, and every window $o(n)$ loses it.",
  caption: CAPTION,
  control: {
    statement: "The entrywise max error increases, too, with $k = n^{1/2}$.",
    grid: { norm: "max", window: "k = √n", sigma: 1 },
  },
});

/** The abstract's sentence, in the norm in which Theorem 6.1 is read. */
export const literal: Claim = stabilityClaim({
  id: "T6.2-literal",
  item: "Theorem 6.2, as the abstract words it",
  restates: { label: "Abstract", relation: "in one reading" },
  title: "“The error will persist”: in Frobenius, entrywise max and ℓ2 norms alike",
  provenance: "reconstructed",
  statement:
    "With $k = \\ln n$ entries a row, or with $k = \\lceil\\ln n/\\ln\\ln n\\rceil = o(\\ln n)$, the error does not decrease in $n$, in whichever of three norms: Frobenius, which the proof of Theorem 6.2 names (there it holds); the entrywise max, in which Theorem 6.1 is read, and the row’s $\\ell_2$ norm (there it fails).",
  sign: "positive",
  grid: (["frobenius", "max", "l2"] as const).flatMap((norm) => at(norm, "k = ln n / ln ln n", "k = ln n")),
  expects: "violated",
  reason:
    "The abstract says that $o(\\log n)$ entries “may not be feasible since the error will persist at a minimum of $O(1)$”; it names no norm. As $O(1)$ bounds from above, we read “at least a constant”. In Frobenius norm, which the proof names, that is so and more: the error grows. In the entrywise max norm it vanishes like $1/k$, for every $k$ that grows. What the sentence says depends on the norm. A decrease alone would not refute a floor; that these errors tend to 0 is [NA-limit](#NA-limit).",
  caption:
    "The trend of the error with $k = \\ln n$ and $k = \\lceil\\ln n/\\ln\\ln n\\rceil$ (from 4 to 5) in the norm that the proof names, in which it grows, and in the two in which it vanishes.",
  control: {
    statement: "With $k = \\ln n$ the output’s error along the query does not decrease in $n$.",
    grid: { norm: "along", window: "k = ln n", sigma: 1 },
    expects: "holds",
  },
});
