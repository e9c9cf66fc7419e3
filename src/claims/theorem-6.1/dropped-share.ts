import { inequalityClaim, type MeasuredExcess, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromTex } from "ncsparse-kit/claims/display";
import { quantileInterval } from "ncsparse-kit/probability";
import { ULP } from "ncsparse-kit/claims/rounding";
import type { BoundDisplay } from "ncsparse-kit/claims/result";
import { tailChart } from "./figures.js";
import { keptShareBelow, KEPT_HOW } from "./power.js";
import { CONTROL_CELL, DELTA, DRAWS, GRID, windowColumns, windowOf, type WindowCell } from "./samples.js";
import { HYPOTHESES } from "./window-bound.js";

/** What the controls say of the dropped share. */
const FALSE_FACTOR = 2 / 3;

/** The two parts say the same of a row: its dropped mass 1 - m is at most a share of 1. */
function vacuousPart(spec: {
  id: string;
  item: string;
  title: string;
  statement: string;
  bound: BoundDisplay;
  reason: string;
  falseStatement: string;
}): Claim {
  return inequalityClaim({
    ...spec,
    restates: "Lemma E.3",
    provenance: "reconstructed",
    hypotheses: HYPOTHESES,
    scope: "Every row and every window $1 \\le k \\le n-1$; no event is needed.",
    rule: "$\\ln(1-m_k)$ of the worst row of 160 matrices must not exceed the rounding error of the row's sum.",
    reason: spec.reason,
    useScale: "the largest share of a row's sum that is dropped; the trivial bound is 1",
    grid: GRID,
    law: () => 1,
    measure: measureTail,
    caption:
      "The largest dropped share $1 - m_k$ of all rows (points, 90 % quantile over 160 matrices), the part’s bound 1, and $1 - k/n$, which follows from the top-$k$ choice alone; $n = 512$.",
    chart: (_, context) => tailChart(context),
    control: {
      statement: spec.falseStatement,
      power: () =>
        keptShareBelow({ n: CONTROL_CELL.n, s: CONTROL_CELL.s, k: windowOf(CONTROL_CELL) }, 1 - FALSE_FACTOR),
      how: KEPT_HOW,
      grid: CONTROL_CELL,
      law: () => FALSE_FACTOR,
    },
  });
}

/** The worst dropped share of all rows and draws against a bound on it. */
function measureTail(cell: WindowCell, context: Context, role: Role, bound: number): MeasuredExcess {
  const { lnTail } = windowColumns({ n: cell.n, s: cell.s, k: windowOf(cell) }, context, role);
  const measured = quantileInterval(lnTail, 1 - DELTA);
  return {
    draws: DRAWS,
    excess: lnTail.reduce((a, b) => Math.max(a, b)) - Math.log(bound),
    roundingBound: (cell.n + 4) * ULP, // a sum of n positive terms, n exponentials and a division
    comparison: {
      measured: { value: Math.exp(measured.value), low: Math.exp(measured.low), high: Math.exp(measured.high) },
      bound,
      trivial: 1,
    },
  };
}

/** Part 2 `reconstructed`: |D - D_spar| <= D. */
export const part2: Claim = vacuousPart({
  id: "E3-part2",
  item: "Lemma E.3, Part 2",
  title: "The kept sum is near the row sum: true, and vacuous",
  statement: "$|D_{ii} - D_{\\text{spar},ii}| \\le D_{ii}$ in every row.",
  bound: fromTex("|D_{ii} - D_{\\text{spar},ii}| \\le D_{ii}"),
  reason:
    "Some entries of a row sum to at most all of them. As reconstructed the part holds and says no more than that: what it bounds, $1-m_k$, is at most $1 - k/n$ for any row.",
  falseStatement: "With a factor two thirds: $|D_{ii} - D_{\\text{spar},ii}| \\le \\tfrac23 D_{ii}$ in every row.",
});

/** Part 3 `reconstructed`: |1/D_spar - 1/D| <= 1/D_spar. */
export const part3: Claim = vacuousPart({
  id: "E3-part3",
  item: "Lemma E.3, Part 3",
  title: "The normalisers’ inverses are near: true, and vacuous",
  statement: "$|1/D_{\\text{spar},ii} - 1/D_{ii}| \\le 1/D_{\\text{spar},ii}$ in every row.",
  bound: fromTex("|1/D_{\\text{spar},ii} - 1/D_{ii}| \\le 1/D_{\\text{spar},ii}"),
  reason:
    "The difference is $1/D_{\\text{spar}}$ times $1 - m_k$: divided by its bound it is the same dropped share as in Part 2.",
  falseStatement:
    "With a factor two thirds: $|1/D_{\\text{spar},ii} - 1/D_{ii}| \\le 2/(3D_{\\text{spar},ii})$ in every row.",
});
