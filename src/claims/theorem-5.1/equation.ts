import { epsPaper } from "../../bounds/theorem-4.3.js";
import { equationOne, equationOneRoot, equationOneSpurious } from "../../bounds/theorem-5.1.js";
import { boundChart, type ChartPoint, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { ULP } from "ncsparse-kit/claims/rounding";
import { DELTA } from "./thresholds.js";

type EquationCell = { readonly n: number; readonly eps: number; readonly R: number };

const CELLS: readonly EquationCell[] = [
  { n: 1000, eps: 1e-3, R: 0.1 },
  { n: 100_000, eps: 1e-3, R: 0.25 },
  { n: 1e9, eps: 1e-4, R: 0.5 },
  { n: 1e15, eps: 1e-7, R: 0.5 },
];
const DRAWN = CELLS[0]!;
/** The top of the figure. */
const HIGHEST = 1e5;

/** Eq. (1) of the paper, on the branch that Theorem 4.3 means. */
export const equationClaim: Claim = inequalityClaim({
  id: "T5.1-equation",
  item: "Theorem 5.1, Eq. (1) (= D.2)",
  title: "Eq. (1) on its branch",
  provenance: "ours",
  hypotheses: ["Nothing random: an equation between $n-k$, $n$, $\\delta$, $\\varepsilon$ and $R$; $\\delta = 0.1$."],
  scope:
    "$\\varepsilon(n-k) > 1$. Where the solution exceeds $n-1$ no window is small enough, and the theorem does not apply.",
  statement:
    "$\\varepsilon_{\\text{paper}}(n,k,\\delta,R) = \\varepsilon$ holds if and only if Eq. (1), $n-k = \\frac{\\delta}{2n}\\exp\\frac{(\\ln \\varepsilon(n-k))^2}{8R^2}$, does **and** $\\varepsilon(n-k) > 1$; the solution has the closed form below.",
  bound: fromFormula("n-k", equationOneRoot),
  rule: "At the closed form, both sides of Eq. (1), and $\\varepsilon_{\\text{paper}}$ and $\\varepsilon$, must agree in logarithm up to rounding.",
  reason:
    "In $x = \\ln\\varepsilon(n-k)$ Eq. (1) is the quadratic $x^2 - 8R^2x - 8R^2\\ln\\frac{2n}{\\delta\\varepsilon} = 0$, with one root of each sign; taking the root of $x^2$ asks for $x > 0$.",
  grid: CELLS,
  measure: (cell) => measureAt(cell, equationOneRoot.evaluate({ ...cell, delta: DELTA })),
  caption:
    "Both sides of Eq. (1) at $n = 1000$, $\\varepsilon = 10^{-3}$, $R = 0.1$, $\\delta = 0.1$. They meet twice. Only the right crossing solves $\\varepsilon_{\\text{paper}} = \\varepsilon$; the left one, at $n-k = 326.15$, came in by squaring. (The right one lies beyond $n$: at this length the theorem says nothing.)",
  chart: equationChart,
  control: {
    statement:
      "The other solution of Eq. (1), with $\\varepsilon(n-k) < 1$, also has $\\varepsilon_{\\text{paper}} = \\varepsilon$.",
    power: certain("there $\\varepsilon_{\\text{paper}}/\\varepsilon = (\\varepsilon(n-k))^{-2} > 1$"),
    grid: DRAWN,
    measure: (cell) => measureAt(cell, equationOneSpurious.evaluate({ ...cell, delta: DELTA })),
  },
});

function measureAt({ n, eps, R }: EquationCell, m: number) {
  const x = Math.log(eps * m);
  const equation = Math.log(equationOne.evaluate({ n, eps, R, m, delta: DELTA })) - Math.log(m);
  const bound = epsPaper.evaluateLn({ n, k: n - m, R, delta: DELTA }) - Math.log(eps);
  // x is off by some roundings of its largest term, ln m; the square over 8 R^2 magnifies that by 2 x / (8 R^2), and
  // n - (n - m) loses n / m roundings.
  const error = 8 * ULP * (Math.log(m) + Math.abs(x)) * (1 + Math.abs(x) / (4 * R * R)) + (4 * ULP * n) / m;
  return {
    excess: Math.max(Math.abs(equation), Math.abs(bound)),
    roundingBound: error,
    note: `n − k = ${formatNumber(m)}`,
  } as const;
}

function equationChart(): ChartSpec {
  const { n, eps, R } = DRAWN;
  const scope = { n, eps, R, delta: DELTA };
  const sizes = Array.from({ length: 80 }, (_, i) => 200 * 25 ** (i / 79));
  const root = (m: number): ChartPoint => ({ x: m, y: m });
  return boundChart({
    series: [
      { kind: "law", label: "left side, $n-k$", points: sizes.map(root) },
      {
        kind: "paper-bound",
        label: "right side",
        points: sizes.map((m) => ({ x: m, y: equationOne.evaluate({ ...scope, m }) })).filter(({ y }) => y < HIGHEST),
      },
      {
        kind: "measured",
        label: "solutions",
        points: [root(equationOneSpurious.evaluate(scope)), root(equationOneRoot.evaluate(scope))],
      },
    ],
    x: { title: "$n-k$", scale: "log" },
    y: { title: "either side of Eq. (1)", scale: "log", domain: [1e-5, HIGHEST] },
    description:
      "The right side of Eq. (1) falls from above the left side at n - k = 200 to 5e-5 near n - k = 1000 and rises again; it crosses the left side at 326.15 and at 3321.4.",
  });
}
