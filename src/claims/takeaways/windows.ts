import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { logWindowFraction } from "../../limit/index.js";
import { normalCdf, normalQuantile } from "ncsparse-kit/probability";
import { windowRule } from "../../window/index.js";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import type { Made } from "../limit-law/window-rows.js";
import { meanTail, ROWS } from "./window-tails.js";

const TOLERANCE = 0.1;
/** Above Student's quantile at the rules' level for 400 draws. */
const STUDENT = 4.4;

type ConstantWindowCell = { readonly k: number; readonly sigma: number; readonly tv: number; readonly rows?: Made };

const COVERED: readonly ConstantWindowCell[] = [
  { k: 1024, sigma: 0.5, tv: 0.1 },
  { k: 2048, sigma: 1, tv: 0.1 },
  { k: 2048, sigma: 1, tv: 0.5 },
  { k: 2048, sigma: 2, tv: 0.1 },
  { k: 8192, sigma: 2, tv: 0.2 },
  { k: 2048, sigma: 1, tv: 0.1, rows: "drawn" },
];
const TWICE_COVERED = COVERED[1]!;

/** Takeaway 2: up to which length a constant window is enough. */
export const insurance: Claim = ratioClaim({
  id: "TA2-insurance",
  item: "Takeaway 2",
  title: "Up to which length a constant window suffices",
  provenance: "ours",
  hypotheses: ["Rows of i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma$ fixed; the window keeps the $k$ largest entries."],
  scope: "$n \\ge 100\\,e^{\\sigma^2}$.",
  statement:
    "A constant window $k$ leaves out a share $t$ of the mass at $n = k\\,/\\,\\bar\\Phi(\\sigma + \\Phi^{-1}(t))$, less at shorter lengths and more at longer ones: it suffices up to that length.",
  bound: fromFunction(
    "logWindowFraction",
    "n(k,\\sigma,t) = \\frac{k}{\\bar\\Phi\\bigl(\\sigma + \\Phi^{-1}(t)\\bigr)}",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean total variation of 400 rows at that length, sampled (then wider by the error that they state) or drawn logit by logit, divided by $t$, must lie within $1 \\pm 0.1$.",
  reason: "At fixed scale the window needed is a fixed share of $n$, so that a fixed window covers a fixed length.",
  grid: COVERED,
  law: () => 1,
  measure: measureCovered,
  finding: () =>
    `A large constant window is enough, as Takeaway 2 says, up to a length that can be computed: for a tenth of the mass at logit scale 1, up to ${(1 / shareAt(1)).toFixed(1)} times the window, at scale 4 up to ${(1 / shareAt(4)).toFixed(0)} times.`,
  caption:
    "The length that a constant window covers, in units of the window, against the row scale, for three budgets of total variation. Logits of larger scale are sparser, so that the same window goes further.",
  chart: coverageChart,
  control: {
    statement: "It covers twice that length.",
    power: coveragePower,
    how: "Hoeffding’s inequality for the mean of 400 total variations in $[0, 1]$ around what the window rule gives there",
    grid: TWICE_COVERED,
    law: () => 2,
  },
});

/** The share of n that a budget of a tenth needs at a scale. */
function shareAt(sigma: number): number {
  return Math.exp(logWindowFraction(sigma, 0.1));
}

function measureCovered({ k, sigma, tv, rows }: ConstantWindowCell, context: Context, role: string, times: number) {
  const n = Math.round(times * k * Math.exp(-logWindowFraction(sigma, tv)));
  const path = ["TA2-insurance", role, k, tv];
  const tail = meanTail({ n, sigma, k, made: rows }, context, path);
  return { draws: ROWS, ratio: over(tail, tv), note: `at n = ${n}` } as const;
}

function coveragePower(): number {
  const { sigma, tv } = TWICE_COVERED;
  const share = Math.exp(logWindowFraction(sigma, tv)) / 2;
  const expected = normalCdf(normalQuantile(1 - share) - sigma);
  const stray = 0.06;
  const lowest = expected - stray - (STUDENT * 0.5) / Math.sqrt(ROWS);
  return lowest > (1 + TOLERANCE) * tv ? 1 - Math.exp(-2 * ROWS * stray * stray) : 0;
}

const BUDGETS: readonly { tv: number; colour: SeriesColour }[] = [
  { tv: 0.5, colour: "green" },
  { tv: 0.1, colour: "blue" },
  { tv: 0.01, colour: "orange" },
];

function coverageChart(): ChartSpec {
  const series = BUDGETS.map(({ tv, colour }): ChartSeries => {
    const points = Array.from({ length: 41 }, (_, i): ChartPoint => {
      const sigma = 0.1 * i;
      return { x: sigma, y: Math.exp(-logWindowFraction(sigma, tv)) };
    });
    return { kind: "law", label: `$t =$ ${tv}`, colour, points };
  });
  return boundChart({
    series,
    x: { title: "row scale $\\sigma$" },
    y: { title: "length covered / window", scale: "log" },
    description:
      "The length that a constant window covers grows from barely more than the window at scale 0 to some hundred times it at scale 4, for a tenth of the mass.",
  });
}

type RuleCell = { readonly n: number; readonly sigma: number; readonly tv: number; readonly rows?: Made };

const RULED: readonly RuleCell[] = [
  { n: 16_384, sigma: 0.25, tv: 0.1 },
  { n: 16_384, sigma: 1, tv: 0.1 },
  { n: 16_384, sigma: 2, tv: 0.1 },
  { n: 1e6, sigma: 2, tv: 0.05 },
  { n: 1e6, sigma: 2, tv: 0.5 },
  { n: 1e12, sigma: 4, tv: 0.1 },
  { n: 16_384, sigma: 4, tv: 0.1 },
  { n: 16_384, sigma: 1, tv: 0.1, rows: "drawn" },
];
const RULED_CONTROL = RULED[1]!;
/** The scale whose window the control keeps. */
const SMALLER = 0.5;

/** Future Direction 2: a window from the length and the norm of the weights. */
export const adaptive: Claim = ratioClaim({
  id: "FD2-rule",
  item: "Future Direction 2",
  title: "A window that adapts to the length and to the weights’ norm",
  provenance: "ours",
  hypotheses: [
    "Rows of i.i.d. $N(0,\\sigma^2)$ logits; $\\sigma$ is set by the norm of the weights, $\\sigma_i = \\lVert W^\\top x_i\\rVert$.",
  ],
  scope: "$n \\ge 100\\,e^{\\sigma^2}$, and at least 100 entries inside the window and outside it.",
  inScope: ({ n, sigma, tv }) => windowRule(n, sigma, tv).applies,
  statement:
    "The window $k = n\\,\\bar\\Phi(\\sigma + \\Phi^{-1}(t))$ leaves a total variation of $t$: one formula in which length, norm of the weights and budget trade off.",
  bound: fromFunction("windowRule", "\\frac kn = \\bar\\Phi\\bigl(\\sigma + \\Phi^{-1}(t)\\bigr)"),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean total variation of 400 rows, sampled (then wider by the error that they state) or drawn logit by logit, divided by the budget $t$, must lie within $1 \\pm 0.1$.",
  reason: "Weighted by $e^z$, Gaussian logits are Gaussian again, shifted by $\\sigma^2$.",
  grid: RULED,
  law: (cell) => windowRule(cell.n, cell.sigma, cell.tv).k.value,
  measure: measureRuled,
  caption:
    "Measured total variation over the budget. At $\\sigma = 4$, $n = 16{,}384$ the rule says that it does not apply: $n$ is far below $100\\,e^{16}$.",
  chart: (result) => ratioForest(result, "total variation"),
  control: {
    statement:
      "As if the norm of the weights did not matter from $\\sigma = 1/2$ to 1: the window for $\\sigma = 1/2$.",
    power: rulePower,
    how: "Hoeffding’s inequality for the mean of 400 total variations, none of which can exceed the share of entries left out",
    grid: RULED_CONTROL,
    law: (cell) => windowRule(cell.n, SMALLER, cell.tv).k.value,
  },
});

function measureRuled({ n, sigma, tv, rows }: RuleCell, context: Context, role: string, k: number) {
  const tail = meanTail({ n, sigma, k, made: rows }, context, ["FD2-rule", role, n, tv]);
  return { draws: ROWS, ratio: over(tail, tv), note: `k = ${k}` } as const;
}

function rulePower(): number {
  const { sigma, tv } = RULED_CONTROL;
  const share = Math.exp(logWindowFraction(SMALLER, tv));
  const expected = normalCdf(normalQuantile(1 - share) - sigma);
  const most = 1 - share; // no window leaves more mass than entries
  const stray = 0.02;
  const highest = expected + stray + (STUDENT * 0.5 * most) / Math.sqrt(ROWS);
  return highest < (1 - TOLERANCE) * tv ? 1 - Math.exp(-2 * ROWS * (stray / most) ** 2) : 0;
}

/** Windows by the rule for a tenth of the mass: a row a length, a column a scale; "—" where it does not apply. */
export function windowTable(): (string | number)[][] {
  return [4096, 32_768, 131_072, 1_048_576].map((n) => [
    n,
    ...[0.25, 0.5, 1, 2].map((sigma) => {
      const { k, applies } = windowRule(n, sigma, 0.1);
      return applies ? k.value : "—";
    }),
  ]);
}
