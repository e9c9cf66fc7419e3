import { lnKeptExcess } from "../../bounds/enough-frontier.js";
import { keptBound, keptBoundPaper } from "../../bounds/theorem-6.1.js";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { frontierChart } from "./figures.js";
import { DELTA } from "./samples.js";

/** With rows of scale R, the bound at k = n^C first beats the trivial one within a hundredth of this decade of n. */
type FrontierCell = { readonly R: number; readonly C: number; readonly routes: 2 | 4; readonly decade: number };

const CELLS: readonly FrontierCell[] = [
  { R: 0.25, C: 0.5, routes: 2, decade: 2.34 },
  { R: 0.25, C: 0.5, routes: 4, decade: 7.55 },
  { R: 0.5, C: 0.75, routes: 4, decade: 12.97 },
  { R: 1, C: 0.75, routes: 2, decade: 12.97 },
  { R: 1, C: 0.75, routes: 4, decade: 50.06 },
  { R: 1, C: 0.5, routes: 2, decade: 28.43 },
  { R: 1, C: 0.5, routes: 4, decade: 111.83 },
];

const WIDTH = 0.01;
const ROUNDING = 1e-9;

/** How far the bound is from informing a little above the stated decade, and from failing a little below it. */
function measureAt({ R, C, routes, decade }: FrontierCell): MeasuredExcess {
  const bound = routes === 2 ? keptBound : keptBoundPaper;
  const excess = (at: number): number => lnKeptExcess(bound, { lnN: at * Math.LN10, R, C, delta: DELTA });
  return { excess: Math.max(excess(decade + WIDTH), -excess(decade - WIDTH)), roundingBound: ROUNDING };
}

/** From which n on the bounds say anything, at row scales that do not grow. */
export const frontier: Claim = inequalityClaim({
  id: "T6.1-frontier",
  item: "reach of Theorem 6.1",
  title: "From which length on the bound beats the trivial one, at a fixed row scale",
  provenance: "ours",
  hypotheses: [
    "Row scales at most $R$ at every $n$ (bounded input, weights that shrink, or keys apart from queries); no diagonal. $\\delta = 0.1$.",
  ],
  scope: "$k = n^C$; nothing random.",
  statement:
    "The bound $e^{a\\lambda}/n^C$ falls below the trivial $1 - k/n$ at the stated decade $\\log_{10} n$ ($\\pm 0.01$); $a = 4$ is the paper’s route, $a = 2$ the direct one.",
  bound: fromFunction("enoughFrontier", "n^\\star = \\min\\{\\,n : e^{a\\lambda}\\,n^{-C} < 1 - n^{C-1}\\,\\}"),
  rule: "$\\ln\\beta - \\ln(1-k/n)$ must be at most $10^{-9}$ a hundredth of a decade above, and its negative a hundredth below.",
  reason: "$a R\\sqrt{2\\ln(2n^2/\\delta)} = C\\ln n$ has its root near $\\ln n = (2aR/C)^2$.",
  grid: CELLS,
  measure: measureAt,
  finding: ({ cells }) =>
    `At a fixed row scale $R = 1$ and $k = \\sqrt n$ the bound of Theorem 6.1 first beats the trivial one at $n = 10^{${formatNumber(Number(cells.at(-1)!.parameters.decade))}}$, by a direct route at $10^{${formatNumber(Number(cells.at(-2)!.parameters.decade))}}$.`,
  caption:
    "The smallest $n$ at which the bound of Theorem 6.1 beats the trivial one, against a row scale that does not grow with $n$; $\\delta = 0.1$. The exponent of ten is quadratic in $R$.",
  chart: () => frontierChart(),
  control: {
    statement: "The paper’s route beats the trivial bound at $R = 1$, $C = 1/2$ from a tenth of a decade earlier on.",
    power: certain("nothing is random, and the bound is still above the trivial one there"),
    grid: CELLS.slice(-1),
    measure: (cell) => measureAt({ ...cell, decade: cell.decade - 0.1 }),
  },
});
