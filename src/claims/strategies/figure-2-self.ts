/** Figure 2 in self-attention, with three readings of the weights that are lost. */
import type { Claim } from "ncsparse-kit/claims/claim";
import { PLAIN_SCALE } from "./samples.js";
import { trendCells, lengthTrend, type WindowName } from "./trend.js";

const POWER_NAMES: readonly WindowName[] = ["C = 1/4", "C = 1/2", "C = 3/4"];

export const figureSelf: Claim = lengthTrend({
  id: "F2-self",
  item: "Figure 2, in self-attention with equal projections",
  restates: { label: "Figure 2", relation: "read literally" },
  title:
    "“Perform descents on the error”: in self-attention with $W = \\sigma I/\\sqrt d$, too, at $\\sigma = 1$ and 2",
  provenance: "reconstructed",
  statement:
    "In self-attention with $W = \\sigma I/\\sqrt d$, too, at $\\sigma = 1$ and $2$, the row $l_2$ error at $k = \\alpha n^C$ is smaller at $n = 2^{13}$ than at $2^8$.",
  sign: "negative",
  expects: "violated",
  reason:
    "At $2^8$ the row's own key, of logit about $8\\sigma$, holds most of its mass, so that any window is nearly exact; by $2^{13}$ the other keys have caught up. The figure's descent is that of rows without such an entry. The paper's weights are lost: this is one reading of them, and with smaller $\\sigma$ or random weights the error falls.",
  grid: POWER_NAMES.flatMap((window) => trendCells("self", window, 1, 2)),
  caption:
    "Relative change of the row $l_2$ error in self-attention with $W = \\sigma I/\\sqrt d$: from $\\sigma = 1$ on it grows at every power, several times over.",
  control: {
    statement:
      "The same without the row's own key: in cross-attention the error at $k = \\alpha n^{1/4}$ falls (at $\\sigma = 1/4$).",
    window: "C = 1/4",
    expects: "holds",
  },
});

export const figureSelfSmall: Claim = lengthTrend({
  id: "F2-self-small",
  item: "Figure 2, in self-attention with equal projections",
  restates: "Figure 2",
  title: "In self-attention with $W = \\sigma I/\\sqrt d$ it falls at small scales",
  provenance: "reconstructed",
  statement:
    "In self-attention with $W = \\sigma I/\\sqrt d$, $\\sigma = 1/4$ and $1/2$, the row $l_2$ error at $k = \\alpha n^C$ is smaller at $n = 2^{13}$ than at $2^8$.",
  sign: "negative",
  reason:
    "At $\\sigma = 1/2$ the own key's weight is $e^4 = 55$ against $2^8$ others: a sixth of a typical row. The rest behaves as in cross-attention.",
  grid: [
    ...trendCells("self", "C = 1/4", 0.25, 0.5),
    ...trendCells("self", "C = 1/2", 0.25, 0.5),
    ...trendCells("self", "C = 3/4", 0.5),
  ],
  caption:
    "Relative change of the row $l_2$ error in self-attention with $W = \\sigma I/\\sqrt d$ at small scales: it falls.",
  control: {
    statement: "So does that of $k = \\alpha n^{0.02}$, in cross-attention at $\\sigma = 1/4$.",
    window: "C = 0.02",
  },
});

export const figureRandom: Claim = lengthTrend({
  id: "F2-random",
  item: "Figure 2, in self-attention with random weights",
  restates: "Figure 2",
  title: "In self-attention with random projections of unit scale the figure is as the paper describes it",
  provenance: "reconstructed",
  statement:
    "With $W_Q$, $W_K$ of independent $N(0,1/d)$ entries, $W = \\sigma W_Q W_K^\\top/\\sqrt d$, self-attention: the row $l_2$ error at the constant window grows from $n = 2^8$ to $2^{13}$ at $\\sigma = 1/4$, 1 and 4, at $\\beta\\ln n$ at $\\sigma = 1$ and 2; at $\\alpha n^{1/4}$ it falls at $\\sigma = 1$, at $\\alpha n^{1/2}$ at $\\sigma = 1$ and 2, at $\\alpha n^{3/4}$ at $\\sigma = 1$.",
  sign: "positive",
  reason:
    "The own key's logit has mean $\\operatorname{tr} W$, of size $\\sigma/8$, and spreads by about $\\sigma$: an entry like any other. Off the diagonal a row is i.i.d. normal given $x_i$, of scale $\\lVert W^\\top x_i\\rVert \\approx \\sigma$: cross-attention, but for rows that differ more in scale.",
  options: { asStated: true },
  grid: [
    ...trendCells("random", "constant", 0.25, 1, 4),
    ...trendCells("random", "log", 1, 2),
    ...trendCells("random", "C = 1/4", 1),
    ...trendCells("random", "C = 1/2", 1, 2),
    ...trendCells("random", "C = 3/4", 1),
  ],
  caption:
    "Relative change of the row $l_2$ error in self-attention with random weights, positive where it has the direction that the paper states: upwards at the constant and the logarithmic window, downwards at the powers.",
  control: { statement: "And at $\\beta\\ln n$ at $\\sigma = 1/4$, in cross-attention.", window: "log" },
});

export const figurePlain: Claim = lengthTrend({
  id: "F2-plain",
  item: "Figure 2, in self-attention with random weights",
  restates: "Figure 2",
  title: "With $N(0,1)$ entries of the weights, too, though there is hardly an error left",
  provenance: "reconstructed",
  statement:
    "With $W_Q$, $W_K$ of independent $N(0,1)$ entries, so that rows have scale about $d = 64$: in the typical replicate the row $l_2$ error grows from $n = 2^8$ to $2^{13}$ at the constant window and falls at $\\alpha n^{1/2}$ and $\\alpha n^{3/4}$.",
  sign: "positive",
  reason:
    "Deep in the frozen phase ($c = \\sigma/\\sqrt{2\\ln n} \\approx 15$) entries fall like $p_{(k)} \\approx k^{-c}p_{(1)}$: the error at a window of a few dozen keys is nothing, it falls by powers of ten where the window grows, and rises slowly where it does not, since $c$ falls with $n$.",
  options: { asStated: true, median: true },
  grid: (["constant", "C = 1/2", "C = 3/4"] as const).flatMap((window) => trendCells("random", window, PLAIN_SCALE)),
  caption:
    "Change of the row $l_2$ error over the sum of its two ends, median over replicates, positive where it has the direction that the paper states. Means would be those of single rows: the errors spread over ten powers of ten.",
  control: { statement: "And at $\\beta\\ln n$ at $\\sigma = 1/4$, in cross-attention.", window: "log" },
});
