import { shareOf } from "../longbench/coincidence.js";

/**
 * One verdict in words on each item of the paper, by the first of its labels, and why. It is a reading of what the item's
 * claims found; those stand beside it with the outcomes of the run, and a run in which one of them deviates fails.
 */
export type ItemVerdict =
  | "holds"
  | "holds with a correction"
  | "holds vacuously"
  | "depends on the norm"
  | "does not hold"
  | "cannot be told from the surviving text"
  | "sets terms";

/** The verdicts in the order in which they are counted. */
export const ITEM_VERDICTS: readonly ItemVerdict[] = [
  "holds",
  "holds with a correction",
  "holds vacuously",
  "depends on the norm",
  "does not hold",
  "cannot be told from the surviving text",
  "sets terms",
];

/** Verdict and reason, as Markdown. */
export const VERDICTS: Readonly<Record<string, readonly [ItemVerdict, string]>> = {
  "Assumption of Section 3": ["sets terms", "mean 0 is taken besides; a mean that is the same for all keys drops out"],
  "Definition 3.1": ["sets terms", ""],
  "Definition 3.2": ["sets terms", ""],
  "Problem Definition I": ["sets terms", "a question"],
  "Definition 3.3": ["sets terms", ""],
  "Definition 3.4": ["sets terms", ""],
  "Problem Definition II": ["sets terms", "a question"],
  "Definition 3.5": ["sets terms", "it names no norm, and whole numbers of entries break a strict fall"],
  "Definition 4.1": [
    "cannot be told from the surviving text",
    "the formula of $R$ is lost; read as a root mean square it may not bound every row",
  ],
  "Lemma 4.2": [
    "holds with a correction",
    "off the diagonal; the diagonal needs a term of its own, which Remark D.5 admits",
  ],
  "Remark after Lemma 4.2": ["holds with a correction", "for terms common to a row; not for the diagonal’s"],
  "Theorem 4.3": [
    "holds",
    "as reconstructed; on most cells with row scales of 1/4 and more counting alone gives as much; at smaller scales it beats counting",
  ],
  "Remark in the proof of Theorem D.1": ["sets terms", "a change of notation"],
  "Theorem 5.1": [
    "holds with a correction",
    "at most one effective entry, or a constant number of them; at a fixed scale there are none in the end. Its $R = o(\\sqrt{\\ln n})$ no Gaussian input has at fixed weights",
  ],
  "Discussion after Theorem 5.1": [
    "does not hold",
    "the likeness is one of form: where entries are as small as [AS23] asks, no power of $n$ below $n$ itself holds the mass, which is the opposite of sparse; sparse by Definition 3.2 every row is",
  ],
  "Figure 1": [
    "holds with a correction",
    "what falls is the share of effective entries; the share that is named rises",
  ],
  "Theorem 6.1": [
    "depends on the norm",
    "for $R = o(\\sqrt{\\ln n})$ the bound vanishes in the entrywise maximum, of the whole matrix too, but is vacuous at the lengths and scales of models, and Gaussian input has no such $R$; where the scale grows as $c\\sqrt{2\\ln n}$ a typical row’s largest error vanishes for every $C$, that of all rows above a line, which from $c = \\sqrt2 - 1$ on is that of total variation, $C = 1 - c^2$",
  ],
  "Theorem 6.2": [
    "holds",
    "in Frobenius, which its proof names; in the entrywise maximum, in which Theorem 6.1 is read, the error falls",
  ],
  "Discussion after Theorem 6.2": [
    "holds vacuously",
    "by Definition 3.2 and for every vector of probabilities, with $\\varepsilon = 1/(k+1)$; which norm’s error vanishes is another question",
  ],
  "Figure 2": [
    "cannot be told from the surviving text",
    "weights and scale are lost: at scale 1 the curves are as described for independent queries and random weights, not for self-attention with $W = sI/\\sqrt d$",
  ],
  "Table 1": [
    "cannot be told from the surviving text",
    "its numbers and its setting are lost; which window has the minimal error depends on both",
  ],
  "Claim 7.1": [
    "holds with a correction",
    "as restated it counts products with kept entries; choosing them, as Definition 3.4 is written, reads all $n^2$ logits",
  ],
  "Remark after Claim 7.1": ["sets terms", "a remark on intent"],
  "Proposition 7.2": [
    "holds vacuously",
    "as worded, without a cost, for a longer window is nearer (a unit test has it); at equal cost it depends on scale, norm and weighting, which are lost. Scores of Table 2’s dynamic rows stand in another paper, too (arXiv 2406.02069); until that is explained, its two comparisons with them carry no weight here. A small language model answers for itself: there a window $\\alpha n^{3/4}$ is worse than the constant one of equal cost, over the two lengths that were measured",
  ],
  "Table 2": [
    "cannot be told from the surviving text",
    `the averages are right; the windows of two rows are lost, and ${shareOf("dynamic, first")} scores of the first and ${shareOf("dynamic, second")} of the second stand in another paper (arXiv 2406.02069) under another method’s name; the other three rows stand there as well, one at a cache of 64 for 1024`,
  ],
  "Takeaway 1": [
    "holds with a correction",
    "a format is a threshold for entries; precision does not relieve dilution, and float32 is enough",
  ],
  "Takeaway 2": [
    "holds with a correction",
    "up to a length, which the scale of the logits sets; whether a dynamic window improves on it is Proposition 7.2’s question",
  ],
  "Future Direction 1": ["sets terms", "a question; for isotropic keys nothing changes, else a row flattens"],
  "Future Direction 2": ["sets terms", "a wish; the window rule is one answer"],
  "Fact B.1": ["holds", ""],
  "Fact B.2": ["holds", ""],
  "Fact B.3": ["holds", ""],
  "Lemma B.4": ["holds", "as restated, for $0 < t < 1$"],
  "Lemma B.5": ["holds", ""],
  "Lemma B.6": ["holds", ""],
  "Lemma B.7": ["holds", ""],
  "Lemma B.8": [
    "holds",
    "restated with explicit constants for normal entries; those are ours, and sparse signs break them",
  ],
  "Lemma B.9": ["holds", ""],
  "Lemma B.10": ["holds", "as restated, with the factor 2 of its two sides"],
  "Lemma E.3": [
    "holds",
    "as restated: Parts 1 and 4 inform at small scales; Parts 2 and 3, as restated here, say nothing",
  ],
  "Lemma E.4": [
    "holds with a correction",
    "with the diagonal’s own term, as Lemma 4.2; without it Part 1 is violated (its control)",
  ],
};
