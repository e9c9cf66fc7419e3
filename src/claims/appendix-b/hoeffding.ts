import { hoeffding } from "../../bounds/appendix-b/bounded-sums.js";
import { logBinomialCdf, logBinomialTail } from "ncsparse-kit/probability";
import type { Claim } from "ncsparse-kit/claims/claim";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { fromFormula } from "ncsparse-kit/claims/display";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, largestInteger, leastInteger, lnSum, tailOf, type TailPair } from "./exact-tail.js";

type BinomialCell = { readonly n: number; readonly p: number; readonly t: number };

/** One variable, where the factor 2 is needed; then deviations of half, one and two times sqrt(n). */
const CELLS: readonly BinomialCell[] = [
  { n: 1, p: 0.5, t: 0.5 },
  ...[16, 256, 4096].flatMap((n) =>
    [0.5, 0.1, 0.01].flatMap((p) => [0.5, 1, 2].map((share) => ({ n, p, t: share * Math.sqrt(n) }))),
  ),
];

/** ln Pr[|X - np| >= t], X binomial. */
export function lnTwoSidedTail({ n, p, t }: BinomialCell): number {
  return lnSum(logBinomialTail(leastInteger(n * p + t), n, p), logBinomialCdf(largestInteger(n * p - t), n, p));
}

function pair(cell: BinomialCell): TailPair {
  return { lnTail: lnTwoSidedTail(cell), lnBound: hoeffding.evaluateLn({ t: cell.t, squaredRanges: cell.n }) };
}

/** B.5 on 0-1 variables, whose exact law is binomial; signs are 0-1 variables stretched by 2. */
export const hoeffdingExact: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.5-exact",
  item: "Lemma B.5 (Hoeffding)",
  restates: "Lemma B.5",
  title: "Hoeffding’s bound on exact binomial tails",
  hypotheses: ["$X = X_1 + \\dots + X_n$, the $X_i$ independent and in $[a_i, b_i]$."],
  scope:
    "Every $t > 0$. Measured on 0–1 variables of mean $p$; a random sign is such a variable with $p = 1/2$, stretched by 2.",
  statement: "$\\Pr[|X - \\mathbb E X| \\ge t] \\le 2\\exp\\bigl(-2t^2/\\sum_i (b_i-a_i)^2\\bigr)$.",
  bound: fromFormula("\\Pr[|X-\\mathbb EX| \\ge t] \\le \\beta,\\quad \\beta", hoeffding),
  reason: "A centred variable on $[a,b]$ has variance proxy $(b-a)^2/4$, and proxies of independent variables add.",
  grid: CELLS,
  measure: tailOf(pair),
  caption:
    "The exact two-sided tail of 256 variables that are 0 or 1, against Hoeffding’s bound. It knows the range of a variable and not its variance: sharp but for a factor that grows like $t$ at $p = 1/2$, far off at $p = 0.01$.",
  chart: () =>
    tailChart({
      panels: [0.5, 0.1, 0.01].map((p) => ({
        facet: `$p = ${p}$`,
        points: steps(0.125, 2.5, 20).map((share) => ({ x: share, ...pair({ n: 256, p, t: share * 16 }) })),
      })),
      x: { title: "$t / \\sqrt n$", domain: [0, 2.5] },
      y: "probability of $|X -$ mean$| \\ge t$",
      boundLabel: "B.5",
      description:
        "Exact two-sided binomial tails at n = 256 for p = 0.5, 0.1, 0.01 and Hoeffding's bound; it is near at 0.5 and far above at 0.01.",
    }),
  control: {
    statement:
      "Without the factor 2, for both tails together: $\\Pr[|X-\\mathbb EX| \\ge t] \\le \\exp\\bigl(-2t^2/\\sum_i (b_i-a_i)^2\\bigr)$.",
    power: certain("one fair 0–1 variable is $1/2$ away from its mean, and the right side is $e^{-1/2} = 0.607$"),
    grid: { n: 1, p: 0.5, t: 0.5 },
    measure: tailOf((cell) => ({
      lnTail: lnTwoSidedTail(cell),
      lnBound: hoeffding.evaluateLn({ t: cell.t, squaredRanges: cell.n }) - Math.LN2,
    })),
  },
});
