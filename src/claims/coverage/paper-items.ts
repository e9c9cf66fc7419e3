/**
 * Every labelled item of the paper (arXiv 2404.02690v2), in its order, with its twins in the appendix, and the claims
 * that reproduce it or the reason why none does. A claim is named by its id, or by `X*` for all whose id begins with `X`.
 */
export interface PaperItem {
  /** The paper's labels of one statement, the main text's first. */
  readonly labels: readonly string[];
  /** What it is about, as Markdown. */
  readonly title: string;
  readonly reproduction: { readonly claims: readonly string[] } | { readonly reason: string };
}

function reproduced(labels: string, title: string, ...claims: string[]): PaperItem {
  return { labels: labels.split(" = "), title, reproduction: { claims } };
}

function left(labels: string, title: string, reason: string): PaperItem {
  return { labels: labels.split(" = "), title, reproduction: { reason } };
}

/** Sections 3 to 8. */
const MAIN_TEXT: readonly PaperItem[] = [
  reproduced(
    "Assumption of Section 3 = Definition C.1",
    "input entries are independent, and bounded with high probability",
    "S0-reduction",
    "S0-proxy",
    "L4.2-rpaper",
  ),
  reproduced("Definition 3.1 = Definition C.2", "attention $D^{-1}AV$", "S0-reduction", "S0-diagonal"),
  reproduced(
    "Definition 3.2 = Definition C.3 = Definition C.4",
    "$(\\varepsilon,k)$-sparsity",
    "T4.3-paper",
    "T4.3-trivial",
  ),
  reproduced("Problem Definition I", "which $\\varepsilon$ a given window $k$ guarantees", "T4.3-*"),
  reproduced("Definition 3.3 = Definition C.5", "the set of the $k$ largest entries", "S0-identities"),
  reproduced(
    "Definition 3.4 = Definition C.6 = Definition C.7",
    "sparse attention: the $k$ largest entries, renormalised",
    "S0-identities",
    "S0-sandwich",
    "PW-output-keys",
  ),
  left(
    "Problem Definition II",
    "how sparse attention approximates exact attention as $n$ grows",
    "it poses the question that Definition 3.5 makes precise and Theorems 6.1 and 6.2 answer",
  ),
  reproduced("Definition 3.5", "stable approximation: the error decreases in $n$ and tends to 0", "D3.5-*", "NA-*"),
  reproduced(
    "Definition 4.1 = Definition C.8 = Definition C.9",
    "the weights $W$ and the scale $R$",
    "S0-reduction",
    "L4.2-rpaper",
    "L4.2-rms",
    "L4.2-worst",
    "L4.2-growth",
    "YA-sigma",
  ),
  reproduced("Lemma 4.2 = Lemma D.3 = Lemma D.4", "logits, entries and row sums concentrate", "L4.2-*"),
  reproduced(
    "Remark after Lemma 4.2 = Remark D.5",
    "the additional terms left out are constants, which softmax does not see",
    "B.1-*",
    "L4.2-literal",
    "L4.2-diagonal",
  ),
  reproduced("Theorem 4.3 = Theorem D.1", "attention is sparse", "T4.3-*"),
  left("Remark in the proof of Theorem D.1", "symbols renamed", "a change of notation within a proof"),
  reproduced(
    "Theorem 5.1 = Theorem D.2",
    "attention collapse",
    "T5.1-*",
    "L4.2-limit",
    "LL-frozen-entries",
    "LL-collapsed-rows",
  ),
  reproduced(
    "Discussion after Theorem 5.1",
    "the bound on entries of Alman and Song",
    "AS23-*",
    "T5.1-dilution",
    "LL-critical-window",
  ),
  reproduced("Figure 1", "sparsity against length, for ten $\\varepsilon$", "F1-*"),
  reproduced("Theorem 6.1 = Theorem E.1", "$n^C$ entries suffice", "T6.1-*", "LL-matrix-max", "LL-frobenius"),
  reproduced("Theorem 6.2 = Theorem E.2", "$o(\\log n)$ entries do not", "T6.2-*", "NA-*", "LL-frobenius"),
  reproduced(
    "Discussion after Theorem 6.2",
    "attention is sparse with a very small $\\varepsilon$",
    "T4.3-trivial",
    "LL-slogan",
  ),
  reproduced("Figure 2", "error against length, for three window strategies", "F2-*"),
  reproduced("Table 1", "average errors of the strategies at equal cost", "TB1-*"),
  left(
    "Claim 7.1",
    "cost of a constant and of a dynamic window",
    "a count of kept entries: it gives the terms of the comparison at equal cost, and a unit test counts it",
  ),
  left(
    "Remark after Claim 7.1",
    "what Section 7 aims at",
    "a remark on intent; what it wishes to show is Proposition 7.2",
  ),
  reproduced("Proposition 7.2", "for every constant window a dynamic one has a lower error", "P7.2-*", "LM-growing*"),
  reproduced("Table 2", "LongBench scores of StreamingLLM with constant and dynamic windows", "TB2-*"),
  reproduced("Takeaway 1", "high precision relieves collapse", "TA1-*"),
  reproduced("Takeaway 2", "a large constant window as a safe choice", "TA2-*"),
  reproduced("Future Direction 1", "weights that are not fixed, such as rotary embeddings", "FD1-*"),
  reproduced("Future Direction 2", "windows that adapt to length and to the weights’ norm", "FD2-*", "LL-window-rule"),
];

/** Appendices B and E: what has no twin in the main text. */
const APPENDIX: readonly PaperItem[] = [
  reproduced("Fact B.1", "softmax does not see a shift", "B.1-*"),
  reproduced("Fact B.2", "$\\sqrt a + \\sqrt b$ against $\\sqrt{a+b}$", "B.2-*"),
  reproduced("Fact B.3", "$e^{c\\sqrt{\\ln n}}$ against powers of $n$", "B.3-*"),
  reproduced("Lemma B.4", "Chernoff’s bound", "B.4-*"),
  reproduced("Lemma B.5", "Hoeffding’s bound", "B.5-*"),
  reproduced("Lemma B.6", "Bernstein’s inequality", "B.6-*"),
  reproduced("Lemma B.7", "Khintchine’s inequality", "B.7-*"),
  reproduced("Lemma B.8", "the Hanson–Wright inequality", "B.8-*"),
  reproduced("Lemma B.9", "Laurent and Massart’s tails of chi-square", "B.9-*"),
  reproduced("Lemma B.10", "tails of sub-exponential variables", "B.10-*"),
  reproduced("Lemma E.3", "errors of the sparse matrix, part by part", "E3-*"),
  reproduced("Lemma E.4", "bounds on $A$, $D$ and their sparse versions", "E4-*"),
];

export const PAPER_ITEMS: readonly PaperItem[] = [...MAIN_TEXT, ...APPENDIX];

/** What the comparison adds: no label of the paper stands behind these claims. */
export const BEYOND_THE_PAPER: readonly PaperItem[] = [
  reproduced("Beyond the paper: the limit law", "when attention is $n^C$-sparse", "LL-*"),
  reproduced("Beyond the paper: practical methods", "windows and low rank that need not read every logit", "PW-*"),
  reproduced("Beyond the paper: your own attention", "from arrays to a window", "YA-*"),
  reproduced("Beyond the paper: a trained model", "what its heads need beside the law", "TA-*"),
  reproduced("Beyond the paper: a language model", "bits and lookups under windows of equal cost", "LM-*"),
];
