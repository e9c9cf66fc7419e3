import { effectiveEntries } from "../../attention/sparsity.js";
import { softmax } from "../../attention/softmax.js";
import { isotropicWeights } from "../../attention/weights.js";
import { forEachMatrix, measureMatrices } from "../../experiments/index.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { collapseLength } from "../../limit/collapse-length.js";
import { binomialTail } from "ncsparse-kit/probability";
import { boundClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { fromFunction } from "ncsparse-kit/claims/display";
import { formatNumber } from "ncsparse-kit/claims/format";
import { countDraws } from "ncsparse-kit/claims/measure";
import { signSumLaw } from "ncsparse-kit/claims/power";
import { DELTA } from "./thresholds.js";

type CollapseCell = { readonly eps: number; readonly R: number; readonly d: number; readonly n: number };

/** 117 draws without a failure decide at delta = .1; 160 leave room for one failure. */
const DRAWS = 160;
const DIMENSION = 64;
/** The own logit R sqrt(d) = 16 R outgrows 2 R l, about 11 R: it alone stays above eps at n0. */
const HIGH_DIMENSION = 256;

/** Each at its own n0. */
const QUICK: readonly CollapseCell[] = [
  { eps: 1e-2, R: 0.0625, d: DIMENSION, n: 193 },
  { eps: 1e-2, R: 0.125, d: DIMENSION, n: 394 },
  { eps: 5e-3, R: 0.0625, d: DIMENSION, n: 398 },
  { eps: 1e-2, R: 0.0625, d: HIGH_DIMENSION, n: 193 },
  { eps: 1e-2, R: 0.125, d: HIGH_DIMENSION, n: 394 },
];
const FULL: readonly CollapseCell[] = [
  ...QUICK,
  { eps: 1e-2, R: 0.25, d: DIMENSION, n: 2052 },
  { eps: 1e-3, R: 0.0625, d: DIMENSION, n: 2133 },
];
/** n - 1 = e^R / eps, rounded up. */
const CONTROL: CollapseCell = { eps: 1e-2, R: 0.125, d: DIMENSION, n: 115 };

/** Part 1 with its n0. */
export const partOne: Claim = boundClaim({
  id: "T5.1-part1",
  item: "Theorem 5.1, Part 1 (= D.2)",
  restates: "Theorem 5.1",
  title: "At most one entry above ε, from n₀ on",
  provenance: "reconstructed",
  hypotheses: [
    "Entries of $X$ independent, mean 0, bounded (measured: random signs, $d = 64$ and $256$).",
    "$W$ fixed: $W = R\\,I/\\sqrt d$, so that every row scale is $R$ exactly.",
  ],
  scope:
    "$n \\ge n_0(\\varepsilon, R, \\delta)$; every row of self-attention, diagonal included. $R = o(\\sqrt{\\ln n})$ makes $n_0$ finite. With signs every own logit is $R\\sqrt d$: at $d = 64$ it falls below $\\varepsilon$ before $n_0$ like all others, at $d = 256$ it stays above, and the statement’s “one” is attained.",
  statement:
    "For each $n \\ge n_0$, with probability at least $1-\\delta$, every row has $N_\\varepsilon \\le 1$, i.e. $|\\mathcal S_\\varepsilon| \\ge n-1$.",
  bound: fromFunction(
    "collapses",
    "n_0 = \\min\\{\\,n : e^{2R\\,\\ell(n'(n'-1),\\delta)} \\le \\varepsilon(n'-1)\\ \\text{for all}\\ n' \\ge n\\,\\}",
  ),
  delta: DELTA,
  rule: "A draw fails if any of its $n$ rows has $N_\\varepsilon > 1$; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$. Each cell stands at its own $n_0$.",
  reason: "From $n_0$ on, Theorem 4.3 at $k = 1$ says that $p_{(2)} \\le \\varepsilon$ in every row.",
  grid: { quick: QUICK, full: FULL },
  async measure(cell, context, role) {
    const { mostAbove: most, meanAbove: mean } = await countsAbove(cell, context, role, DRAWS);
    const onAverage = formatNumber(mean.reduce((sum, x) => sum + x, 0) / mean.length);
    return {
      draws: DRAWS,
      failures: countDraws(DRAWS, (draw) => most[draw]! > 1),
      note:
        role === "claim" ? `number above ε in a row: at most ${Math.max(...most)}, on average ${onAverage}` : undefined,
    };
  },
  caption:
    "The largest $N_\\varepsilon$ of any row (points, the largest of 10 matrices) at $\\varepsilon = 0.01$ and $R = 1/8$, what no row can exceed, and what Theorem 5.1 allows from $n_0 = 394$ on; $d = 64$. The rows have emptied long before: they are measured at 0, not at 1.",
  chart: (_, context) => partOneChart(context),
  control: {
    statement:
      "With one row scale for the exponent, $R$ for $2R\\,\\ell(n(n-1),\\delta)$: $N_\\varepsilon \\le 1$ from $n = 1 + e^R/\\varepsilon$ on.",
    power: () => controlPower(CONTROL),
    how: "row 1 alone: Cantelli's inequality for its sum, the law of a sum of 64 random signs for its entries",
    grid: CONTROL,
  },
});

/** The largest and the mean N_eps of all rows, one value a matrix. */
function countsAbove({ eps, R, d, n }: CollapseCell, context: Context, role: string, matrices: number) {
  const { seed, signal } = context;
  const setup = {
    matrices,
    n,
    input: "rademacher",
    inputScale: 1,
    weights: isotropicWeights(d, R),
    attention: "self",
    rows: "all",
    values: "none",
    precision: "float32",
    thresholds: [eps],
    windows: [],
  } as const;
  return drawSet(context, ["T5.1-part1", role, n, eps, R, d], (path) =>
    measureMatrices({ seed, path, ...setup }, { workers: 1, signal }),
  );
}

const CANTELLI = 3;

/** A lower bound on Pr[row 1 has two off-diagonal entries above eps]; its diagonal logit is R sqrt(d) exactly. */
function controlPower({ eps, R, d, n }: CollapseCell): number {
  const signs = signSumLaw(d);
  const logit = (signSum: number): number => (R * signSum) / Math.sqrt(d);
  const cosh = (x: number): number => (Math.exp(x) + Math.exp(-x)) / 2;
  const mean = (power: number): number => signs.reduce((sum, [size, p]) => sum + p * cosh(power * logit(size)), 0);
  const deviation = Math.sqrt((mean(2) - mean(1) ** 2) / (n - 1));
  const sum = (n - 1) * (mean(1) + CANTELLI * deviation) + Math.exp(R * Math.sqrt(d));
  const above = signs.reduce((share, [size, p]) => (logit(size) > Math.log(eps * sum) ? share + p / 2 : share), 0);
  return binomialTail(2, n - 1, above) - 1 / (1 + CANTELLI ** 2);
}

const DRAWN = { eps: 1e-2, R: 0.125, matrices: 10 } as const;
const DRAWN_LENGTHS = [64, 80, 96, 104, 112, 128, 144, 160, 192, 256, 394, 640] as const;

/** The largest N_eps of any row of ten matrices. */
function largestCount(path: DrawPath, n: number, { seed, signal }: Context): number {
  const { eps, R, matrices } = DRAWN;
  const setup = { n, input: "rademacher", inputScale: 1, weights: isotropicWeights(DIMENSION, R) } as const;
  const row = new Float64Array(n);
  let most = 0;
  forEachMatrix(
    seed,
    path,
    setup,
    matrices,
    ({ z }) => {
      for (let i = 0; i < n; i++) {
        const count = effectiveEntries(softmax(z.subarray(i * n, (i + 1) * n), row), eps);
        if (count > most) most = count;
      }
    },
    signal,
  );
  return most;
}

function partOneChart(context: Context): ChartSpec {
  const { eps, R } = DRAWN;
  const n0 = collapseLength(eps, R, DELTA).n0!;
  const [first, last] = [DRAWN_LENGTHS[0], DRAWN_LENGTHS.at(-1)!];
  const points = DRAWN_LENGTHS.map((n) => ({
    x: n,
    y: drawSet(context, ["T5.1-part1", "figure", n], (path) => largestCount(path, n, context)),
  }));
  const limit = Math.ceil(1 / eps) - 1;
  return boundChart({
    series: [
      {
        kind: "trivial",
        label: "no row more",
        points: [first, limit, last].map((x) => ({ x, y: Math.min(x, limit) })),
      },
      { kind: "paper-bound", label: "Theorem 5.1", points: [n0, last].map((x) => ({ x, y: 1 })) },
      { kind: "measured", label: "measured", points },
    ],
    x: { title: "$n$", scale: "log2" },
    y: { title: "largest number above $\\eps$ of any row" },
    description: `Largest number of entries above 0.01 in any row, by length: ${points.map(({ x, y }) => `${y} at ${x}`).join(", ")}; Theorem 5.1 allows 1 from ${n0} on.`,
  });
}
