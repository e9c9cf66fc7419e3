import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { isotropicWeights } from "../../attention/weights.js";
import { rowMaximumLaw } from "../../bounds/lemma-4.2.js";
import { forEachRow } from "../../experiments/rows.js";
import { normalCdf, normalQuantile, ratioInterval } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { ratioPower } from "ncsparse-kit/claims/power";
import { GAUSSIAN_HYPOTHESES } from "./words.js";
import { ratioForest } from "ncsparse-kit/claims/charts";

/** With 10,000 rows one standard error at probability 1/2 is 1 % of it: the interval is decided 5 of them from 10 %. */
const DRAWS = 10_000;
const TOLERANCE = 0.1;
const DIMENSION = 16;

type LawCell = { readonly n: number; readonly probability: number };

const CELLS: readonly LawCell[] = [16, 64, 256].flatMap((n) => [0.5, 0.9].map((probability) => ({ n, probability })));
const CONTROL_CELL: LawCell = { n: 64, probability: 0.5 };

/** The level t at which the law gives a probability. */
function levelOf({ n, probability }: LawCell): number {
  return normalQuantile((1 + probability ** (1 / (n - 1))) / 2);
}

/** `ours`: the law that the lemma's union bound stands for, for one row. */
export const rowLaw: Claim = ratioClaim({
  id: "L4.2-law",
  item: "the law behind Lemma 4.2",
  title: "The largest logit of one Gaussian row",
  provenance: "ours",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope: "One row, off its diagonal, any $n \\ge 2$: exact, not asymptotic.",
  statement: "$\\Pr\\bigl[\\max_{j\\ne i}|z_{ij}| \\le t\\,\\sigma_i\\bigr] = (2\\Phi(t)-1)^{n-1}$.",
  bound: fromFormula("\\Pr\\bigl[\\max_{j\\ne i}|z_{ij}| \\le t\\,\\sigma_i\\bigr]", rowMaximumLaw),
  tolerance: TOLERANCE,
  rule: "The interval of measured / predicted probability must lie within $1 \\pm 0.1$; one row of each of 10,000 matrices.",
  reason: "Given $x_i$, the other logits are exactly i.i.d. $N(0,\\sigma_i^2)$.",
  grid: { quick: CELLS, full: [...CELLS, { n: 1024, probability: 0.5 }, { n: 1024, probability: 0.9 }] },
  law: (cell) => rowMaximumLaw.evaluate({ n: cell.n, t: levelOf(cell) }),
  measure: measureAt,
  caption:
    "Measured over predicted probability that the largest of $n-1$ logits stays below $t\\sigma_i$, at the levels $t$ where the law says 0.5 and 0.9.",
  chart: (result) => ratioForest(result, "probability"),
  control: {
    statement: "One-sided instead of two-sided: the same probability is $\\Phi(t)^{n-1}$.",
    power: () => {
      const law = normalCdf(levelOf(CONTROL_CELL)) ** (CONTROL_CELL.n - 1);
      return {
        value: ratioPower({ draws: DRAWS, truth: CONTROL_CELL.probability, law, tolerance: TOLERANCE }),
        how: "exact binomial probability that the interval misses the band",
      };
    },
    grid: CONTROL_CELL,
    law: (cell) => normalCdf(levelOf(cell)) ** (cell.n - 1),
  },
});

function measureAt(cell: LawCell, context: Context, role: string, law: number) {
  const { n } = cell;
  const t = levelOf(cell);
  const maxima = drawSet(context, ["L4.2-law", role, n], (path) => rowMaxima(path, n, context));
  let count = 0;
  for (const maximum of maxima) if (maximum <= t) count++;
  return { draws: DRAWS, ratio: ratioInterval(count, DRAWS, law) } as const;
}

/** max over j != 1 of |z_1j| / sigma_1 of each draw. */
function rowMaxima(path: DrawPath, n: number, { seed, signal }: Context): Float64Array {
  const maxima = new Float64Array(DRAWS);
  const setup = { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(DIMENSION) } as const;
  forEachRow(
    seed,
    path,
    setup,
    DRAWS,
    ({ offDiagonal, scale }, draw) => {
      let largest = 0;
      for (const z of offDiagonal) largest = Math.max(largest, Math.abs(z));
      maxima[draw] = largest / scale;
    },
    signal,
  );
  return maxima;
}
