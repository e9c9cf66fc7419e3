import { l2Sandwich, rowErrors } from "../../attention/row-identities.js";
import { softmax } from "../../attention/softmax.js";
import { rowErrorsByDefinition, type RowErrors } from "../../attention/sparse-row.js";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";
import { errorCurves, sandwichCurves } from "./figures.js";

type RowCell = { readonly n: number; readonly sigma: number };

const ROWS = 20;
/** Below this tail mass the definition itself loses its digits to cancellation, and has nothing to say of an identity. */
const LEAST_TAIL = 1e-8;

const CELLS: readonly RowCell[] = [8, 64, 512].flatMap((n) => [0, 1, 4].map((sigma) => ({ n, sigma })));
const CONTROL: readonly RowCell[] = [{ n: 64, sigma: 1 }];

/**
 * What rounding can make of the definition: n additions, whose error in m the differences p_kj - p_j = p_j (1/m - 1) magnify
 * by 1 / (1 - m); four units for each term, of which there are 8 at least.
 */
function roundingBound(n: number, tail: number): number {
  return (4 * ULP * n) / tail;
}

type Gap = (row: Float64Array, sorted: Float64Array, k: number) => { gap: number; tail: number };

/** The largest gap less its own rounding bound, over rows and windows. */
function worst({ n, sigma }: RowCell, context: Context, role: string, gapOf: Gap) {
  const source = stream(context.seed, "S0-identities", role, n, sigma);
  const logits = new Float64Array(n);
  let largest = { gap: -Infinity, tail: 1 };
  for (let draw = 0; draw < ROWS; draw++) {
    drawInputs(source, "gaussian", logits, sigma);
    const row = softmax(logits);
    const sorted = Float64Array.from(row).sort().reverse();
    for (let k = 1; k < n; k = k < 8 ? k + 1 : 2 * k) {
      const found = gapOf(row, sorted, k);
      if (found.tail < LEAST_TAIL) continue;
      const excess = found.gap - roundingBound(n, found.tail);
      if (excess > largest.gap - roundingBound(n, largest.tail)) largest = found;
    }
  }
  return { draws: ROWS, excess: largest.gap, roundingBound: roundingBound(n, largest.tail) } as const;
}

const NAMES = ["mass", "tail", "l1", "l2", "linf", "kl"] as const;

/** The largest |ln(identity / definition)| over the six quantities. */
function identityGap(row: Float64Array, sorted: Float64Array, k: number): { gap: number; tail: number } {
  const definition = rowErrorsByDefinition(row, k);
  const [identity] = rowErrors(sorted, [k]);
  const gap = Math.max(...NAMES.map((name) => lnGap(identity!, definition, name)));
  return { gap, tail: definition.tail };
}

function lnGap(a: RowErrors, b: RowErrors, name: (typeof NAMES)[number]): number {
  return Math.abs(Math.log(a[name] / b[name]));
}

/** The l2 identity with the square of (1/m - 1) forgotten. */
function unsquaredGap(row: Float64Array, sorted: Float64Array, k: number): { gap: number; tail: number } {
  const { l2, mass, tail } = rowErrorsByDefinition(row, k);
  const squares = (from: number, to: number): number => sorted.slice(from, to).reduce((sum, p) => sum + p * p, 0);
  const wrong = Math.sqrt((tail / mass) * squares(0, k) + squares(k, sorted.length));
  return { gap: Math.abs(Math.log(wrong / l2)), tail };
}

/** `ours`: every norm of the error of every window from one sorted row. */
export const identities: Claim = inequalityClaim({
  id: "S0-identities",
  item: "Definitions 3.3 and 3.4, their errors",
  title: "One sort gives the error of every window in every norm",
  provenance: "ours",
  hypotheses: ["No assumption: they are true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$; compared where $1-m_k > 10^{-8}$, below which the definition itself cancels.",
  statement:
    "With $m = \\sum_{j\\le k} p_{(j)}$, $S_k = \\sum_{j\\le k} p_{(j)}^2$ and $S = S_n$: $\\lVert p_k-p\\rVert_1 = 2(1-m)$, $\\mathrm{KL}(p_k\\,\\|\\,p) = -\\ln m$, $\\lVert p_k-p\\rVert_2^2 = (\\tfrac1m-1)^2 S_k + (S-S_k)$, $\\lVert p_k-p\\rVert_\\infty = \\max\\bigl(p_{(1)}(\\tfrac1m-1),\\,p_{(k+1)}\\bigr)$.",
  bound: fromFunction("rowErrors", "\\lVert p_k-p\\rVert_2^2 = (\\tfrac1m-1)^2 S_k + (S-S_k)"),
  rule: "$|\\ln(\\text{identity}/\\text{definition})|$ of all six quantities must not exceed the rounding error of the definition, $4\\cdot 2^{-52}\\,n/(1-m)$.",
  reason: "The kept entries are scaled by $1/m$, the others set to 0; the rest is algebra.",
  grid: CELLS,
  law: () => identityGap,
  measure: worst,
  caption:
    "One sorted row of 1,024 normal logits ($\\sigma = 1$): the error of every window by the identities (lines) and, at a few windows, by the definition (points).",
  chart: (_, context) => errorCurves(context),
  control: {
    statement: "With the square of $(1/m-1)$ forgotten in the $\\ell_2$ identity.",
    power: 1,
    how: "the two agree only where $m = 1/2$ exactly, which has probability 0",
    grid: CONTROL,
    law: () => unsquaredGap,
  },
});

/** How far the l2 error leaves its sandwich, in logarithms; at most 0 in exact arithmetic. */
function sandwichGap(row: Float64Array, sorted: Float64Array, k: number, lowerFactor: number) {
  const { l2, tail } = rowErrorsByDefinition(row, k);
  const { lower, upper } = l2Sandwich(sorted, k);
  return { gap: Math.max(Math.log((lowerFactor * lower) / l2), Math.log(l2 / upper)), tail };
}

const EQUAL_LOGITS: readonly RowCell[] = [{ n: 64, sigma: 0 }];

/** `ours`: the l2 error between two closed forms, equal where all logits are. */
export const sandwich: Claim = inequalityClaim({
  id: "S0-sandwich",
  item: "Definition 3.4, its ℓ2 error",
  title: "The ℓ2 error stands between two closed forms",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$; equality where all logits are equal ($\\sigma = 0$).",
  statement:
    "$(1-m)\\sqrt{\\tfrac1k+\\tfrac1{n-k}} \\;\\le\\; \\lVert p_k-p\\rVert_2 \\;\\le\\; \\sqrt{(1-m)^2\\tfrac{p_{(1)}}{m} + p_{(k+1)}(1-m)}$.",
  bound: fromFunction("l2Sandwich", "(1-m)\\sqrt{\\tfrac1k+\\tfrac1{n-k}} \\le \\lVert p_k-p\\rVert_2"),
  rule: "The larger of $\\ln(\\text{lower}/\\ell_2)$ and $\\ln(\\ell_2/\\text{upper})$ must not exceed the rounding error $4\\cdot 2^{-52}\\,n/(1-m)$.",
  reason: "Cauchy–Schwarz below; $S_k \\le m\\,p_{(1)}$ and $S - S_k \\le (1-m)\\,p_{(k+1)}$ above.",
  grid: CELLS,
  law: () => (row, sorted, k) => sandwichGap(row, sorted, k, 1),
  measure: worst,
  caption:
    "The $\\ell_2$ error between its two ends for a row of 1,024 normal logits: the wider the logits spread, the further apart the ends.",
  chart: (_, context) => sandwichCurves(context),
  control: {
    statement: "With $\\tfrac1k + \\tfrac2{n-k}$ under the root of the lower end.",
    power: certain("at equal logits the lower end is attained, so any larger one fails"),
    grid: EQUAL_LOGITS,
    law:
      ({ n }) =>
      (row, sorted, k) =>
        sandwichGap(row, sorted, k, Math.sqrt((1 / k + 2 / (n - k)) / (1 / k + 1 / (n - k)))),
  },
});
