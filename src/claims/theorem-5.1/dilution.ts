import { measureRows } from "../../attention/index.js";
import { RowSampler, type Size } from "../../limit/index.js";
import { binomialCdf, quantileInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";

type DilutionCell = {
  readonly quantity: "participation ratio" | "perplexity";
  readonly sigma: number;
  readonly n: number;
};

const ROWS = 200;
const TOLERANCE = 0.1;
/** Rows up to this length are drawn entry by entry. */
const DRAWN_UP_TO = 2 ** 16;

const CELLS: readonly DilutionCell[] = [
  { quantity: "participation ratio", sigma: 0.5, n: 1024 },
  { quantity: "participation ratio", sigma: 1, n: 16_384 },
  { quantity: "participation ratio", sigma: 2, n: 1e12 },
  { quantity: "participation ratio", sigma: 4, n: 1e40 },
  { quantity: "participation ratio", sigma: 4, n: 32_768 },
  { quantity: "perplexity", sigma: 0.5, n: 1024 },
  { quantity: "perplexity", sigma: 1, n: 16_384 },
  { quantity: "perplexity", sigma: 2, n: 65_536 },
];
const CONTROL: DilutionCell = { quantity: "participation ratio", sigma: 1, n: 16_384 };

/** How much of n stays: e^(-sigma^2) or e^(-sigma^2 / 2). */
function lnShare({ quantity, sigma }: DilutionCell): number {
  return quantity === "perplexity" ? -0.5 * sigma * sigma : -sigma * sigma;
}

/** The law needs the sum of squares (power 2 sigma) or the sum (power sigma) to be near its mean. */
function applies({ quantity, sigma, n }: DilutionCell): boolean {
  return Math.log(n) >= Math.log(100) + sigma * sigma * (quantity === "perplexity" ? 1 : 4);
}

/** `ours`: entries fall below eps because the mass is spread over ever more of them. */
export const dilution: Claim = ratioClaim({
  id: "T5.1-dilution",
  item: "what Theorem 5.1 is about",
  title: "Dilution, not concentration",
  provenance: "ours",
  hypotheses: ["A row of i.i.d. $N(0,\\sigma^2)$ logits."],
  scope:
    "$\\sigma$ fixed; $n \\ge 100\\,e^{4\\sigma^2}$ for the participation ratio, $n \\ge 100\\,e^{\\sigma^2}$ for the perplexity.",
  inScope: applies,
  statement:
    "The participation ratio $1/\\sum_j p_j^2$ is $n e^{-\\sigma^2}$ and the perplexity $e^H$ is $n e^{-\\sigma^2/2}$, up to a vanishing relative error: the number of entries that share the mass grows like $n$, while the number above a fixed $\\varepsilon$ falls to 0.",
  tolerance: TOLERANCE,
  rule: "The distribution-free interval of the median of measured / law over 200 independent rows must lie within $1 \\pm 0.1$.",
  reason:
    "$D = ne^{\\sigma^2/2}(1+o(1))$, $\\sum_j e^{2z_j} = n e^{2\\sigma^2}(1+o(1))$ and $\\sum_j z_je^{z_j} = n\\sigma^2e^{\\sigma^2/2}(1+o(1))$.",
  grid: CELLS,
  law: lnShare,
  measure: measureAt,
  finding: () =>
    "At a fixed scale the number of entries that share the mass grows like $n$ (participation ratio $n e^{-\\sigma^2}$, perplexity $n e^{-\\sigma^2/2}$): what Theorem 5.1 calls collapse is dilution.",
  caption:
    "Participation ratio and perplexity of rows over their laws. At $\\sigma = 4$, $n = 2^{15}$ the condition $n \\ge 100\\,e^{4\\sigma^2}$ fails by 25 powers of ten, and the law with it: few large entries rule the sum of squares there.",
  chart: (result) =>
    ratioForest(
      { ...result, cells: result.cells.filter((cell) => cell.outcome !== "out of range") },
      "number of entries",
    ),
  control: {
    statement: "With half the exponent: the participation ratio is $n e^{-\\sigma^2/2}$.",
    power: () => controlPower(CONTROL),
    how: "Cantelli’s inequality for the row’s two sums, the binomial law for the rank that ends the median’s interval",
    grid: CONTROL,
    law: (cell) => 0.5 * lnShare(cell),
  },
});

function measureAt(cell: DilutionCell, context: Context, role: string, share: number) {
  const { quantity, n } = cell;
  const { participation, perplexity } = sizesOf(cell, context, role);
  const values = quantity === "perplexity" ? perplexity : participation;
  return {
    draws: ROWS,
    ratio: quantileInterval(
      values.map((lnValue) => Math.exp(lnValue - Math.log(n) - share)),
      0.5,
    ),
  } as const;
}

interface LnSizes {
  readonly participation: Float64Array;
  readonly perplexity: Float64Array;
}

/** Drawn at lengths that can be; the sampled rows of a scale have their streams in common at all lengths. */
function sizesOf({ n, sigma }: DilutionCell, context: Context, role: string): LnSizes {
  if (n <= DRAWN_UP_TO) {
    return drawSet(context, ["T5.1-dilution", role, n, sigma], (path) => drawn(path, n, sigma, context.seed));
  }
  const name = { path: ["T5.1-dilution", role, sigma], reading: [n] };
  return drawSet(context, name, (path) => sampled(path, { ln: Math.log(n) }, sigma, context));
}

/** Rows of which every entry is drawn. */
function drawn(path: DrawPath, n: number, sigma: number, seed: number): LnSizes {
  const source = { kind: "law", keys: n, rows: ROWS, sigma, seed, path } as const;
  const { participation, entropy } = measureRows(source, { thresholds: [], windows: [] }, "float64");
  return { participation: participation.map(Math.log), perplexity: entropy };
}

function sampled(path: DrawPath, n: Size, sigma: number, { seed, signal }: Context): LnSizes {
  const sampler = new RowSampler({ n, scale: { sigma }, windows: [] });
  const participation = Float64Array.from({ length: ROWS }, (_, row) => {
    signal?.throwIfAborted();
    return sampler.sample(stream(seed, ...path, row)).lnParticipation;
  });
  return { participation, perplexity: new Float64Array(0) };
}

const CANTELLI = 4;

/** A lower bound on the probability that the control comes out violated: most rows lie below the false law's band. */
function controlPower({ sigma, n }: DilutionCell): number {
  const square = sigma * sigma;
  const room = (mean: number): number => CANTELLI * Math.sqrt(Math.expm1(mean) / n);
  const highest = ((1 + room(square)) ** 2 / (1 - room(4 * square))) * Math.exp(-square / 2);
  if (highest >= 1 - TOLERANCE) return 0;
  const stray = 2 / (1 + CANTELLI ** 2);
  const ranks = Float64Array.from({ length: ROWS }, (_, i) => i + 1);
  return binomialCdf(ROWS - quantileInterval(ranks, 0.5).high, ROWS, stray);
}
