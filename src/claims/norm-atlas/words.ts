import type { ErrorNorm, Strategy } from "../../limit/atlas/index.js";

/** How tables and captions call a norm. */
export const NORM_WORDS: Readonly<Record<ErrorNorm, string>> = {
  max: "entrywise max",
  l2: "row $\\ell_2$",
  frobenius: "Frobenius",
  tv: "row total variation",
  along: "output along $W^\\top x_i$",
  orthogonal: "output orthogonal to it",
};

/** The same for charts, whose text knows less TeX. */
export const NORM_LABELS: Readonly<Record<ErrorNorm, string>> = {
  max: "entrywise max",
  l2: "row $l_2$",
  frobenius: "Frobenius",
  tv: "row total variation",
  along: "output, along",
  orthogonal: "output, orthogonal",
};

export const WINDOW_WORDS: Readonly<Record<Strategy, string>> = {
  "k = 4": "$k = 4$",
  "k = ln n / ln ln n": "$k = \\lceil\\ln n/\\ln\\ln n\\rceil$",
  "k = ln n": "$k = \\ln n$",
  "k = √n": "$k = n^{1/2}$",
  "k = n^(3/4)": "$k = n^{3/4}$",
};

/** The same for charts. */
export const WINDOW_LABELS: Readonly<Record<Strategy, string>> = {
  "k = 4": "$k = 4$",
  "k = ln n / ln ln n": "$k =$ ln $n$ / ln ln $n$",
  "k = ln n": "$k =$ ln $n$",
  "k = √n": "$k = √n$",
  "k = n^(3/4)": "$k = n^{3/4}$",
};

export const HYPOTHESES: readonly string[] = [
  "Rows of i.i.d. $N(0,\\sigma^2)$ logits: Gaussian rows off their diagonal, i.e. cross-attention. Rows are independent.",
];

export const SCOPE = "$\\sigma$ fixed and $n \\ge 100\\,e^{\\sigma^2}$, so that the normaliser is near its mean.";
