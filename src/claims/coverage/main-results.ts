/** The paper's main results in one table: what each says in a line, the verdict on it, and what can stand in its place. */
import { VERDICTS } from "./item-verdicts.js";

/** An item by its first label, its statement in a line, and the sharper one with the claims that measured it; all Markdown. */
type MainResult = readonly [label: string, statement: string, sharper: string];

const MAIN_RESULTS: readonly MainResult[] = [
  [
    "Lemma 4.2",
    "no logit exceeds $R\\sqrt{2\\ln(2n^2/\\delta)}$",
    "the diagonal has a mean, $\\operatorname{tr} W$, of its own ([L4.2-every](#L4.2-every)); the law of the largest logit ([L4.2-law](#L4.2-law))",
  ],
  [
    "Theorem 4.3",
    "in every row all but $k$ entries are at most $\\varepsilon$",
    "beats counting only where logits are small ([T4.3-paper](#T4.3-paper)); sharper: half the exponent ([T4.3-jensen](#T4.3-jensen)), a bound that sees the window ([T4.3-order](#T4.3-order)), the law of the entry ([T4.3-law](#T4.3-law))",
  ],
  [
    "Theorem 5.1",
    "the number of entries above a fixed $\\varepsilon$ falls to 1 or a constant",
    "it falls to 0, by dilution ([T5.1-dilution](#T5.1-dilution)), unless the scale exceeds $\\sqrt{2\\ln n}$ ([T5.1-frozen](#T5.1-frozen)); below $1/\\varepsilon$ it is in every row ([T5.1-count](#T5.1-count))",
  ],
  [
    "Discussion after Theorem 5.1",
    "Alman and Song’s bound on entries is that of sparse attention",
    "entries that small spread the mass over $n^{1-o(1)}$ keys ([AS23-scale](#AS23-scale))",
  ],
  [
    "Figure 1",
    "the share of entries at or below $\\varepsilon$ falls",
    "the share *above* $\\varepsilon$ falls ([F1-effective](#F1-effective))",
  ],
  [
    "Theorem 6.1",
    "the $n^C$ largest entries approximate the row",
    "at fixed weights and Gaussian input its bound can grow ([T6.1-exponents](#T6.1-exponents)); a line for each norm: $C = 1 - c^2$ in total variation ([LL-critical-window](#LL-critical-window)), others in [LL-frobenius-line](#LL-frobenius-line) and [LL-matrix-max](#LL-matrix-max)",
  ],
  [
    "Theorem 6.2",
    "$o(\\log n)$ entries do not",
    "a floor without randomness ([T6.2-core](#T6.2-core)); no norm measured tells the two apart at a fixed scale ([NA-limit](#NA-limit))",
  ],
  [
    "Discussion after Theorem 6.2",
    "attention is naturally $n^C$-sparse, for any $C$",
    "in total variation if and only if $C > 1 - c^2$ ([LL-critical-window](#LL-critical-window))",
  ],
  ["Claim 7.1", "what a constant and a growing window cost", "choosing the entries costs more than using them"],
  [
    "Figure 2",
    "errors under constant, logarithmic and power windows",
    "as described for independent queries ([F2-power](#F2-power)) and for self-attention with random weights ([F2-random](#F2-random)), not with $W = \\sigma I/\\sqrt d$ ([F2-self](#F2-self))",
  ],
  ["Table 1", "the power window has the least error at equal cost", "it need not ([TB1-minimal](#TB1-minimal))"],
  [
    "Proposition 7.2",
    "for every constant window a growing one has less error",
    "at equal cost scale and norm decide ([P7.2-literal](#P7.2-literal)); the best window for a budget ([P7.2-optimal](#P7.2-optimal)) and when it grows ([P7.2-criterion](#P7.2-criterion))",
  ],
  [
    "Table 2",
    "LongBench scores favour growing windows",
    "scores that await an explanation ([TB2-same-scores](#TB2-same-scores))",
  ],
  [
    "Takeaway 1",
    "high precision relieves collapse",
    "a format is a threshold for entries; float32 suffices ([TA1-threshold](#TA1-threshold))",
  ],
  [
    "Takeaway 2",
    "a large constant window is a safe choice",
    "up to a length that the scale sets ([TA2-insurance](#TA2-insurance))",
  ],
];

/** A row a result: the item, its statement, the verdict in words, and the statement in its place. */
export function mainResultsTable(): string[][] {
  return MAIN_RESULTS.map(([label, statement, sharper]) => [label, statement, VERDICTS[label]![0], sharper]);
}
