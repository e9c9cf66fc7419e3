import { rootSumBound, subpolynomialFrom } from "../../bounds/appendix-b/facts.js";
import { boundChart, type ChartSeries } from "ncsparse-kit/figures";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import { steps } from "./figures.js";

type RootCell = { readonly a: number; readonly b: number };
type PowerCell = { readonly c: number; readonly eta: number; readonly times: number };

const ROOTS: readonly RootCell[] = [0, 1e-12, 1e-3, 0.25, 1, 4, 1e6].map((a) => ({ a, b: 1 }));
const EQUAL: readonly RootCell[] = [{ a: 1, b: 1 }];

function measureRoots({ a, b }: RootCell, factor: number): MeasuredExcess {
  const value = Math.sqrt(a) + Math.sqrt(b);
  const bound = factor * rootSumBound.evaluate({ a, b });
  return {
    excess: Math.log(value / bound),
    roundingBound: 8 * ULP, // two roots, two sums, a product, a quotient and a logarithm near 0
    comparison: { measured: exactly(value), bound, trivial: null },
  };
}

/** B.2. */
export const rootSum: Claim = inequalityClaim({
  id: "B.2-roots",
  restates: "Fact B.2",
  title: "A sum of roots is at most √2 times the root of the sum",
  provenance: "reconstructed",
  hypotheses: ["$a, b \\ge 0$."],
  scope: "Every $a, b$. The paper leaves its constant open; $\\sqrt2$ is the best.",
  statement: "$\\sqrt a + \\sqrt b \\le \\sqrt2\\,\\sqrt{a+b}$, with equality if and only if $a = b$.",
  bound: fromFormula("\\sqrt a+\\sqrt b \\le \\beta,\\quad \\beta", rootSumBound),
  rule: "$\\ln(\\text{left}/\\text{right})$ must not exceed eight rounding errors.",
  reason: "Cauchy–Schwarz for $(1,1)$ and $(\\sqrt a, \\sqrt b)$.",
  useScale: "number to number",
  grid: ROOTS,
  measure: (cell) => measureRoots(cell, 1),
  caption: "$(\\sqrt a+\\sqrt b)/\\sqrt{a+b}$ against $a/b$: the constant is needed at $a = b$ only.",
  chart: () =>
    boundChart({
      series: [
        { kind: "paper-bound", label: "$\\sqrt\\,2$", points: [1e-4, 1e4].map((x) => ({ x, y: Math.SQRT2 })) },
        {
          kind: "law",
          label: "exact",
          points: steps(-4, 4, 33).map((exponent) => {
            const x = Math.exp(exponent * Math.LN10);
            return { x, y: (1 + Math.sqrt(x)) / Math.sqrt(1 + x) };
          }),
        },
      ],
      x: { title: "$a / b$", scale: "log" },
      y: { title: "sum of roots over root of sum", domain: [1, 1.5] },
      height: 200,
      description:
        "The ratio of the sum of roots to the root of the sum rises from 1 to the square root of 2 at a = b and falls again.",
    }),
  control: {
    statement: "With $1.4$ in place of $\\sqrt2 = 1.41421\\ldots$",
    power: certain("at $a = b$ the two sides of the true statement are equal"),
    grid: EQUAL,
    measure: (cell: RootCell) => measureRoots(cell, 1.4 / Math.SQRT2),
  },
});

const PAIRS = [
  [1, 1],
  [4, 1], // Theorem 4.3 at R = 1: exp(2 R sqrt(2 ln n^2)) against n
  [16, 1], // at R = 4
  [1, 0.1],
] as const;
const POWERS: readonly PowerCell[] = PAIRS.flatMap(([c, eta]) => [1, 4, 100].map((times) => ({ c, eta, times })));
const BELOW: readonly PowerCell[] = PAIRS.map(([c, eta]) => ({ c, eta, times: 0.5 }));

/** At ln n = times (c/eta)^2; both sides by their logarithms, since n may be 10^11000. */
function measurePower({ c, eta, times }: PowerCell): MeasuredExcess {
  const lnN = times * subpolynomialFrom.evaluateLn({ c, eta });
  const [left, right] = [c * Math.sqrt(lnN), eta * lnN];
  return {
    excess: left - right,
    roundingBound: 16 * ULP * left,
    comparison: { measured: exactly(left), bound: right, trivial: null },
  };
}

/** B.3. */
export const subpolynomial: Claim = inequalityClaim({
  id: "B.3-threshold",
  restates: "Fact B.3",
  title: "From which n on exp(c √ln n) is below a power of n",
  provenance: "reconstructed",
  hypotheses: ["$c, \\eta > 0$."],
  scope:
    "Every $n \\ge \\exp((c/\\eta)^2)$: what “for a sufficient large [$n$]” amounts to. Measured at $\\ln n$ equal to 1, 4 and 100 times $(c/\\eta)^2$.",
  statement: "$e^{c\\sqrt{\\ln n}} \\le n^\\eta$ if and only if $n \\ge \\exp((c/\\eta)^2)$ (for $n > 1$).",
  bound: fromFormula("n_0", subpolynomialFrom),
  rule: "$c\\sqrt{\\ln n} - \\eta\\ln n$ must not exceed its rounding error; it is 0 at the threshold.",
  reason: "Divide $c\\sqrt{\\ln n} \\le \\eta\\ln n$ by $\\sqrt{\\ln n}$.",
  useScale: "exponent to exponent",
  grid: POWERS,
  measure: measurePower,
  caption:
    "$e^{c\\sqrt{\\ln n}}$ is the power $n^{c/\\sqrt{\\ln n}}$. How that exponent falls, for three $c$: with $c = 4R$ this is the numerator of Theorem 4.3 at row scale $R$, which must fall below $n$ (exponent 1) before the theorem informs.",
  chart: () =>
    boundChart({
      series: [
        { kind: "trivial", label: "exponent 1", points: [0.5, 150].map((x) => ({ x, y: 1 })) },
        ...([1, 4, 16] as const).map((c, index): ChartSeries => ({
          kind: "law",
          label: `$c = ${c}$`,
          colour: (["blue", "vermillion", "green"] as const)[index]!,
          points: steps(0.7, 12.2, 40).map((root) => ({ x: root * root, y: c / (root * Math.sqrt(Math.LN10)) })),
        })),
      ],
      x: { title: "$n$", scale: "exponent", domain: [0, 150] },
      y: { title: "exponent $c / \\sqrt\\,\\ln\\,n$", scale: "log" },
      height: 250,
      description:
        "The exponent c over the root of ln n against n from 1 to 10^150; for c = 4 it passes 1 at 10^7, for c = 16 at 10^111.",
    }),
  control: {
    statement: "Half the threshold in $\\ln n$ is enough: $n \\ge \\exp((c/\\eta)^2/2)$.",
    power: certain("at half the threshold's logarithm the left side is $\\sqrt2$ times the right one, in the exponent"),
    grid: BELOW,
  },
});
