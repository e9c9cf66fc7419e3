import { softmax } from "../../attention/softmax.js";
import { epsTrivial } from "../../bounds/theorem-4.3.js";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, inequalityClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import { trivialChart } from "./figures.js";

type TrivialCell = { readonly n: number; readonly k: number; readonly sigma: number };

const ROWS = 200;

/** The first two cells are tight: k + 1 equal logits. */
const CELLS: readonly TrivialCell[] = [
  { n: 2, k: 1, sigma: 0 },
  { n: 65, k: 64, sigma: 0 },
  { n: 64, k: 1, sigma: 1 },
  { n: 64, k: 8, sigma: 4 },
  { n: 1024, k: 32, sigma: 1 },
  { n: 1024, k: 512, sigma: 0.25 },
];
const TIGHT: readonly TrivialCell[] = CELLS.slice(0, 2);

/** Deterministic: no row can have its (k+1)-th entry above 1/(k+1). */
export const trivialBound: Claim = inequalityClaim({
  id: "T4.3-trivial",
  item: "what Theorem 4.3 must beat",
  title: "The trivial bound",
  provenance: "ours",
  hypotheses: ["No assumption: true of every row of probabilities."],
  scope: "$1 \\le k \\le n-1$.",
  statement: "$p_{(k+1)} \\le 1/(k+1)$ in every row, whatever the input.",
  bound: fromFormula("p_{(k+1)} \\le \\varepsilon_{\\text{trivial}},\\quad \\varepsilon_{\\text{trivial}}", epsTrivial),
  rule: "$\\ln p_{(k+1)} - \\ln\\frac{1}{k+1}$ must not exceed the rounding error of the row's sum; two cells attain equality.",
  reason: "$k+1$ entries at least as large as $p_{(k+1)}$ sum to at most 1.",
  grid: CELLS,
  law: (cell) => Math.log(epsTrivial.evaluate({ k: cell.k })),
  measure: measureAgainst,
  caption:
    "The largest $p_{(k+1)}$ of 200 rows and the trivial bound $1/(k+1)$. At $\\sigma = 0$ and $n = k+1$ they coincide.",
  chart: trivialChart,
  control: {
    statement: "One entry too many: $p_{(k+1)} \\le 1/(k+2)$.",
    power: certain("$k+1$ equal logits have $p_{(k+1)} = 1/(k+1)$"),
    grid: TIGHT,
    law: (cell) => -Math.log(cell.k + 2),
  },
});

function measureAgainst({ n, k, sigma }: TrivialCell, context: Context, role: string, lnBound: number) {
  const source = stream(context.seed, "T4.3-trivial", role, n, k, sigma);
  const row = new Float64Array(n);
  let largest = 0;
  for (let draw = 0; draw < ROWS; draw++) {
    drawInputs(source, "gaussian", row, sigma);
    largest = Math.max(largest, softmax(row).sort()[n - 1 - k]!);
  }
  // A sum of n positive terms, n exponentials and a division: n + 4 roundings.
  const roundingBound = (n + 4) * ULP;
  const measured = exactly(largest);
  const bound = Math.exp(lnBound);
  return {
    draws: ROWS,
    excess: Math.log(largest) - lnBound,
    roundingBound,
    comparison: { measured, bound, trivial: null },
  } as const;
}
