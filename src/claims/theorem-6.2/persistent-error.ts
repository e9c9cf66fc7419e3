import { frobeniusRate, totalVariationFloor } from "../../bounds/theorem-6.2.js";
import { LEVEL, meanInterval } from "ncsparse-kit/probability";
import {
  certain,
  inequalityClaim,
  trendClaim,
  type MeasuredExcess,
  type MeasuredTrend,
} from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { subtract } from "ncsparse-kit/claims/intervals";
import { fromFormula, fromFunction } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";
import type { Profile } from "ncsparse-kit/claims/result";
import { floorChart, massChart } from "./figures.js";
import { DRAWS, frobeniusSample, windowOf, type MatrixCell, type Role } from "./samples.js";

const HYPOTHESES: readonly string[] = [
  "Entries of $X$ independent $N(0,1)$, $d = 64$, $W = s\\,I/\\sqrt d$. *Self*: queries are the inputs, the diagonal is included. *Cross*: queries are drawn apart from the keys.",
];

const CORE_CELLS: readonly MatrixCell[] = (["cross", "self"] as const).flatMap((attention) =>
  [0.25, 1].flatMap((s) =>
    (["k = 4", "k = ln n / ln ln n", "k = ln n"] as const).map((window) => ({ attention, s, window, n: 256 })),
  ),
);

/** Where the controls run: nothing is left to chance at equal logits. */
const EQUAL_LOGITS: readonly MatrixCell[] = [{ attention: "cross", s: 0, window: "k = 4", n: 256 }];
const EQUAL_GROWTH: GrowthCell = { attention: "cross", s: 0, window: "k = ln n" };

/** The largest of floor / error - 1 over the draws: at most rounding where the floor is one. */
function coreAgainst(cell: MatrixCell, context: Context): MeasuredExcess {
  const { error, floor } = frobeniusSample(cell, context, "claim");
  const excess = error.reduce((worst, value, d) => Math.max(worst, floor[d]! / value - 1), -1);
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    draws: DRAWS,
    excess,
    roundingBound: 8 * (cell.n + 8) * ULP,
    note: `mean error ${mean(error).toPrecision(3)}, mean floor ${mean(floor).toPrecision(3)}`,
  };
}

/** `reconstructed`: the deterministic core of Theorem E.2. */
export const core: Claim = inequalityClaim({
  id: "T6.2-core",
  item: "Theorem 6.2 (= E.2), its core",
  restates: "Theorem 6.2",
  title: "The Frobenius error has a floor",
  provenance: "reconstructed",
  hypotheses: ["No assumption: true of every matrix of attention."],
  scope: "$1 \\le k \\le n$.",
  statement:
    "$\\lVert P_k - P\\rVert_F \\ge \\bigl(\\sum_i \\max(0,\\, k^{-1/2} - \\lVert p_i\\rVert_2)^2\\bigr)^{1/2}$, which is about $\\sqrt{n/k}$ where rows are spread, $\\lVert p_i\\rVert_2 \\ll k^{-1/2}$.",
  bound: fromFunction(
    "frobeniusFloor",
    "\\lVert P_k - P\\rVert_F \\ge \\sqrt{\\textstyle\\sum_i \\max(0,\\, k^{-1/2} - \\lVert p_i\\rVert_2)^2}",
  ),
  rule: "The floor over the error, less 1, must not exceed rounding in any of 12 matrices.",
  reason:
    "$k$ entries that sum to 1 have $\\ell_2$ norm at least $k^{-1/2}$; then the triangle inequality in each row.",
  grid: CORE_CELLS,
  measure: (cell, context) => coreAgainst(cell, context),
  caption:
    "The Frobenius error with $k = \\ln n$ (points, means of 12 matrices), its floor (dashed) and $\\sqrt{n/k}$ (thin). In self-attention at $s = 1$ the diagonal holds most of a row’s mass: there the floor begins at 0, and the error still grows.",
  chart: (_, context) => floorChart(context),
  control: {
    statement:
      "Without subtracting $\\lVert p_i\\rVert_2$: $\\lVert P_k-P\\rVert_F \\ge \\sqrt{n/k}$, at equal logits.",
    power: certain("at equal logits the error is $\\sqrt{n/k - 1}$"),
    grid: EQUAL_LOGITS,
    measure(cell: MatrixCell, context) {
      const { error } = frobeniusSample(cell, context, "control");
      const rate = frobeniusRate.evaluate({ n: cell.n, k: windowOf(cell) });
      return {
        draws: DRAWS,
        excess: error.reduce((worst, value) => Math.max(worst, rate / value - 1), -1),
        roundingBound: 8 * (cell.n + 8) * ULP,
      };
    },
  },
});

/** `ours`: the same in total variation. */
export const totalVariation: Claim = inequalityClaim({
  id: "T6.2-tv",
  item: "beside Theorem 6.2",
  title: "The total variation of a row has a floor",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n$.",
  statement:
    "$1 - m_k \\ge 1 - k\\,p_{(1)}$ in every row; at fixed $\\sigma$ it tends to 1 for constant $k$ and every $k$ up to $\\ln n$.",
  bound: fromFormula("1 - m_k \\ge \\tau,\\quad \\tau", totalVariationFloor),
  rule: "The largest of $(1 - k p_{(1)}) - (1 - m_k)$ over all rows of 12 matrices must not exceed rounding.",
  reason: "$k$ entries, each at most $p_{(1)}$, sum to at most $k\\,p_{(1)}$.",
  grid: CORE_CELLS,
  law: () => 0,
  measure: massAgainst,
  caption:
    "How far the floor $1 - k p_{(1)}$ lies below $1 - m_k$, at the row where it comes nearest, for $k = \\ln n$.",
  chart: (_, context) => massChart(context),
  control: {
    statement: "One entry fewer: $1 - m_k \\ge 1 - (k-1)\\,p_{(1)}$, at equal logits.",
    power: certain("equal logits have $m_k = k\\,p_{(1)}$"),
    grid: EQUAL_LOGITS,
    law: () => 1,
  },
});

/** (1 - (k - fewer) p_(1)) - (1 - m_k), the largest of all rows and draws. */
function massAgainst(cell: MatrixCell, context: Context, role: Role, fewer: number): MeasuredExcess {
  const sample = frobeniusSample(cell, context, role);
  const columns = fewer === 0 ? sample.massExcess : sample.shortMassExcess;
  return { draws: DRAWS, excess: columns.reduce((a, b) => Math.max(a, b)), roundingBound: 8 * (cell.n + 8) * ULP };
}

type GrowthCell = Omit<MatrixCell, "n">;

/** k = ln n / ln ln n goes from 3 to 4 between them, k = ln n from 4 to 7. */
const LENGTHS = [64, 1024] as const;
const GROWTH_CELLS: readonly GrowthCell[] = [
  { attention: "cross", s: 1, window: "k = 4" },
  { attention: "cross", s: 1, window: "k = ln n / ln ln n" },
  { attention: "cross", s: 1, window: "k = ln n" },
  { attention: "self", s: 0.25, window: "k = ln n" },
  { attention: "self", s: 1, window: "k = ln n / ln ln n" },
  { attention: "self", s: 1, window: "k = ln n" },
];
const GROWTH: Readonly<Record<Profile, readonly GrowthCell[]>> = { quick: GROWTH_CELLS, full: GROWTH_CELLS };

/** The trend of the mean Frobenius error, or of that over √n; each end splits its level between the two lengths. */
function growthOf(cell: GrowthCell, context: Context, role: Role, perRow: boolean): MeasuredTrend {
  const [from, to] = LENGTHS.map((n) =>
    meanInterval(
      frobeniusSample({ ...cell, n }, context, role).error.map((x) => Math.log(perRow ? x / Math.sqrt(n) : x)),
      LEVEL / 2,
    ),
  ) as [ReturnType<typeof meanInterval>, ReturnType<typeof meanInterval>];
  return { draws: 2 * DRAWS, trend: subtract(to, from) };
}

/** `reconstructed`: Theorem E.2's conclusion. */
export const growth: Claim = trendClaim({
  id: "T6.2-growth",
  item: "Theorem 6.2 (= E.2)",
  restates: "Theorem 6.2",
  title: "With constant, sublogarithmic and logarithmic windows the Frobenius error grows",
  provenance: "reconstructed",
  hypotheses: HYPOTHESES,
  scope: "The Frobenius norm, which the proof names; from $n = 64$ to $1024$.",
  statement:
    "With $k$ constant, $k = \\lceil\\ln n/\\ln\\ln n\\rceil$, which is $o(\\ln n)$, or $k = \\ln n$, $\\lVert P_k - P\\rVert_F$ increases in $n$: by the proof’s words, it is “at least monotonically increasing”.",
  sign: "positive",
  rule: "The interval of the mean of $\\ln\\lVert P_k-P\\rVert_F$ over 12 matrices at $n = 1024$, less that at $64$, must be positive.",
  reason: "The floor is $\\sqrt{n/k}$ up to a constant, and the error is near it.",
  grid: GROWTH,
  law: () => false,
  measure: growthOf,
  finding: () =>
    "Theorem 6.2 holds as reconstructed: in Frobenius norm the error of a constant, a logarithmic and a strictly smaller window, $\\lceil\\ln n/\\ln\\ln n\\rceil$, grows. In the entrywise max norm of a typical row the same error vanishes where $k$ grows ([NA-limit](#NA-limit)).",
  caption: "The trend of $\\ln\\lVert P_k-P\\rVert_F$ over a factor 16 in length, with its interval.",
  chart: (result) => signForest(result, "ln error at 1024 − ln error at 64"),
  control: {
    statement:
      "The root mean square of the rows, $\\lVert P_k-P\\rVert_F/\\sqrt n$, increases, too, with $k = \\ln n$ at equal logits.",
    power: certain(
      "at equal logits it is $\\sqrt{1/k-1/n}$, which decreases from $n = 64$ to 1024 as $k$ goes from 4 to 7",
    ),
    grid: EQUAL_GROWTH,
    law: () => true,
  },
});
