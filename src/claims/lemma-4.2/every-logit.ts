import { frobeniusNorm, spectralNorm, symmetricPart, trace } from "../../attention/weights.js";
import { everyLogitBound, logitBound } from "../../bounds/lemma-4.2.js";
import { boundClaim, type FailureCount, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFormula } from "ncsparse-kit/claims/display";
import { againstBound, mapDraws } from "ncsparse-kit/claims/measure";
import { diagonalExceeds, holdsPower } from "ncsparse-kit/claims/power";
import { normalTail } from "ncsparse-kit/probability";
import {
  CONTROL_CELL,
  CONTROL_GRID,
  DELTA,
  DIMENSION,
  DRAWS,
  GAUSSIAN_GRID,
  extremes,
  ISOTROPIC_GRID,
  matrixCell,
  setupOf,
  type Extremes,
  type MatrixCell,
} from "./samples.js";
import { FAILURE_RULE, GAUSSIAN_HYPOTHESES, LOGIT_SCALE } from "./words.js";
import { everyLogitChart, literalChart } from "./figures.js";
import { formatNumber } from "ncsparse-kit/claims/format";

const LITERAL_POWER_HOW =
  "exact: $\\max_i z_{ii} = \\sqrt d\\,R^2$ when $W = I/\\sqrt d$, which exceeds $R\\,\\ell$ iff the largest of $n$ chi-square variables exceeds $\\ell^2$";

/** With its term the statement fails in 6 of 1,000 draws, against the 100 allowed: 640 draws tell with near certainty. */
const TRUE_DRAWS = 640;
const TRUE_CELL = matrixCell("gaussian", "I/√d", 64);

/** Pr[max_i z_ii > R l] at the control's cell: z_ii = chi^2/sqrt(d) and R^2 = max chi^2 / d. */
function literalFails(level: number): number {
  return diagonalExceeds((level * level) / Math.sqrt(DIMENSION), CONTROL_CELL.n, DIMENSION);
}

/** `ours`: every logit, diagonal included, within lam'. */
export const everyLogit: Claim = boundClaim({
  id: "L4.2-every",
  item: "Lemma 4.2, Part 1 (= D.3, D.4)",
  restates: { label: "Lemma 4.2", relation: "corrected" },
  title: "Every logit, diagonal included, is bounded by λ′",
  provenance: "ours",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope: "Gaussian input of unit variance; $\\delta$ is split between the off-diagonal and the diagonal event.",
  statement:
    "With probability at least $1-\\delta$, for **all** $i, j$ at once, $|z_{ij}| \\le \\lambda'$: the larger of the off-diagonal level at $\\delta/2$ and the diagonal's mean plus its deviation at $\\delta/2$.",
  bound: fromFormula("\\lambda'", everyLogitBound),
  ...FAILURE_RULE,
  reason: "The two events of Part 1 and of the diagonal's lemma, each at $\\delta/2$.",
  useScale: LOGIT_SCALE,
  grid: GAUSSIAN_GRID,
  law: (cell, context) => {
    const { weights } = setupOf(cell, context.seed);
    const symmetric = symmetricPart(weights);
    const norms = { trW: trace(weights), frobenius: frobeniusNorm(symmetric), spectral: spectralNorm(symmetric) };
    return (R) => everyLogitBound.evaluate({ R, n: cell.n, delta: DELTA, ...norms });
  },
  measure: measureLargest,
  caption: "The largest of all logits, diagonal included, and $\\lambda'$ at the median $R$.",
  chart: everyLogitChart,
  control: {
    statement: "Without the diagonal's own term: $|z_{ij}| \\le R\\,\\ell(n^2,\\delta)$ for all $i, j$.",
    power: () => literalFails(logitBound.evaluate({ R: 1, n: CONTROL_CELL.n, delta: DELTA })),
    how: LITERAL_POWER_HOW,
    grid: CONTROL_GRID,
    law: offDiagonalLevel,
  },
});

/** The paper's wording "for all i1, i2" includes i1 = i2, where the logit's mean is not 0. */
export const literal: Claim = boundClaim({
  id: "L4.2-literal",
  item: "Lemma 4.2, Part 1, in its informal form",
  restates: { label: "Lemma 4.2", relation: "read literally" },
  title: "“∀ i₁, i₂ ∈ [n]”, diagonal included, with no term added",
  provenance: "reconstructed",
  hypotheses: GAUSSIAN_HYPOTHESES,
  scope:
    "Self-attention with $W = I/\\sqrt d$, $d = 64$: the diagonal's mean is $\\operatorname{tr} W = 8$. The quantifier, $\\forall i_1, i_2 \\in [n]$, is the paper’s; the level is restated here without the additive term that its Remark D.5 says is omitted, and with $R = \\max_i\\sigma_i$, which is ours: with $B^2\\lVert W\\rVert_F$ and a bound $B$ on all entries of Gaussian input the level is several times as large and is not broken here. Lemma D.4, the formal version, speaks of “a sufficient large constant” besides, whose place is lost; the constant here is the union bound’s, and a factor 2.4 would cover these cells.",
  statement:
    "With probability at least $1-\\delta$, for all $i$ and $j$, **including $i = j$**, $|z_{ij}| \\le R\\,\\ell(n^2,\\delta)$, with nothing added.",
  bound: fromFormula("\\lambda", logitBound),
  ...FAILURE_RULE,
  expects: "violated",
  reason:
    "The diagonal logit is not centred: its mean is $\\operatorname{tr} W$, about $\\sqrt d$ times the off-diagonal scale. Remark D.5 of the paper admits that the informal lemma omits “the additional terms of each upper bound since such terms are trivially some constants”: so the literal reading fails and the remark covers it, if that term holds $\\operatorname{tr} W$. It drops out of the softmax (Fact B.1) only where it is the same for all entries of a row, and this one stands on the diagonal alone.",
  grid: ISOTROPIC_GRID,
  law: offDiagonalLevel,
  measure: (cell, context, role, level) =>
    measureLargest(cell, context, role, level, role === "claim" ? DRAWS : TRUE_DRAWS),
  finding: ({ cells, draws }) =>
    `Read literally, “$\\forall i_1, i_2 \\in [n]$” includes the diagonal, and without an additive term the lemma then fails in ${formatNumber(cells.reduce((sum, cell) => sum + cell.failures!, 0))} of ${formatNumber(draws)} draws: a diagonal logit has mean $\\operatorname{tr} W$, not 0. Remark D.5 of the paper says that such a term is omitted; with $\\operatorname{tr} W$ for it the statement holds.`,
  caption:
    "The same logits against $\\lambda = R\\,\\ell(n^2,\\delta)$, which speaks only of $i \\ne j$: it lies below what was measured in every draw, because the largest logit stands on the diagonal.",
  chart: literalChart,
  control: {
    expects: "holds",
    statement:
      "With the additive term that Remark D.5 of the paper speaks of, $\\operatorname{tr} W$: for all $i$ and $j$, including $i = j$, $|z_{ij}| \\le \\operatorname{tr} W + R\\,\\ell(n^2,\\delta)$.",
    power: () => holdsPower({ draws: TRUE_DRAWS, failure: withTraceFails(TRUE_CELL.n), delta: DELTA }),
    how: "exact for the diagonal, on which $\\max_i z_{ii} = \\sqrt d\\,R^2$; off it a union bound at $R \\le 2$; then the binomial law of the failing draws",
    grid: TRUE_CELL,
    law: (cell, context) => {
      const added = trace(setupOf(cell, context.seed).weights);
      const level = offDiagonalLevel(cell);
      return (R) => added + level(R);
    },
  },
});

/** A level of a draw's logits, given its R. */
type Level = (R: number) => number;

/** The level that speaks of i != j alone. */
function offDiagonalLevel({ n }: MatrixCell): Level {
  return (R) => logitBound.evaluate({ R, n, delta: DELTA });
}

/** The largest of all logits, diagonal included, against a level. */
function measureLargest(cell: MatrixCell, context: Context, role: Role, level: Level, draws = DRAWS): FailureCount {
  const columns = extremes(cell, context, role, draws);
  const lnValue = mapDraws(draws, (draw) => Math.log(largestLogit(columns, draw)));
  const lnBound = columns.rowScale.map((R) => Math.log(level(R)));
  return againstBound({ lnValue, lnBound, delta: DELTA, trivial: null, at: { R: columns.rowScale } });
}

/** At most Pr[some |z_ij| > tr W + R l] for W = I/sqrt(d): sqrt(d) R^2 > sqrt(d) + R l on the diagonal. */
function withTraceFails(n: number): number {
  const level = logitBound.evaluate({ R: 1, n, delta: DELTA });
  const root = Math.sqrt(DIMENSION);
  const critical = (level + Math.sqrt(level * level + 4 * DIMENSION)) / (2 * root);
  const diagonal = diagonalExceeds(root * critical * critical, n, DIMENSION);
  const atMostTwo = diagonalExceeds(root * 4, n, DIMENSION);
  return diagonal + atMostTwo + 2 * n * n * normalTail(level + root / 2);
}

/** The largest |z_ij| of a draw, diagonal included. */
export function largestLogit({ inLargestScale, rowScale, diagonal }: Extremes, draw: number): number {
  return Math.max(inLargestScale[draw]! * rowScale[draw]!, diagonal[draw]!);
}
