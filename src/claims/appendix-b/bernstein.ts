import { bernstein, hoeffding } from "../../bounds/appendix-b/bounded-sums.js";
import { logBinomialTail } from "ncsparse-kit/probability";
import type { Claim } from "ncsparse-kit/claims/claim";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { fromFormula } from "ncsparse-kit/claims/display";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, leastInteger, tailOf, type TailPair } from "./exact-tail.js";

type CentredCell = { readonly n: number; readonly p: number; readonly t: number };

const CELLS: readonly CentredCell[] = (
  [
    [1000, 0.5],
    [1000, 0.1],
    [1000, 0.01],
    [100_000, 0.001],
  ] as const
).flatMap(([n, p]) => [5, 20, 80].map((t) => ({ n, p, t })));

function lnTail({ n, p, t }: CentredCell): number {
  return logBinomialTail(leastInteger(n * p + t), n, p);
}

/** |X_i - p| <= 1 - p for p <= 1/2. */
function pair(cell: CentredCell): TailPair {
  const { n, p, t } = cell;
  return { lnTail: lnTail(cell), lnBound: bernstein.evaluateLn({ t, variance: n * p * (1 - p), M: 1 - p }) };
}

/** B.6 on centred 0-1 variables. */
export const bernsteinExact: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.6-exact",
  item: "Lemma B.6 (Bernstein)",
  restates: "Lemma B.6",
  title: "Bernstein’s bound on exact binomial tails",
  hypotheses: ["$X_1, \\dots, X_n$ independent with mean 0 and $|X_i| \\le M$."],
  scope:
    "Every $t > 0$. Measured on centred 0–1 variables of mean $p \\le 1/2$: $M = 1-p$, $\\mathbb E X_i^2 = p(1-p)$.",
  statement:
    "$\\Pr[\\sum_i X_i > t] \\le \\exp\\Bigl(-\\dfrac{t^2/2}{\\sum_i \\mathbb E X_i^2 + Mt/3}\\Bigr)$. The right side is continuous in $t$, so the same holds for $\\ge$, which is what we measure.",
  bound: fromFormula("\\Pr[\\textstyle\\sum_i X_i > t] \\le \\beta,\\quad \\beta", bernstein),
  reason:
    "The exponential moment of a bounded variable, through its variance; the term $Mt/3$ pays for all higher moments.",
  grid: CELLS,
  measure: tailOf(pair),
  caption:
    "The exact upper tail of 1,000 centred 0–1 variables against Bernstein’s bound and Hoeffding’s (one-sided, without its factor 2). Knowing the variance is worth nothing at $p = 1/2$ and almost everything at $p = 0.01$.",
  chart: () =>
    tailChart({
      panels: [0.5, 0.1, 0.01].map((p) => ({
        facet: `$p = ${p}$`,
        points: steps(4, 80, 20).map((t) => ({ x: t, ...pair({ n: 1000, p, t }) })),
        other: { label: "Hoeffding", lnBound: (t) => hoeffding.evaluateLn({ t, squaredRanges: 1000 }) - Math.LN2 },
      })),
      x: { title: "$t$", domain: [0, 80] },
      y: "probability that the sum exceeds $t$",
      boundLabel: "B.6",
      description:
        "Exact tails of 1000 centred 0-1 variables for p = 0.5, 0.1, 0.01 against Bernstein's and Hoeffding's bounds; Bernstein's follows the tail as p falls, Hoeffding's does not.",
    }),
  control: {
    statement:
      "Without $Mt/3$, as if the sum were normal: $\\Pr[\\sum_i X_i > t] \\le \\exp(-t^2/(2\\sum_i \\mathbb E X_i^2))$.",
    power: certain(
      "$\\mathrm{Bin}(100, 0.01)$ reaches 10 with probability $7.6\\cdot 10^{-8}$, and the right side is $1.7\\cdot 10^{-18}$",
    ),
    grid: { n: 100, p: 0.01, t: 9 },
    measure: tailOf((cell) => ({
      lnTail: lnTail(cell),
      lnBound: bernstein.evaluateLn({ t: cell.t, variance: cell.n * cell.p * (1 - cell.p), M: 0 }),
    })),
  },
});
