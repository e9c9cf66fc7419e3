import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { logSumExp } from "../../attention/softmax.js";
import { isotropicWeights } from "../../attention/weights.js";
import { entryLaw, entryLawApplies } from "../../bounds/theorem-4.3.js";
import { forEachRow } from "../../experiments/rows.js";
import { binomialCdf, binomialTail, normalQuantile, normalTail, quantileInterval } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import type { Profile } from "ncsparse-kit/claims/result";
import { ratioForest } from "ncsparse-kit/claims/charts";

type LawCell = { readonly n: number; readonly sigma: number; readonly k: number };

/** With 3,000 rows the median's interval is decided five standard errors from the band's end. */
const DRAWS = 3000;
const TOLERANCE = 0.1;
const DIMENSION = 16;

const CELLS: readonly LawCell[] = [
  ...[1, 16, 64].map((k) => ({ n: 256, sigma: 0.5, k })),
  ...[1, 16, 256].map((k) => ({ n: 1024, sigma: 1, k })),
  { n: 1024, sigma: 2, k: 16 },
];
const FULL: readonly LawCell[] = [...CELLS, ...[1, 64, 2048].map((k) => ({ n: 8192, sigma: 2, k }))];
const CONTROL_CELL: LawCell = { n: 1024, sigma: 1, k: 16 };

/** `ours`: where p_(k+1) of a typical row stands. */
export const entryMedian: Claim = ratioClaim({
  id: "T4.3-law",
  item: "the law behind Theorem 4.3",
  title: "The typical size of the (k+1)-th entry",
  provenance: "ours",
  hypotheses: ["A row of i.i.d. $N(0,\\sigma^2)$ logits: one Gaussian row off its diagonal."],
  scope: "$\\sigma$ fixed and $n \\ge 100\\,e^{\\sigma^2}$, so that the normaliser is near its mean.",
  inScope: (cell) => entryLawApplies(cell.n, cell.sigma),
  statement:
    "The median of $p_{(k+1)}$ is $\\exp\\bigl(\\sigma\\,\\Phi^{-1}(1-\\tfrac{k+2/3}{n+1/3}) - \\sigma^2/2\\bigr)/n$, up to a relative error that vanishes as $n$ grows.",
  bound: fromFormula("\\operatorname{median} p_{(k+1)}", entryLaw),
  tolerance: TOLERANCE,
  rule: "The distribution-free interval of the median of measured / law must lie within $1 \\pm 0.1$; one row of each of 3,000 matrices, each compared at its own $\\sigma_i$.",
  reason:
    "The $(k+1)$-th order statistic of Gaussian logits, over a normaliser that concentrates at $n e^{\\sigma^2/2}$.",
  grid: { quick: CELLS, full: FULL },
  law: () => 0,
  measure: measureAt,
  caption:
    "The median of $p_{(k+1)}$ over the law. Where $n$ is not large against $e^{\\sigma^2}$ the law is out of its range, and drifts.",
  chart: (result) => ratioForest(result, "median"),
  control: {
    statement: "Without $\\sigma^2/2$, as if the normaliser were $n$.",
    power: () => controlPower(CONTROL_CELL),
    how: "binomial bounds for the order statistic of the logits and of the draws, Cantelli's inequality for the normaliser",
    grid: CONTROL_CELL,
    law: () => 0.5,
  },
});

/** The median's interval of p_(k+1) / (law e^(shift sigma_i^2)). */
function measureAt({ n, sigma, k }: LawCell, context: Context, role: string, shift: number) {
  const ratios = new Float64Array(DRAWS);
  const { scales, rows } = drawSet(context, ["T4.3-law", role, n, sigma], (path) =>
    sampleRows(path, { n, sigma }, context, windowsAt(context.profile, n, sigma)),
  );
  const entries = rows.get(k)!;
  for (let draw = 0; draw < DRAWS; draw++) {
    const own = scales[draw]!;
    const law = entryLaw.evaluate({ n: n - 1, k, sigma: own }) * Math.exp(shift * own * own);
    ratios[draw] = entries[draw]! / law;
  }
  return { draws: DRAWS, ratio: quantileInterval(ratios, 0.5) } as const;
}

function windowsAt(profile: Profile, n: number, sigma: number): number[] {
  const cells = profile === "quick" ? CELLS : FULL;
  return cells.filter((cell) => cell.n === n && cell.sigma === sigma).map((cell) => cell.k);
}

/** sigma_i and p_(k+1) of one row a draw, over the n - 1 keys off the diagonal. */
function sampleRows(
  path: DrawPath,
  { n, sigma }: Pick<LawCell, "n" | "sigma">,
  { seed, signal }: Context,
  windows: readonly number[],
) {
  const scales = new Float64Array(DRAWS);
  const rows = new Map(windows.map((k) => [k, new Float64Array(DRAWS)]));
  const setup = { n, input: "gaussian", inputScale: 1, weights: isotropicWeights(DIMENSION, sigma) } as const;
  forEachRow(
    seed,
    path,
    setup,
    DRAWS,
    ({ offDiagonal, scale }, draw) => {
      scales[draw] = scale;
      const lnSum = logSumExp(offDiagonal);
      offDiagonal.sort();
      for (const [k, entries] of rows) entries[draw] = Math.exp(offDiagonal[n - 2 - k]! - lnSum);
    },
    signal,
  );
  return { scales, rows };
}

const CANTELLI = 4;

/**
 * A lower bound on the probability that the control comes out violated: its interval's upper end is an order statistic
 * above the median, and must stay below the band's lower end, i.e. below e^(sigma^2/2) (1 - tolerance) of the law.
 */
function controlPower({ n, sigma, k }: LawCell): number {
  // The row's own scale varies; sigma_i >= 0.6 sigma but for a negligible share at d = 16, which the rank has room for.
  const own = 0.75 * sigma;
  const room = Math.exp((own * own) / 2) * (1 - TOLERANCE);
  const level = normalQuantile(1 - (k + 2 / 3) / (n + 1 / 3));
  const deviation = Math.sqrt(Math.expm1(own * own) / (n - 1));
  const logitRoom = (Math.log(room) + Math.log(1 - CANTELLI * deviation)) / own;
  const exceeds = binomialTail(k + 1, n - 1, normalTail(level + logitRoom)) + 1 / (1 + CANTELLI ** 2);
  const rank = highRankOfMedian();
  return binomialCdf(DRAWS - rank, DRAWS, Math.min(1, exceeds));
}

/** The rank of the order statistic that ends the median's interval. */
function highRankOfMedian(): number {
  const ranks = Float64Array.from({ length: DRAWS }, (_, i) => i + 1);
  return quantileInterval(ranks, 0.5).high;
}
