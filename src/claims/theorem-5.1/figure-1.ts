import { effectiveEntriesLaw } from "../../bounds/theorem-5.1.js";
import { meanInterval } from "ncsparse-kit/probability";
import { trendClaim } from "ncsparse-kit/claims/kinds";
import { signForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { subtract } from "ncsparse-kit/claims/intervals";
import type { Interval, Profile } from "ncsparse-kit/claims/result";
import { figureOneChart } from "./figures.js";
import { sampleCounts } from "./samples.js";
import { PAPER_THRESHOLDS } from "./thresholds.js";

type TrendCell = { readonly eps: number; readonly sigma: number };

const ROWS = 100;

/** Every threshold of the paper at scale 1; in full, its ends at other scales. */
const QUICK: readonly TrendCell[] = PAPER_THRESHOLDS.map((eps) => ({ eps, sigma: 1 }));
const FULL: readonly TrendCell[] = [
  ...QUICK,
  ...[0.25, 2, 4].flatMap((sigma) => [1e-4, 1e-7].map((eps) => ({ eps, sigma }))),
];
const GRID: Readonly<Record<Profile, readonly TrendCell[]>> = { quick: QUICK, full: FULL };
const CONTROL = QUICK.slice(0, 1);

/** From n = 1/eps on the curves are on their way, at 100/eps well down. */
const FROM = 1;
const TO = 100;

const RULE_TEXT =
  "the difference between $n = 100/\\varepsilon$ and $n = 1/\\varepsilon$ of its mean over 100 rows each; the whole interval must be negative.";

/** What the curves of the paper's Figure 1 do. */
export const shareFalls: Claim = trendClaim({
  id: "F1-effective",
  restates: { label: "Figure 1", relation: "corrected" },
  title: "The share of effective entries decreases",
  provenance: "ours",
  hypotheses: ["Rows of i.i.d. $N(0,\\sigma^2)$ logits: Gaussian input, as in the paper."],
  scope: "Every threshold of the paper’s Figure 1, $10^{-4}$ to $10^{-7}$.",
  statement: "$N_\\varepsilon/n$, the share of entries above $\\varepsilon$, decreases with $n$, to 0.",
  sign: "negative",
  rule: `The trend of $N_\\varepsilon/n$: ${RULE_TEXT}`,
  reason:
    "$N_\\varepsilon/n \\approx \\bar\\Phi\\bigl((\\ln(\\varepsilon n)+\\sigma^2/2)/\\sigma\\bigr)$ decreases in $n$, and $N_\\varepsilon/n < 1/(\\varepsilon n)$ for any row.",
  grid: GRID,
  measure: effectiveTrend,
  caption:
    "The paper’s Figure 1, both readings, for each of its ten thresholds: above the share of entries at or below $\\varepsilon$, $|\\mathcal S_\\varepsilon|/n$, below the share above, $N_\\varepsilon/n$. Lines: the finite-$n$ law for random $W_Q$, $W_K$ of scale $s = 1$, $d = 64$. Filled points: rows of self-attention with Gaussian $X$. Rings: sampled rows. Each factor of ten in $\\varepsilon$ moves the curve by a factor of ten in $n$.",
  chart: (_, context) => figureOneChart(context),
  control: {
    statement:
      "The **number** of entries above $\\varepsilon$ decreases already between $n = 0.01/\\varepsilon$ and $0.1/\\varepsilon$.",
    power: controlPower,
    how: "before that $N_\\varepsilon \\le n$; after it Hoeffding’s inequality for the mean of 100 shares $N_\\varepsilon/n$",
    grid: CONTROL,
    measure: ({ eps, sigma }, context) => {
      const count = (ratio: number): Interval => meanInterval(rows(context, "control", ratio / eps, sigma, eps));
      return { draws: 2 * ROWS, trend: subtract(count(0.1), count(0.01)) };
    },
  },
});

/** The caption of the paper's Figure 1 with Definition 3.2's meaning of S_eps. */
export const literalShare: Claim = trendClaim({
  id: "F1-literal",
  item: "Figure 1, its caption",
  restates: { label: "Figure 1", relation: "read literally" },
  title: "The share of ineffective entries decreases",
  provenance: "stated",
  hypotheses: [
    "Rows of i.i.d. $N(0,\\sigma^2)$ logits; $\\mathcal S_\\varepsilon$ as in Definition 3.2, the entries at or below $\\varepsilon$.",
  ],
  scope: "Every threshold of the paper’s Figure 1, $10^{-4}$ to $10^{-7}$.",
  statement:
    "“Count of ineffective entries divided by $n$ in attention computation, denoted as” $\\mathcal S_\\varepsilon/n$, “decreases with an increasing $n$”.",
  sign: "negative",
  rule: `The trend of $|\\mathcal S_\\varepsilon|/n$: ${RULE_TEXT}`,
  expects: "violated",
  reason:
    "$|\\mathcal S_\\varepsilon| = n - N_\\varepsilon$, so that its share increases, and to 1, since $N_\\varepsilon/n < 1/(\\varepsilon n)$. What decreases is the share of the *effective* entries; the two were presumably exchanged in the caption.",
  grid: GRID,
  measure: (cell, context) => {
    const { trend, draws } = effectiveTrend(cell, context, "claim");
    return { draws, trend: { value: -trend.value, low: -trend.high, high: -trend.low } };
  },
  finding: ({ cells }) =>
    `By Definition 3.2 the quantity that the paper’s Figure 1 names, $|\\mathcal S_\\varepsilon|/n$, increases to 1 at each of ${new Set(cells.map((cell) => cell.parameters.eps)).size} thresholds (its caption prints seven and an ellipsis); what decreases to 0 is the share of effective entries, $N_\\varepsilon/n$, presumably what the figure plots.`,
  caption:
    "By how much the share of entries at or below $\\varepsilon$ changes between $n = 1/\\varepsilon$ and $n = 100/\\varepsilon$: it increases at every threshold.",
  chart: (result) => signForest(result, "change of the share of entries at or below $\\eps$"),
  control: {
    expects: "holds",
    statement:
      "With the effective entries for the ineffective ones: $N_\\varepsilon/n$ decreases, between the same two lengths.",
    power: literalControlPower,
    how: "$N_\\varepsilon/n < 0.01$ after, for any row; before, Hoeffding’s inequality for the mean of 100 shares in $[0, 1]$, whose deviation is at most that of a coin",
    grid: CONTROL,
    measure: (cell, context) => effectiveTrend(cell, context, "literal control"),
  },
});

/** The change of N_eps / n. */
function effectiveTrend({ eps, sigma }: TrendCell, context: Context, role: string) {
  const share = (ratio: number): Interval => {
    const n = lengthOf(ratio / eps);
    return meanInterval(rows(context, role, n, sigma, eps).map((above) => above / n));
  };
  return { draws: 2 * ROWS, trend: subtract(share(TO), share(FROM)) } as const;
}

function rows(context: Context, role: string, length: number, sigma: number, eps: number): Float64Array {
  const n = lengthOf(length);
  return sampleCounts(context, ["F1", role], { n, scale: { sigma } }, [eps], ROWS)[0]!;
}

/** The mean share at n = 1/eps strays this far below its mean with probability 1 - power; it is still seen to fall. */
function literalControlPower(): number {
  const { eps, sigma } = QUICK[0]!;
  const n = lengthOf(FROM / eps);
  const stray = 0.1;
  const before = effectiveEntriesLaw.evaluate({ n, eps, sigma }) / n - stray;
  const room = STUDENT / Math.sqrt(ROWS - 1);
  const lowest = before - room * Math.sqrt(before * (1 - before));
  const highest = 1 / TO + (room * 0.5) / TO; // shares in [0, 1/TO] deviate by half of that at most
  return lowest > highest ? 1 - Math.exp(-2 * ROWS * stray * stray) : 0;
}

/** Student's quantile for 100 draws at the rules' level. */
const STUDENT = 4.6;

function lengthOf(length: number): number {
  return Math.round(length);
}

/** The mean share strays by 0.3 below its mean with this probability at most; even then the count has risen. */
function controlPower(): number {
  const { eps, sigma } = QUICK[0]!;
  const n = lengthOf(0.1 / eps);
  const share = effectiveEntriesLaw.evaluate({ n, eps, sigma }) / n;
  const stray = 0.3;
  // Shares lie in [0, 1]: their deviation is at most 1/2.
  const lowest = share - stray - (STUDENT * 0.5) / Math.sqrt(ROWS);
  return lowest > 0.1 ? 1 - Math.exp(-2 * ROWS * stray * stray) : 0;
}
