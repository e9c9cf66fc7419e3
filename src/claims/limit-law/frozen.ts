import { expectedEntriesAbove, expectedSquares, expectedTail, ratioCdf } from "../../limit/poisson-dirichlet.js";
import { clopperPearson, meanInterval } from "ncsparse-kit/probability";
import { differenceClaim, ratioClaim, type MeasuredDifference, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { differenceForest, ratioForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { countDraws } from "ncsparse-kit/claims/measure";
import { minus, over } from "ncsparse-kit/claims/intervals";
import { tailChart } from "./frozen-figures.js";
import { EPSILONS, FROZEN_FULL, FROZEN_QUICK, FROZEN_ROWS, frozenRows, indexAt, WINDOWS } from "./frozen-rows.js";
import type { FrozenCell } from "./frozen-rows.js";
import { widenedBy } from "./window-rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

const SCOPE =
  "$c > 1$; at a finite length the index is $a = h(b)/\\sigma$, $b = \\Phi^{-1}(1-1/n)$, which tends to $1/c$.";
const HYPOTHESES = [SCALING_HYPOTHESIS];
const LAW =
  "For $c > 1$ the largest weights are $e^{z_{(j)}} \\propto G_j^{-1/a}$, $G_j$ the arrival times of a Poisson process. Divided by their sum they have the Poisson–Dirichlet law $PD(a, 0)$, $a = 1/c$.";

/** Student's interval of 10,000 values in [0, 1] reaches .022 at most, and Hoeffding's inequality leaves the rest. */
const TOLERANCE = 0.03;
const HOEFFDING_MARGIN = 0.03;
const WIDEST_HALF = 0.022;
const CONTROL: FrozenCell = { c: 2, n: "10¹⁰⁰⁰" };
const CONTROL_GRID = { quick: [CONTROL], full: [CONTROL] } as const;

function meanRule(what: string, tolerance: number): { tolerance: number; rule: string } {
  return {
    tolerance,
    rule: `Student’s interval of the mean ${what} over 10,000 rows, minus the law, must lie within $0 \\pm ${tolerance}$.`,
  };
}

/** A lower bound on the probability that a false mean of numbers in [0, 1] is found violated. */
function meanPower(gap: number, tolerance: number) {
  const room = Math.abs(gap) - tolerance - WIDEST_HALF;
  return {
    value: room < HOEFFDING_MARGIN ? 0 : 1 - 2 * Math.exp(-2 * FROZEN_ROWS * HOEFFDING_MARGIN * HOEFFDING_MARGIN),
    how: "Hoeffding’s inequality for the mean of numbers in $[0,1]$; no interval of theirs is wider than Student’s at variance $1/4$",
  };
}

function squaresMinus(cell: FrozenCell, context: Context, role: Role, law: number): MeasuredDifference {
  const { squares, error } = frozenRows(cell, context, role);
  return { draws: FROZEN_ROWS, difference: minus(widenedBy(meanInterval(squares), error), law) };
}

/** `ours`: E sum p^2 = 1 - a. */
export const frozenSquares: Claim = differenceClaim({
  id: "LL-frozen-squares",
  title: "Frozen: the mean inverse participation ratio",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement:
    "$\\mathbb E\\sum_j p_j^2 \\to 1 - a$: a finite number of entries share the mass, and how many varies from row to row.",
  bound: fromFunction("expectedSquares", "\\mathbb E \\sum_j p_j^2 = 1 - a"),
  ...meanRule("of $\\sum p^2$", TOLERANCE),
  reason: LAW,
  grid: { quick: FROZEN_QUICK, full: FROZEN_FULL },
  law: (cell) => expectedSquares(indexAt(cell)),
  measure: squaresMinus,
  caption: "Mean of $\\sum p^2$ over 10,000 rows minus $1 - a$.",
  chart: (result) => differenceForest(result, "measured − law"),
  control: {
    statement: "$\\mathbb E\\sum p^2 = 1 - a^2$.",
    power: () => meanPower(expectedSquares(indexAt(CONTROL)) - (1 - indexAt(CONTROL) ** 2), TOLERANCE),
    grid: CONTROL_GRID,
    law: (cell) => 1 - indexAt(cell) ** 2,
  },
});

type CountCell = FrozenCell & { readonly eps: number };
const COUNT_TOLERANCE = 0.1;
const COUNT_CONTROL: CountCell = { ...CONTROL, eps: EPSILONS[0] };

function countCells(cells: readonly FrozenCell[]): CountCell[] {
  return cells.flatMap((cell) => EPSILONS.map((eps) => ({ ...cell, eps })));
}

function countOver(cell: CountCell, context: Context, role: string, law: number) {
  const { counts, error } = frozenRows(cell, context, role);
  const mean = meanInterval(counts[(EPSILONS as readonly number[]).indexOf(cell.eps)]!);
  return { draws: FROZEN_ROWS, ratio: over(widenedBy(mean, error), law) } as const;
}

/** `ours`: E N_eps, the frozen counterpart of the paper's collapse. */
export const frozenEntries: Claim = ratioClaim({
  id: "LL-frozen-entries",
  item: "what Theorem 5.1 asks, beyond $R = \\sqrt{2\\ln n}$",
  title: "Frozen: how many entries exceed ε",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement:
    "$\\mathbb E N_\\varepsilon \\to (1/\\varepsilon - 1)^a\\,\\frac{\\sin \\pi a}{\\pi a}$: a constant number of entries exceeds $\\varepsilon$. This is the collapse onto a few entries that Theorem 5.1 speaks of, at row scales *above* $\\sqrt{2\\ln n}$.",
  bound: fromFunction(
    "expectedEntriesAbove",
    "\\mathbb E N_\\varepsilon = \\Bigl(\\frac1\\varepsilon - 1\\Bigr)^a \\frac{\\sin \\pi a}{\\pi a}",
  ),
  tolerance: COUNT_TOLERANCE,
  rule: "Student’s interval of the mean of $N_\\varepsilon$ over 10,000 rows, divided by the law, must lie within $1 \\pm 0.1$.",
  reason: LAW,
  grid: { quick: countCells(FROZEN_QUICK.slice(0, 2)), full: countCells(FROZEN_FULL.filter(({ c }) => c < 4)) },
  law: (cell) => expectedEntriesAbove(indexAt(cell), cell.eps),
  measure: countOver,
  caption: "Mean number of entries above $\\varepsilon$, measured over the law.",
  chart: (result) => ratioForest(result, "number of entries above $\\eps$"),
  control: {
    statement: "Without the sine: $\\mathbb E N_\\varepsilon = (1/\\varepsilon - 1)^a$.",
    power: () => {
      const a = indexAt(COUNT_CONTROL);
      const ratio = expectedEntriesAbove(a, COUNT_CONTROL.eps) / (1 / COUNT_CONTROL.eps - 1) ** a;
      // N_eps eps lies in [0, 1]; measured / false law is `ratio` up to that mean's error.
      return meanPower(
        (1 - ratio) * (1 / COUNT_CONTROL.eps - 1) ** a * COUNT_CONTROL.eps,
        0.1 * (1 / COUNT_CONTROL.eps - 1) ** a * COUNT_CONTROL.eps,
      );
    },
    grid: COUNT_CONTROL,
    law: (cell) => (1 / cell.eps - 1) ** indexAt(cell),
  },
});

type WindowCell = FrozenCell & { readonly k: number };
const SHARE_TOLERANCE = 0.05;
const HALF = 0.5;

function windowCells(cells: readonly FrozenCell[], windows: readonly number[]): WindowCell[] {
  return cells.flatMap((cell) => windows.map((k) => ({ ...cell, k })));
}

/** Share of rows whose (k+1)-th entry is at most half of the k-th, minus a law. */
function shareMinus(cell: WindowCell, context: Context, role: string, law: number) {
  const ratios = frozenRows(cell, context, role).ratios[cell.k - 1]!;
  const count = countDraws(FROZEN_ROWS, (draw) => ratios[draw]! <= HALF);
  const share = { value: count / FROZEN_ROWS, ...clopperPearson(count, FROZEN_ROWS) };
  return { draws: FROZEN_ROWS, difference: minus(share, law) } as const;
}

const RATIO_CONTROL: WindowCell = { ...CONTROL, k: 2 };

/** `ours`: ratios of neighbours are independent Beta variables. */
export const frozenRatio: Claim = differenceClaim({
  id: "LL-frozen-ratio",
  title: "Frozen: each entry against the one before",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement:
    "$p_{(k+1)}/p_{(k)}$ tends to a Beta$(ka, 1)$ variable: it is at most $x$ with probability $x^{ka}$. Measured at $x = 1/2$.",
  bound: fromFunction("ratioCdf", "\\Pr\\bigl[p_{(k+1)} \\le x\\,p_{(k)}\\bigr] = x^{ka}"),
  tolerance: SHARE_TOLERANCE,
  rule: "Clopper–Pearson interval of the share of 10,000 rows with $p_{(k+1)} \\le p_{(k)}/2$, minus $2^{-ka}$, must lie within $0 \\pm 0.05$.",
  reason: "$(G_k/G_{k+1})^{1/a}$, and $G_k/G_{k+1}$ is Beta$(k, 1)$.",
  grid: {
    quick: windowCells(FROZEN_QUICK.slice(0, 2), [1, 2]),
    full: windowCells(FROZEN_QUICK.slice(0, 2), [1, 2, 4]),
  },
  law: (cell) => ratioCdf(indexAt(cell), cell.k, HALF),
  measure: shareMinus,
  caption: "Share of rows with $p_{(k+1)} \\le p_{(k)}/2$, minus $2^{-ka}$.",
  chart: (result) => differenceForest(result, "measured − law"),
  control: {
    statement: "Without the rank: $p_{(k+1)}/p_{(k)}$ is Beta$(a, 1)$ for every $k$.",
    power: () => {
      const a = indexAt(RATIO_CONTROL);
      return meanPower(ratioCdf(a, RATIO_CONTROL.k, HALF) - ratioCdf(a, 1, HALF), SHARE_TOLERANCE);
    },
    grid: RATIO_CONTROL,
    law: (cell) => ratioCdf(indexAt(cell), 1, HALF),
  },
});

const TAIL_CONTROL: WindowCell = { ...CONTROL, k: 1 };

function tailMinus(cell: WindowCell, context: Context, role: string, law: number) {
  const { tails, error } = frozenRows(cell, context, role);
  const mean = widenedBy(meanInterval(tails[cell.k - 1]!), error);
  return { draws: FROZEN_ROWS, difference: minus(mean, law) } as const;
}

/** `ours`: what a constant window leaves. */
export const frozenWindow: Claim = differenceClaim({
  id: "LL-frozen-window",
  title: "Frozen: what a constant window leaves",
  provenance: "ours",
  hypotheses: HYPOTHESES,
  scope: SCOPE,
  statement:
    "The mean tail of a constant window tends to a constant in $(0, 1)$: even in the frozen phase a fixed number of entries misses a fixed share of the mass, with $\\psi(l) = \\Gamma(1-a)\\,l^a + q(l)$ and $q(l) = a\\int_1^\\infty e^{-lx}x^{-a-1}dx$.",
  bound: fromFunction(
    "expectedTail",
    "\\mathbb E(1-m_k) = \\int_0^\\infty k\\,\\psi'(l)\\,\\psi(l)^{-k-1}e^{-l}q(l)^{k-1}\\,dl",
  ),
  ...meanRule("tail", TOLERANCE),
  reason: "Campbell’s formula, given the $k$-th largest point.",
  grid: {
    quick: windowCells(FROZEN_QUICK, [1, 4]),
    full: [...windowCells(FROZEN_QUICK, [1, 4]), ...windowCells([{ c: 1.25, n: "10¹⁰⁰" }], [1])],
  },
  law: (cell) => expectedTail(indexAt(cell), cell.k),
  measure: tailMinus,
  caption:
    "Mean total variation left by the 1, 2, 3 and 4 largest entries against $c$: the Poisson–Dirichlet law and means of 10,000 rows at $n = 10^{1000}$.",
  chart: (_, context) => tailChart(context),
  control: {
    statement: "A window of 1 leaves what a window of 2 leaves by the law.",
    power: () => {
      const a = indexAt(TAIL_CONTROL);
      return meanPower(expectedTail(a, 1) - expectedTail(a, 2), TOLERANCE);
    },
    grid: TAIL_CONTROL,
    law: (cell) => expectedTail(indexAt(cell), WINDOWS[1]),
  },
});
