/** Proposition 7.2 at equal cost: where some power of the length beats the constant window, and where none does. */
import type { Weighting, WindowShape } from "../../experiments/index.js";
import type { Claim } from "ncsparse-kit/claims/claim";
import { formatNumber } from "ncsparse-kit/claims/format";
import type { JudgedClaim } from "ncsparse-kit/claims/result";
import { mapClaim, mapLine, type StrategyControl } from "./map-claim.js";
import { CONSTANT, ROW_NORMS, SCALES } from "./samples.js";

const QUARTER: WindowShape = { kind: "power", C: 0.25 };
const SLIGHT: WindowShape = { kind: "power", C: 0.02 };

/** Near a claim that a power wins: one that does not where logits are nearly equal. */
const alsoAtSmallScales = (statement: string): StrategyControl => ({
  statement,
  shape: QUARTER,
  against: CONSTANT,
  weighting: "rows",
});

/** Near a claim that none wins: one wins over a constant window that is a little cheaper. */
const cheaperConstant = (weighting: Weighting, against: number): StrategyControl => ({
  statement: `Nor, at $\\sigma = 1/4$, does $\\alpha n^{0.02}$ of that cost have a smaller row $l_2$ error than a constant window of ${against} entries.`,
  shape: SLIGHT,
  against,
  weighting,
});

const AT_EQUAL_COST = "Proposition 7.2 at equal cost";

export const literalProposition: Claim = mapClaim({
  id: "P7.2-literal",
  item: "Proposition 7.2, read at equal cost",
  restates: { label: "Proposition 7.2", relation: "in one reading" },
  title: "“Performs lower approximating error”: at equal cost and $\\sigma = 1$, in every setting",
  provenance: "reconstructed",
  statement:
    "For the constant window $k_0 = 32$ there is a window $k = \\alpha n^C$ of equal cost (one of seven $C$ from 0.02 to 3/4) of lower mean error at $\\sigma = 1$: in cross-attention, in self-attention with $W = I/\\sqrt d$ and with random weights, in total variation and row $l_2$, with each length or each row weighted equally.",
  sign: "positive",
  expects: "violated",
  reason:
    "Without the own key the optimum at $\\sigma = 1$ does not grow with the length: $\\sigma$ is below the hazard $h(t)$. The proposition names no cost, and without one it is trivially true; its remark says that a dynamic window is “provably performs more efficient and higher performance”, which is a comparison at equal cost. The paper's weights and norm are lost, so that all readings are tested.",
  grid: (["cross", "self", "random"] as const).flatMap((attention) =>
    (["total variation", "row l2"] as const).flatMap((norm) =>
      (["lengths", "rows"] as const).flatMap((weighting) => mapLine(attention, norm, weighting, [1])),
    ),
  ),
  finding: literalFinding,
  caption:
    "Advantage of the best of seven powers over $k_0 = 32$ at $\\sigma = 1$: below 0 in every setting but self-attention with $W = I/\\sqrt d$ in row $l_2$ with rows weighted equally.",
  control: {
    statement:
      "In cross-attention at $\\sigma = 1/4$, with each row weighted equally, $\\alpha n^{0.02}$ of the cost of 32 entries has a smaller row $l_2$ error than a constant window of 31.",
    shape: SLIGHT,
    against: CONSTANT - 1,
    weighting: "rows",
    expects: "holds",
  },
});

function literalFinding({ cells }: JudgedClaim): string {
  const losses = cells.filter(({ outcome }) => outcome === "violated").map(({ estimate }) => -100 * estimate.value);
  const most = formatNumber(Math.max(...losses));
  return `Whether the paper’s Proposition 7.2 holds at equal cost cannot be told from its surviving text, as scale, norm and weights are lost and decide it: at $\\sigma = 1$ the best of seven powers of $n$ mostly has more error than the constant window, in total variation and row $\\ell_2$ by up to ${most} %; where rows count equally and logits are large, a power wins in these two norms.`;
}

export const noneByLengths: Claim = mapClaim({
  id: "P7.2-lengths",
  item: AT_EQUAL_COST,
  title: "With lengths weighted equally, none of seven powers wins without the own key’s logit",
  provenance: "ours",
  statement:
    "In cross-attention, with each length weighted equally, none of $k = \\alpha n^C$, $C = 0.02, \\dots, 3/4$, has a smaller error than the constant window of equal cost: in total variation, row $l_2$ and $\\lVert\\cdot\\rVert_F/n$, for $\\sigma = 1/4, \\dots, 8$. Nor in self-attention with random weights, in row $l_2$ at $\\sigma = 1$ and 4.",
  sign: "negative",
  reason:
    "A row at $n = 2^{13}$ counts as a 32nd of a row at $2^8$ and costs as much: entries are best spent on short lengths, and a growing window spends them on long ones.",
  grid: [
    ...ROW_NORMS.flatMap((norm) => mapLine("cross", norm, "lengths", SCALES)),
    ...mapLine("random", "row l2", "lengths", [1, 4]),
  ],
  caption: "Advantage of the best power over the constant window with lengths weighted equally: negative throughout.",
  control: cheaperConstant("lengths", CONSTANT - 2),
});

export const noneByRows: Claim = mapClaim({
  id: "P7.2-rows-small",
  item: AT_EQUAL_COST,
  title: "With rows weighted equally, none of seven powers wins at small scales",
  provenance: "ours",
  statement:
    "In cross-attention, with each row weighted equally, none of the seven powers has a smaller error than the constant window of equal cost: in total variation for $\\sigma \\le 2$, in row $l_2$ for $\\sigma \\le 1$, in $\\lVert\\cdot\\rVert_F/n$ for $\\sigma \\le 4$. Nor in self-attention with random weights at $\\sigma = 1$, in total variation and row $l_2$.",
  sign: "negative",
  reason:
    "At equal logits the constant window is the optimum; in total variation a growing window pays once $\\sigma$ exceeds the hazard $h(t)$, about 2.7 here.",
  grid: [
    ...mapLine("cross", "total variation", "rows", [0.25, 0.5, 1, 2]),
    ...mapLine("cross", "row l2", "rows", [0.25, 0.5, 1]),
    ...mapLine("cross", "Frobenius / n", "rows", [0.25, 0.5, 1, 2, 4]),
    ...mapLine("random", "total variation", "rows", [1]),
    ...mapLine("random", "row l2", "rows", [1]),
  ],
  caption:
    "Advantage of the best power over the constant window with rows weighted equally: below 0, by less than a tenth of a percent in total variation and row $l_2$, where the best is the slowest growth, $C = 0.02$.",
  control: cheaperConstant("rows", CONSTANT - 1),
});

export const slightByRows: Claim = mapClaim({
  id: "P7.2-rows-middle",
  item: AT_EQUAL_COST,
  title:
    "With rows weighted equally, a small power wins from $\\sigma = 2$ on in row $l_2$, from 4 on in total variation",
  provenance: "ours",
  statement:
    "In cross-attention, with each row weighted equally, one of the seven powers has a smaller error than the constant window of equal cost: in row $l_2$ at $\\sigma = 2$ and 4, in total variation at 4. In self-attention with random weights, too, in both norms at $\\sigma = 4$.",
  sign: "positive",
  reason:
    "$\\sigma = 4$ exceeds the hazard $h(t)$, about 2.7 here. In row $l_2$, where what is kept enters by its square, the balance tips earlier; a pilot with another seed had the gain of $C = 0.02$ at $\\sigma = 2$ at a hundredth of a percent, twice its interval.",
  grid: [
    ...mapLine("cross", "row l2", "rows", [2, 4]),
    ...mapLine("cross", "total variation", "rows", [4]),
    ...mapLine("random", "row l2", "rows", [4]),
    ...mapLine("random", "total variation", "rows", [4]),
  ],
  caption:
    "Advantage of the best of seven powers with rows weighted equally: 0.01 % at $\\sigma = 2$, under a percent at 4, at small $C$; of the three powers of the paper’s Figure 2, only $C = 1/4$ comes near.",
  control: alsoAtSmallScales("Also for $C = 1/4$ at $\\sigma = 1/4$, in row $l_2$."),
});

export const winsByRows: Claim = mapClaim({
  id: "P7.2-rows-large",
  item: AT_EQUAL_COST,
  title: "With rows weighted equally, a power wins at large scales",
  provenance: "ours",
  statement:
    "In cross-attention at $\\sigma = 8$, with each row weighted equally, one of the seven powers has a smaller error than the constant window of equal cost, in total variation and row $l_2$.",
  sign: "positive",
  reason: "Where $\\sigma > h(t)$, an entry kept in a long row saves more than one in a short row.",
  grid: [...mapLine("cross", "total variation", "rows", [8]), ...mapLine("cross", "row l2", "rows", [8])],
  caption: "Advantage of the best power at $\\sigma = 8$, rows weighted equally: some percent.",
  control: alsoAtSmallScales("Also for $C = 1/4$ at $\\sigma = 1/4$, in row $l_2$."),
});

export const winsInSelf: Claim = mapClaim({
  id: "P7.2-self",
  item: AT_EQUAL_COST,
  title: "Self-attention with $W = \\sigma I/\\sqrt d$ favours growing windows earlier",
  provenance: "ours",
  statement:
    "In self-attention with $W = \\sigma I/\\sqrt d$, with each row weighted equally, one of the seven powers has a smaller error than the constant window of equal cost: in row $l_2$ at $\\sigma = 1$ and 2, in total variation at 2.",
  sign: "positive",
  reason:
    "The own key's logit, about $8\\sigma$, holds a short row's mass: what is left to gain lies in the long rows.",
  grid: [...mapLine("self", "row l2", "rows", [1, 2]), ...mapLine("self", "total variation", "rows", [2])],
  caption:
    "Advantage of the best power in self-attention with $W = \\sigma I/\\sqrt d$, rows weighted equally: about a percent or less, and above 0.",
  control: alsoAtSmallScales("Also for $C = 1/4$ at $\\sigma = 1/4$ in cross-attention, in row $l_2$."),
});
