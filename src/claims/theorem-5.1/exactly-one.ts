import { lnEffectiveEntries } from "../../bounds/theorem-5.1.js";
import { collapseLength } from "../../limit/collapse-length.js";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import { failureForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { countDraws } from "ncsparse-kit/claims/measure";
import { holdsPower } from "ncsparse-kit/claims/power";
import { powerOfTen } from "./power-of-ten.js";
import { sampleCounts } from "./samples.js";
import { DELTA } from "./thresholds.js";

type OneCell = { readonly sigma: number; readonly eps: number };

const DRAWS = 160;

const CELLS: readonly OneCell[] = [
  { sigma: 0.25, eps: 1e-4 },
  { sigma: 1, eps: 1e-4 },
  { sigma: 1, eps: 1e-7 },
  { sigma: 4, eps: 1e-4 },
];
const CONTROL: OneCell = CELLS[1]!;

/** The wording "decrease to 1 or some constant": its first alternative. */
export const exactlyOne: Claim = boundClaim({
  id: "T5.1-one",
  item: "Theorem 5.1, Part 1, in the words of Section 5",
  restates: { label: "Section 5", relation: "in one reading" },
  title: "Of “1 or some constant”, the first: exactly one entry stays above ε",
  provenance: "reconstructed",
  hypotheses: [
    "Rows of i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma = R$ fixed: within Part 1’s hypothesis $R = o(\\sqrt{\\ln n})$, as reconstructed; without an own key, which the paper’s self-attention has.",
  ],
  scope:
    "$n = n_0(\\varepsilon, R, \\delta)$, where Part 1 begins to speak. The sentence offers two ends; that 1 is meant for Part 1 and the constant for Part 2 is our reading, and only the first is on trial here.",
  statement:
    "Section 5 of the paper says that “the number of effective entries, whose values are bigger than” $\\varepsilon$, “in each row of attention matrix, will inevitably decrease to 1 or some constant due to a considerable large input length”. Its first end, for Part 1: at $n_0$ exactly one entry exceeds $\\varepsilon$, with probability at least $1-\\delta$.",
  delta: DELTA,
  rule: "A draw (one row) fails if $N_\\varepsilon \\ne 1$; the interval must lie at or below $\\delta = 0.1$.",
  expects: "violated",
  reason:
    "Part 1 bounds $N_\\varepsilon$ by 1 from above, and that holds. The number itself is 0: at a fixed scale every entry is diluted below $\\varepsilon$ long before $n_0$. Whoever counts 0 as “some constant” finds nothing wrong with the sentence; then it says no more than that the number stays bounded, which is so for every row ([T5.1-count](#T5.1-count)). On a diagonal that stands out, exactly one entry does stay for a while ([T5.1-part1](#T5.1-part1), $d = 256$).",
  grid: CELLS,
  law: () => isOne,
  measure: measureAt,
  finding: ({ cells }) =>
    `The paper says that the number of effective entries “will inevitably decrease to 1 or some constant”. At a fixed scale it does not stop at 1: in ${cells.reduce((sum, cell) => sum + cell.failures!, 0)} of ${cells.reduce((sum, cell) => sum + cell.draws, 0)} rows of independent logits at the theorem’s own lengths no entry exceeds $\\varepsilon$ at all, because the mass is diluted, not concentrated; the constant is 0.`,
  caption:
    "The share of rows whose number of entries above $\\varepsilon$ is not 1, at the length $n_0$ of Theorem 5.1. It is 0 in all of them.",
  chart: failureForest,
  control: {
    expects: "holds",
    statement: "With “or some constant”, 0 allowed: at $n_0$ at most one entry exceeds $\\varepsilon$, as Part 1 says.",
    power: () =>
      holdsPower({
        draws: DRAWS,
        failure: Math.exp(
          lnEffectiveEntries(collapseLength(CONTROL.eps, CONTROL.sigma, DELTA).lnN0, CONTROL.eps, CONTROL.sigma),
        ),
        delta: DELTA,
      }),
    how: "a row has an entry above $\\varepsilon$ with probability at most $\\mathbb E N_\\varepsilon$, by the law; then the binomial law of the failing rows",
    grid: CONTROL,
    law: () => isAtMostOne,
  },
});

const isOne = (count: number): boolean => count === 1;
const isAtMostOne = (count: number): boolean => count <= 1;

function measureAt({ sigma, eps }: OneCell, context: Context, role: string, expected: (count: number) => boolean) {
  const { lnN0 } = collapseLength(eps, sigma, DELTA);
  const [counts] = sampleCounts(context, ["T5.1-one", role], { n: { ln: lnN0 }, scale: { sigma } }, [eps], DRAWS);
  const zero = countDraws(DRAWS, (draw) => counts![draw] === 0);
  return {
    draws: DRAWS,
    failures: DRAWS - countDraws(DRAWS, (draw) => expected(counts![draw]!)),
    note: `at n₀ = ${powerOfTen(lnN0)}; no entry above ε in ${zero} of ${DRAWS} rows`,
  } as const;
}
