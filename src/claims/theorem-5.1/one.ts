import { lnEffectiveEntries } from "../../bounds/theorem-5.1.js";
import { collapseLength } from "../../limit/collapse-length.js";
import { failureForest } from "../charts.js";
import { defineClaim, type Claim, type Context } from "../claim.js";
import { countDraws } from "../measure.js";
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

/** The wording "decreases to 1", read literally. */
export const exactlyOne: Claim = defineClaim({
  id: "T5.1-one",
  item: "Theorem 5.1, Part 1, in the words of Section 5",
  restates: { label: "Section 5", relation: "read literally" },
  title: "The number of effective entries “will decrease to 1”",
  provenance: "stated",
  hypotheses: ["Rows of i.i.d. $N(0,\\sigma^2)$ logits, $\\sigma = R$ fixed."],
  scope: "$n = n_0(\\varepsilon, R, \\delta)$, where Part 1 begins to speak.",
  statement:
    "“The number of effective entries … in each row of attention matrix, will inevitably decrease to 1”: at $n_0$ exactly one entry exceeds $\\varepsilon$, with probability at least $1-\\delta$.",
  bound: null,
  rule: {
    kind: "failure-rate",
    delta: DELTA,
    text: "A draw (one row) fails if $N_\\varepsilon \\ne 1$; the interval must lie at or below $\\delta = 0.1$.",
  },
  expected: {
    outcome: "violated",
    reason:
      "Part 1 bounds $N_\\varepsilon$ by 1 from above, and that holds. The number itself is 0: at a fixed scale every entry is diluted below $\\varepsilon$ long before $n_0$.",
  },
  useScale: null,
  grid: { quick: CELLS, full: CELLS },
  measure: (cell, context) => measureAt(cell, context, "claim", 1),
  finding: ({ cells }) =>
    `Read literally, “the number of effective entries decreases to 1” is not what happens at a fixed scale: in ${cells.reduce((sum, cell) => sum + cell.failures!, 0)} of ${cells.reduce((sum, cell) => sum + cell.draws, 0)} rows at the theorem’s own lengths no entry exceeds $\\varepsilon$ at all, because the mass is diluted, not concentrated.`,
  figure: {
    caption:
      "The share of rows whose number of entries above $\\varepsilon$ is not 1, at the length $n_0$ of Theorem 5.1. It is 0 in all of them.",
    chart: failureForest,
  },
  control: {
    statement: "Exactly two entries exceed $\\varepsilon$.",
    power: () => ({
      value:
        1 -
        Math.exp(
          lnEffectiveEntries(collapseLength(CONTROL.eps, CONTROL.sigma, DELTA).lnN0, CONTROL.eps, CONTROL.sigma),
        ),
      how: "a row has no entry above $\\varepsilon$ but for a probability of at most $\\mathbb E N_\\varepsilon$, by the law",
    }),
    grid: { quick: [CONTROL], full: [CONTROL] },
    measure: (cell, context) => measureAt(cell, context, "control", 2),
  },
});

function measureAt({ sigma, eps }: OneCell, context: Context, role: string, expected: number) {
  const { lnN0 } = collapseLength(eps, sigma, DELTA);
  const [counts] = sampleCounts(context, ["T5.1-one", role], { n: { ln: lnN0 }, scale: { sigma } }, [eps], DRAWS);
  const zero = countDraws(DRAWS, (draw) => counts![draw] === 0);
  return {
    rule: "failure-rate",
    draws: DRAWS,
    failures: DRAWS - countDraws(DRAWS, (draw) => counts![draw] === expected),
    note: `at n₀ = ${powerOfTen(lnN0)}; no entry above ε in ${zero} of ${DRAWS} rows`,
  } as const;
}
