import { meanEffectiveEntries } from "../../bounds/theorem-5.1.js";
import { meanInterval } from "ncsparse-kit/probability";
import { ratioClaim, type Role } from "ncsparse-kit/claims/kinds";
import { ratioForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import type { Profile } from "ncsparse-kit/claims/result";
import { averageOverRows, measureCounts, selfAttentionLaw, type WeightsName } from "./matrices.js";

type AttentionCell = { readonly weights: WeightsName; readonly n: number; readonly s: number; readonly eps: number };

const TOLERANCE = 0.1;

const QUICK: readonly AttentionCell[] = [
  { weights: "isotropic", n: 4096, s: 0.5, eps: 1e-4 },
  { weights: "isotropic", n: 4096, s: 1, eps: 1e-4 },
  { weights: "isotropic", n: 4096, s: 1, eps: 2e-5 },
  { weights: "random", n: 4096, s: 0.5, eps: 1e-4 },
  { weights: "random", n: 4096, s: 1, eps: 1e-4 },
  { weights: "random", n: 4096, s: 2, eps: 1e-4 },
  { weights: "random", n: 4096, s: 2, eps: 1e-5 },
  { weights: "random", n: 4096, s: 4, eps: 1e-4 },
];
const FULL: readonly AttentionCell[] = [
  ...QUICK,
  { weights: "isotropic", n: 32_768, s: 1, eps: 1e-4 },
  { weights: "isotropic", n: 32_768, s: 1, eps: 1e-5 },
  { weights: "random", n: 32_768, s: 0.5, eps: 2e-5 },
  { weights: "random", n: 32_768, s: 1, eps: 1e-4 },
  { weights: "random", n: 32_768, s: 1, eps: 1e-5 },
  { weights: "random", n: 32_768, s: 2, eps: 1e-4 },
  { weights: "random", n: 32_768, s: 2, eps: 1e-5 },
];
const GRID: Readonly<Record<Profile, readonly AttentionCell[]>> = { quick: QUICK, full: FULL };
/** Where the own logit is most of a row's sum: e^(s sqrt(d)) = 2,981 beside 844. */
const CONTROL: AttentionCell = { weights: "isotropic", n: 512, s: 1, eps: 5e-4 };

interface Sample {
  readonly matrices: number;
  readonly rows: number;
  readonly scales: readonly number[];
  readonly thresholds: readonly number[];
}
const SAMPLE: Sample = { matrices: 32, rows: 128, scales: [0.5, 1, 2, 4], thresholds: [1e-4, 2e-5, 1e-5] };
const CONTROL_SAMPLE: Sample = { matrices: 128, rows: 16, scales: [1], thresholds: [CONTROL.eps] };

/** `ours`: the row law in attention made of inputs and weights. */
export const attentionLaw: Claim = ratioClaim({
  id: "F1-attention",
  item: "Figure 1",
  title: "The paper’s Figure 1 in self-attention: the finite-n law",
  provenance: "ours",
  hypotheses: [
    "$X$ Gaussian, $d = 64$; rows of self-attention, diagonal included.",
    "Isotropic: $W = s\\,I/\\sqrt d$. Random: $W = W_QW_K^\\top/\\sqrt d$, entries of $W_Q$, $W_K$ independent $N(0, s/d)$.",
  ],
  scope: "$n \\ge 50\\,e^{s^2}$: below, the sum of a row is not near its mean, and no lognormal.",
  inScope: ({ n, s }) => n >= 50 * Math.exp(s * s),
  statement:
    "$\\mathbb E N_\\varepsilon$ is that of a row with scale $\\sigma_i$ and own logit $z_{ii}$, averaged over their law: $\\sigma_i^2 = s^2\\chi^2_d/d$ (isotropic; $z_{ii} = \\sqrt d\\,\\sigma_i^2/s$), or $s^2$ times a product of three independent $\\chi^2_d/d$ (random).",
  bound: fromFunction(
    "meanEffectiveEntries",
    "\\mathbb E N_\\varepsilon = (n-1)\\,\\Pr\\Bigl[e^{z} > \\tfrac{\\varepsilon}{1-\\varepsilon}(D - e^z)\\Bigr] + \\Pr\\Bigl[e^{z_{ii}} > \\tfrac{\\varepsilon}{1-\\varepsilon}(D - e^{z_{ii}})\\Bigr]",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval, over 32 matrices, of the mean $N_\\varepsilon$ of 128 evenly spread rows, divided by the law, must lie within $1 \\pm 0.1$.",
  reason:
    "Given $x_i$, the off-diagonal logits of a row are independent $N(0, \\sigma_i^2)$ exactly; only the sum’s law is approximate.",
  grid: GRID,
  law: lawAt,
  measure: measureAt,
  caption:
    "The mean number of entries above $\\varepsilon$ in rows of self-attention over the finite-$n$ law, for both kinds of weights. At $s = 4$ the law is out of its range.",
  chart: (result) =>
    ratioForest(
      { ...result, cells: result.cells.filter((cell) => cell.outcome !== "out of range") },
      "number above $\\eps$",
    ),
  control: {
    statement: "Without the diagonal: isotropic weights, the row’s own logit left out of the law.",
    power: () => controlPower(CONTROL),
    how: "Hoeffding’s inequality for the mean, over 128 matrices, of shares $N_\\varepsilon/n$ in $[0, 1]$, and their largest possible deviation",
    grid: CONTROL,
    law: lawWithoutSelf,
  },
});

function lawAt({ weights, n, s, eps }: AttentionCell): number {
  return selfAttentionLaw(weights, n, s, eps);
}

function lawWithoutSelf({ weights, n, s, eps }: AttentionCell): number {
  return averageOverRows(weights, (square) => meanEffectiveEntries({ keys: n, sigma: s * Math.sqrt(square) }, eps));
}

async function measureAt(cell: AttentionCell, context: Context, role: Role, law: number) {
  const { weights, n, s, eps } = cell;
  const { matrices, rows, scales, thresholds } = role === "claim" ? SAMPLE : CONTROL_SAMPLE;
  const { seed, signal } = context;
  const norms = await drawSet(context, ["F1-attention", role, weights, n], (path) =>
    measureCounts({ seed, path, weights, n, matrices, rows, scales, thresholds, signal }),
  );
  const { meanAbove } = norms[scales.indexOf(s)]!;
  const column = thresholds.indexOf(eps);
  const means = Float64Array.from({ length: matrices }, (_, m) => meanAbove[m * thresholds.length + column]!);
  return { draws: matrices, ratio: over(meanInterval(means), law) } as const;
}

/** The mean share strays by 0.15 above its mean with this probability at most; even then the interval ends below the band. */
function controlPower(cell: AttentionCell): number {
  const { matrices } = CONTROL_SAMPLE;
  const stray = 0.15;
  // Shares lie in [0, 1]: their deviation is at most 1/2, and Student's quantile for 128 draws is below 4.6.
  const highest = lawAt(cell) / cell.n + stray + (4.6 * 0.5) / Math.sqrt(matrices);
  return highest < ((1 - TOLERANCE) * lawWithoutSelf(cell)) / cell.n ? 1 - Math.exp(-2 * matrices * stray * stray) : 0;
}
