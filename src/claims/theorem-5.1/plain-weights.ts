import { effectiveIndex, expectedEntriesAbove } from "../../limit/poisson-dirichlet.js";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { ratioForest } from "ncsparse-kit/claims/charts";
import { fromFunction } from "ncsparse-kit/claims/display";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { over } from "ncsparse-kit/claims/intervals";
import { ratioClaim, type Role } from "ncsparse-kit/claims/kinds";
import { meanInterval } from "ncsparse-kit/probability";
import { wholePilotPower } from "../practical/power.js";
import { averageOverRows, DIMENSION, measureCounts } from "./matrices.js";

type PlainCell = { readonly n: number; readonly eps: number };

/** The largest entry's share fluctuates, and the index with each row: at 10^-7 the law is 6 % too high. */
const TOLERANCE = 0.2;
const MATRICES = 64;
const ROWS = 128;
const THRESHOLDS = [1e-4, 1e-5, 1e-6, 1e-7];
const QUICK: readonly PlainCell[] = [256, 4096].flatMap((n) => THRESHOLDS.map((eps) => ({ n, eps })));
const FULL: readonly PlainCell[] = [...QUICK, ...THRESHOLDS.map((eps) => ({ n: 32_768, eps }))];
const CONTROL: PlainCell = { n: 4096, eps: 1e-7 };
/** Whole runs of the control, at seeds 1 to 200. */
const PILOT = { failures: 200, draws: 200 };

/** `ours`: the plain choice of weights, for which rows are frozen at every length. */
export const plainWeights: Claim = ratioClaim({
  id: "F1-plain",
  item: "Figure 1",
  title: "With N(0, 1) entries of the weights rows are frozen, and a few entries stay",
  provenance: "ours",
  hypotheses: [
    "$X$ Gaussian, $d = 64$, self-attention; $W = W_QW_K^\\top/\\sqrt d$ with independent $N(0,1)$ entries of $W_Q$ and $W_K$, so that rows have scale about $d$.",
  ],
  scope: "$c = \\sigma/\\sqrt{2\\ln n}$ is about 19 at $n = 256$ and 16 at $n = 4096$.",
  statement:
    "$\\mathbb E N_\\varepsilon$ is that of the Poisson–Dirichlet law with index $a = h(b)/\\sigma$, $b = \\Phi^{-1}(1-1/n)$, $h$ the normal hazard, averaged over the law of the row scales: one to three entries at each threshold, at every length.",
  bound: fromFunction(
    "expectedEntriesAbove",
    "\\mathbb E N_\\varepsilon = \\Bigl(\\frac1\\varepsilon - 1\\Bigr)^a\\,\\frac{\\sin\\pi a}{\\pi a}",
  ),
  tolerance: TOLERANCE,
  rule: `Student’s interval, over ${MATRICES} matrices, of the mean $N_\\varepsilon$ of ${ROWS} evenly spread rows, divided by the law, must lie within $1 \\pm ${TOLERANCE}$.`,
  reason:
    "Near the largest of $n$ normal logits the others are a Poisson process with exponential spacing: beyond $c = 1$ the sorted row tends to that law, and its index falls with the scale.",
  grid: { quick: QUICK, full: FULL },
  law: frozenLaw,
  measure: measureAt,
  caption:
    "The mean number of entries above $\\varepsilon$ in self-attention with weights of $N(0,1)$ entries, over the frozen law.",
  chart: (result) => ratioForest(result, "number above $\\eps$"),
  control: {
    statement: "It is 1: attention ends on one key.",
    power: () => wholePilotPower(PILOT),
    how: `a pilot of ${PILOT.draws} other runs of this control, of which ${PILOT.failures} found it violated: the lower end of that share’s interval`,
    grid: CONTROL,
    law: () => 1,
  },
});

function frozenLaw({ n, eps }: PlainCell): number {
  return averageOverRows("random", (square) =>
    expectedEntriesAbove(effectiveIndex(Math.log(n), DIMENSION * Math.sqrt(square)), eps),
  );
}

async function measureAt({ n, eps }: PlainCell, context: Context, role: Role, law: number) {
  const { seed, signal } = context;
  const [norms] = await drawSet(context, { path: ["F1-plain", role, n], reading: [MATRICES, ROWS] }, (path) =>
    measureCounts({
      ...{ seed, path, weights: "random", n, matrices: MATRICES, rows: ROWS, signal },
      ...{ scales: [DIMENSION], thresholds: THRESHOLDS },
    }),
  );
  const column = THRESHOLDS.indexOf(eps);
  const means = Float64Array.from({ length: MATRICES }, (_, m) => norms!.meanAbove[m * THRESHOLDS.length + column]!);
  return { draws: MATRICES, ratio: over(meanInterval(means), law) } as const;
}
