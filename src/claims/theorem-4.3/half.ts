import { orderCriticalScale } from "../../bounds/order-forms.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { certain, exactDifferenceClaim, type Exact, type MeasuredDifference } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { DELTA } from "./samples.js";

type LengthCell = { readonly n: number };

const TOLERANCE = 0.001;
const CELLS: readonly LengthCell[] = [{ n: 1e8 }, { n: 1e10 }, { n: 1e12 }];

/** ln 2 / sqrt(2 ln(2 e)). */
const LIMIT = Math.LN2 / Math.sqrt(2 * (1 + Math.LN2));

function critical(n: number): number {
  return orderCriticalScale.evaluate({ n, k: n / 2, delta: DELTA });
}

function measureAgainst(n: number, limit: number): Exact<MeasuredDifference> {
  const value = critical(n) - limit;
  return { difference: exactly(value) };
}

/** Where a window of half the row is beyond the sharpest of the bounds. */
export const halfWindow: Claim = exactDifferenceClaim({
  id: "T4.3-half",
  item: "reach of the order-statistic form",
  title: "At half the row the sharpest bound beats counting only for small logits",
  provenance: "ours",
  hypotheses: ["$k = n/2$, $\\delta = 0.1$; the bound read at its own $R$, nothing random."],
  scope: "The limit $n \\to \\infty$; at $n = 512$ the critical $R$ is 0.335.",
  statement:
    "$\\varepsilon_{\\text{order}} < 1/(k+1)$ at $k = n/2$ if and only if $R < R^\\star(n)$, and $R^\\star(n) \\to \\ln 2/\\sqrt{2\\ln(2e)} = 0.37667$.",
  bound: fromFormula("R^\\star", orderCriticalScale),
  tolerance: TOLERANCE,
  rule: "$R^\\star(n) - \\ln 2/\\sqrt{2\\ln(2e)}$ must be within 0.001 of 0 at $n = 10^8$, $10^{10}$ and $10^{12}$.",
  reason:
    "$\\ln\\varepsilon_{\\text{order}}$ is linear in $R$; what depends on $\\delta$ falls like $\\sqrt{\\ln n/n}$.",
  grid: CELLS,
  measure: ({ n }) => measureAgainst(n, LIMIT),
  caption:
    "The row scale below which the order-statistic bound beats $1/(k+1)$ at $k = n/2$, against $n$, and its limit.",
  chart: halfChart,
  control: {
    statement:
      "With Stirling’s $e$ forgotten, $\\binom nk \\approx (n/k)^k$: the limit is $\\ln2/\\sqrt{2\\ln2} = 0.58871$.",
    power: certain("the two limits differ by 0.21, and nothing is random"),
    grid: CELLS,
    measure: ({ n }: LengthCell) => measureAgainst(n, Math.LN2 / Math.sqrt(2 * Math.LN2)),
  },
});

function halfChart(): ChartSpec {
  const lengths = Array.from({ length: 30 }, (_, i) => 2 ** (i + 4));
  return boundChart({
    series: [
      { kind: "trivial", label: "limit", points: [2 ** 4, 2 ** 33].map((x) => ({ x, y: LIMIT })) },
      { kind: "bound", label: "$R$ at which it ends", points: lengths.map((n) => ({ x: n, y: critical(n) })) },
    ],
    x: { title: "length $n$", scale: "log2" },
    y: { title: "critical row scale", domain: [0, 0.4] },
    useless: "above",
    height: 230,
    description: "The critical row scale at k = n/2 rises from 0.17 at n = 16 towards its limit 0.377.",
  });
}
