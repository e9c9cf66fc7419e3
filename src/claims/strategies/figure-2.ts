/** Figure 2 in cross-attention: the error of the strategies against the length, at equal cost. */
import type { Claim } from "ncsparse-kit/claims/claim";
import { frobeniusTrendAtEqualLogits, trendCells, lengthTrend } from "./trend.js";

export const figureConstant: Claim = lengthTrend({
  id: "F2-constant",
  restates: "Figure 2",
  title: "At a constant window the error grows",
  provenance: "reconstructed",
  statement:
    "The mean of the rows' $l_2$ errors at $k = 32$ is larger at $n = 2^{13}$ than at $2^8$: in cross-attention for $\\sigma = 1/4, \\dots, 8$, in self-attention with $W = \\sigma I/\\sqrt d$ for $\\sigma = 1/4, 1/2, 1, 2$. (There, at $\\sigma = 4$ and 8, so few rows carry the mean that 32 replicates need not tell.)",
  sign: "positive",
  reason:
    "The row's mass spreads over more entries while the window stays: at equal logits $\\sqrt{1/k-1/n}$ rises to $1/\\sqrt k$.",
  grid: [...trendCells("cross", "constant", 0.25, 0.5, 1, 2, 4, 8), ...trendCells("self", "constant", 0.25, 0.5, 1, 2)],
  caption:
    "Relative growth of the row $l_2$ error at $k = 32$ from $n = 2^8$ to $2^{13}$, with its interval. At equal logits it would be 7 %, at large scales it is many times that.",
  control: { statement: "So does that of the logarithmic window, at $\\sigma = 1/4$.", window: "log" },
});

export const figureLog: Claim = lengthTrend({
  id: "F2-log",
  restates: "Figure 2",
  title: "At a logarithmic window it grows, where logits have scale 1 or more",
  provenance: "reconstructed",
  statement:
    "The mean of the rows' $l_2$ errors at $k = \\beta\\ln n$ is larger at $n = 2^{13}$ than at $2^8$, for $\\sigma \\ge 1$.",
  sign: "positive",
  reason: "$\\ln n$ grows by a half over the range; from $\\sigma = 1$ on the mass spreads faster than that.",
  grid: [...trendCells("cross", "log", 1, 2, 4, 8), ...trendCells("self", "log", 1, 2)],
  caption:
    "Relative growth of the row $l_2$ error at $k = \\beta\\ln n$. At $\\sigma = 1$, in cross-attention, it is 3 %: the figure's “maintains”.",
  control: { statement: "Also at $\\sigma = 1/4$.", window: "log" },
});

export const figureLogSmall: Claim = lengthTrend({
  id: "F2-log-small",
  restates: { label: "Figure 2", relation: "corrected" },
  title: "At a logarithmic window it falls, where logits have scale 1/2 or less",
  provenance: "ours",
  statement:
    "The mean of the rows' $l_2$ errors at $k = \\beta\\ln n$ is smaller at $n = 2^{13}$ than at $2^8$, for $\\sigma \\le 1/2$; the paper says of this window that the error “grows or maintains”.",
  sign: "negative",
  reason:
    "At equal logits the error is $\\sqrt{1/k - 1/n}$, about $(\\beta\\ln n)^{-1/2}$: it falls by 19 % over the range, and scales up to a half take back a part of that.",
  grid: [...trendCells("cross", "log", 0.25, 0.5), ...trendCells("self", "log", 0.25)],
  caption:
    "Relative change of the row $l_2$ error at $k = \\beta\\ln n$ at small scales: by more than a tenth, downwards.",
  control: { statement: "So does that of the constant window, at $\\sigma = 1/4$.", window: "constant" },
});

export const figurePower: Claim = lengthTrend({
  id: "F2-power",
  restates: "Figure 2",
  title: "At a power of the length it falls, in cross-attention, where the power is large for the scale",
  provenance: "reconstructed",
  statement:
    "The mean of the rows' $l_2$ errors at $k = \\alpha n^C$ is smaller at $n = 2^{13}$ than at $2^8$: for $C = 1/2$ and $3/4$ up to $\\sigma = 8$, for $C = 1/4$ up to $\\sigma = 1$.",
  sign: "negative",
  reason:
    "At equal logits the error is about $(\\alpha n^C)^{-1/2}$; a larger scale takes some of that back. At $\\sigma = 8$ a row is nearly frozen: what is left out falls so fast with $k$ that the window's growth decides.",
  grid: [
    ...trendCells("cross", "C = 1/4", 0.25, 0.5, 1),
    ...trendCells("cross", "C = 1/2", 0.25, 1, 4, 8),
    ...trendCells("cross", "C = 3/4", 0.25, 1, 4, 8),
  ],
  caption: "Relative change of the row $l_2$ error at $k = \\alpha n^C$ in cross-attention: all fall.",
  control: { statement: "So does that of $k = \\alpha n^{0.02}$, at $\\sigma = 1/4$.", window: "C = 0.02" },
});

export const figurePowerQuarter: Claim = lengthTrend({
  id: "F2-power-quarter",
  restates: { label: "Figure 2", relation: "corrected" },
  title: "At the fourth root of the length it grows, where logits have scale 2 or more",
  provenance: "ours",
  statement:
    "In cross-attention at $\\sigma = 2$, 4 and 8 the mean of the rows' $l_2$ errors at $k = \\alpha n^{1/4}$ is larger at $n = 2^{13}$ than at $2^8$; the paper says that windows of this form “perform descents on the error”.",
  sign: "positive",
  reason:
    "Over the range the window grows by the factor $32^{1/4} = 2.4$; from $\\sigma = 2$ on the entries that hold a given share of a row multiply faster than that.",
  grid: trendCells("cross", "C = 1/4", 2, 4, 8),
  caption: "Relative growth of the row $l_2$ error at $k = \\alpha n^{1/4}$ in cross-attention at large scales.",
  control: { statement: "Also at $\\sigma = 1/4$.", window: "C = 1/4" },
});

export const figureFrobenius: Claim = lengthTrend({
  id: "F2-frobenius",
  item: "Figure 2, the norm of its axis",
  title: "The Frobenius norm over n falls even at the constant window",
  provenance: "ours",
  statement:
    "$\\lVert P_k - P\\rVert_F/n$ at the constant window $k = 32$ is smaller at $n = 2^{13}$ than at $2^8$, for $\\sigma \\le 2$.",
  sign: "negative",
  reason:
    "It is the root mean square of the rows' errors over $\\sqrt n$, and these stay below 1. So the figure's axis, $\\frac1n\\lVert\\cdot\\rVert_2$, is read here as the mean over rows.",
  options: { norm: "Frobenius / n" },
  grid: trendCells("cross", "constant", 0.25, 0.5, 1, 2),
  caption:
    "Relative change of $\\lVert P_k-P\\rVert_F/n$ at the constant window: it falls where the paper says of its Figure 2 that the error “grows or maintains”.",
  control: {
    statement: "So does $\\lVert P_k - P\\rVert_F$ itself, at $\\sigma = 1/4$.",
    window: "constant",
    options: { per: (n) => n },
    change: frobeniusTrendAtEqualLogits(),
  },
});
