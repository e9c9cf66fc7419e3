import { hansonWright } from "../../bounds/appendix-b/chi-square.js";
import { logGammaDifferenceTail, logGammaP, logGammaQ } from "ncsparse-kit/probability";
import type { Claim } from "ncsparse-kit/claims/claim";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { fromFormula } from "ncsparse-kit/claims/display";
import { steps, tailChart } from "./figures.js";
import { EXACT_TAIL, lnSum, tailOf, type TailPair } from "./exact-tail.js";

/** A_s has eigenvalue 1 `plus` times and -mu `minus` times; both numbers even unless minus is 0. */
export type EigenvalueCell = { readonly plus: number; readonly minus: number; readonly mu: number; readonly t: number };

const LN_TWO = Math.LN2;

const FORMS: readonly Omit<EigenvalueCell, "t">[] = [
  { plus: 1, minus: 0, mu: 0 }, // one square
  { plus: 64, minus: 0, mu: 0 }, // x_i^T x_i: the diagonal logit of W = I, up to its scale
  { plus: 2, minus: 2, mu: 1 },
  { plus: 64, minus: 64, mu: 1 }, // x_i^T x_j: the off-diagonal logit, up to its scale
  { plus: 2, minus: 62, mu: 0.25 },
];
const CELLS: readonly EigenvalueCell[] = FORMS.flatMap((form) => [1, 3, 8].map((t) => ({ ...form, t })));

/** ||A_s||_F and ||A_s||_2. */
function norms({ plus, minus, mu }: EigenvalueCell) {
  return { frobenius: Math.sqrt(plus + minus * mu * mu), spectral: Math.max(1, minus > 0 ? mu : 0) };
}

function deviation(cell: EigenvalueCell): number {
  return hansonWright.evaluate({ ...norms(cell), t: cell.t });
}

/** ln Pr[|x^T A x - tr A| >= level], exact: a chi-square law, or a difference of two. */
export function lnQuadraticFormTail({ plus, minus, mu }: Omit<EigenvalueCell, "t">, level: number): number {
  const mean = plus - minus * mu;
  if (minus === 0) {
    const below = mean - level;
    return lnSum(logGammaQ(plus / 2, (mean + level) / 2), below > 0 ? logGammaP(plus / 2, below / 2) : -Infinity);
  }
  return lnSum(lnAbove(mean + level, plus, minus, mu), lnAbove((level - mean) / mu, minus, plus, 1 / mu));
}

/** ln Pr[chi^2_plus - mu chi^2_minus >= x], both numbers even. */
function lnAbove(x: number, plus: number, minus: number, mu: number): number {
  if (x >= 0) return logGammaDifferenceTail(x / 2, plus / 2, minus / 2, mu);
  return Math.log1p(-Math.exp(logGammaDifferenceTail(-x / mu / 2, minus / 2, plus / 2, 1 / mu)));
}

function pair(cell: EigenvalueCell): TailPair {
  return { lnTail: lnQuadraticFormTail(cell, deviation(cell)), lnBound: LN_TWO - cell.t };
}

const PANELS = [
  { form: FORMS[0]!, facet: "one square" },
  { form: FORMS[1]!, facet: "$x_i \\cdot x_i$, $d = 64$" },
  { form: FORMS[3]!, facet: "$x_i \\cdot x_j$, $d = 64$" },
];

/** B.8 where the law is known in closed form. */
export const hansonWrightExact: Claim = inequalityClaim({
  ...EXACT_TAIL,
  id: "B.8-exact",
  item: "Lemma B.8 (Hanson–Wright)",
  restates: "Lemma B.8",
  title: "Hanson–Wright with explicit constants, on exact laws",
  hypotheses: ["$x$ has independent $N(0,1)$ entries; $A_s = (A+A^\\top)/2$."],
  scope:
    "Gaussian entries, every square $A$ and $t > 0$: the lemma that the paper cites is for sub-Gaussian entries, with an unnamed constant ([B.8-proxy](#B.8-proxy) and [B.8-sparse](#B.8-sparse) go beyond the Gaussian); exact where $A_s$ has at most two distinct eigenvalues other than 0, here 1 (`plus` times) and $-\\mu$ (`minus` times).",
  statement:
    "$\\Pr\\bigl[\\,|x^\\top A x - \\operatorname{tr} A| \\ge 2\\lVert A_s\\rVert_F\\sqrt t + 2\\lVert A_s\\rVert_2\\,t\\,\\bigr] \\le 2e^{-t}$.",
  bound: fromFormula("\\Delta", hansonWright),
  reason:
    "$x^\\top A x = \\sum_i \\lambda_i g_i^2$ with independent normal $g_i$: Laurent and Massart’s bound (Lemma B.9) on the positive and on the negative eigenvalues’ side.",
  grid: CELLS,
  measure: tailOf(pair),
  caption:
    "The exact probability that a quadratic form leaves its mean by Hanson–Wright’s deviation, against $2e^{-t}$: one square, the diagonal logit of $W = I$, and the off-diagonal one, which is a quadratic form in both inputs.",
  chart: () =>
    tailChart({
      panels: PANELS.map(({ form, facet }) => ({
        facet,
        points: steps(0.25, 10, 20).map((t) => ({ x: t, ...pair({ ...form, t }) })),
      })),
      x: { title: "$t$", domain: [0, 10] },
      y: "probability of the deviation",
      boundLabel: "$2\\,$e$^{-t}$",
      description:
        "Exact tails of three quadratic forms at Hanson-Wright's deviation for t up to 10, all below 2 exp(-t).",
    }),
  control: {
    statement:
      "Without the spectral term: $|x^\\top A x - \\operatorname{tr} A| \\ge 2\\lVert A_s\\rVert_F\\sqrt t$ with probability at most $2e^{-t}$.",
    power: certain(
      "one square leaves its mean by $2\\sqrt 8$ with probability $0.0099$, and $2e^{-8} = 6.7\\cdot 10^{-4}$",
    ),
    grid: { plus: 1, minus: 0, mu: 0, t: 8 },
    measure: tailOf((cell: EigenvalueCell) => ({
      lnTail: lnQuadraticFormTail(cell, hansonWright.evaluate({ ...norms(cell), spectral: 0, t: cell.t })),
      lnBound: LN_TWO - cell.t,
    })),
  },
});
