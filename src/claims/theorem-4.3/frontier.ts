import type { Formula } from "ncsparse-kit/formula/formula";
import { epsPaper } from "../../bounds/theorem-4.3.js";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";
import { frontierChart } from "./figures.js";
import { formatNumber } from "ncsparse-kit/claims/format";

/** A frontier: with this R, the bound first beats 1/(k+1) at this n. */
type FrontierCell = { readonly R: number; readonly k: number; readonly n: number };

const DELTA = 0.1;

const CELLS: readonly FrontierCell[] = [
  { R: 0.25, k: 1, n: 17 },
  { R: 0.5, k: 1, n: 528 },
  { R: 0.75, k: 1, n: 100_236 },
  { R: 1, k: 1, n: 125_252_966 },
];

/** From which n on the paper-shaped bound says anything at all. */
export const paperFrontier: Claim = inequalityClaim({
  id: "T4.3-frontier",
  item: "reach of Theorem 4.3",
  title: "From which length on the paper-shaped bound beats counting",
  provenance: "ours",
  hypotheses: ["$\\delta = 0.1$; the bound read at its own $R$, nothing random."],
  scope: "$k = 1$, the window at which the bound beats counting first.",
  statement:
    "$\\varepsilon_{\\text{paper}} < 1/(k+1)$ holds at the stated $n$ and fails at $n - 1$: below it, the theorem says less than counting does.",
  bound: fromFunction(
    "integerFrontier",
    "n^\\star = \\min\\{\\,n : \\varepsilon_{\\text{paper}}(n,k,\\delta,R) < \\tfrac{1}{k+1}\\,\\}",
  ),
  rule: "Both $\\ln\\varepsilon_{\\text{paper}}(n^\\star) - \\ln\\frac1{k+1}$ and $\\ln\\frac1{k+1} - \\ln\\varepsilon_{\\text{paper}}(n^\\star-1)$ must be at most a few rounding errors.",
  reason: "The exponent $2R\\sqrt{2\\ln(2n(n-k)/\\delta)}$ outruns $\\ln(n-k)$ for long.",
  grid: CELLS,
  measure: (cell) => measureAt(epsPaper, cell),
  finding: ({ cells }) =>
    `At $R = 1$ and $\\delta = 0.1$ the paper-shaped bound first beats counting, $1/(k+1)$, at $n = ${formatNumber(Number(cells.at(-1)!.parameters.n)).replaceAll(",", "{,}")}$.`,
  caption:
    "The smallest $n$ at which each bound beats $1/(k+1)$, at $k = 1$ and $\\delta = 0.1$, against the row scale $R$. The paper-shaped bound at $R$ and Jensen’s at $2R$ agree but for constants: what halving the exponent buys is half the logits’ scale.",
  chart: frontierChart,
  control: {
    statement: "One key fewer: the bound already beats counting at $n^\\star - 1$.",
    power: certain("the bound's logarithm falls by more than its rounding error from $n^\\star - 1$ to $n^\\star$"),
    grid: lessOne(CELLS),
  },
});

function lessOne(cells: readonly FrontierCell[]): FrontierCell[] {
  return cells.map((cell) => ({ ...cell, n: cell.n - 1 }));
}

function measureAt(bound: Formula, { R, k, n }: FrontierCell) {
  const lnExcess = (length: number): number => bound.evaluateLn({ n: length, k, R, delta: DELTA }) + Math.log(k + 1);
  // The exponent is about 2 R l ~ 20 and each of its four operations rounds once; ln(n - k) rounds once.
  const roundingBound = 128 * ULP;
  return { excess: Math.max(lnExcess(n), -lnExcess(n - 1)), roundingBound } as const;
}
