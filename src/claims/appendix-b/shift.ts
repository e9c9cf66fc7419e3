import { softmax } from "../../attention/softmax.js";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { ULP } from "ncsparse-kit/claims/rounding";

type ShiftCell = { readonly logits: "normal" | "dyadic"; readonly c: number };

const N = 64;
const ROWS = 20;
/** Dyadic logits are multiples of this: added to integers below 2^31 they stay exact. */
const GRAIN = 2 ** -20;

const NORMAL = [1, -100, 1e3, -1e6, 1e9, 1e12].map((c): ShiftCell => ({ logits: "normal", c }));
const DYADIC = [1, -740, 2 ** 31].map((c): ShiftCell => ({ logits: "dyadic", c }));
const CELLS: readonly ShiftCell[] = [...NORMAL, ...DYADIC];
const CONTROL: readonly ShiftCell[] = [{ logits: "dyadic", c: GRAIN }];

/** The logits u shifted by c. */
type Shift = (u: Float64Array, c: number) => Float64Array;

const shiftAll: Shift = (u, c) => u.map((x) => x + c);
const shiftAllButOne: Shift = (u, c) => u.map((x, j) => (j === 0 ? x : x + c));

/**
 * What rounding can make of equality: u_j + c is rounded once, to half a unit of |u_j + c|, and a perturbation of all
 * logits by h moves ln p_j by at most 2h; either softmax adds its own n additions and some exponentials. Nothing at all
 * where u_j + c is exact: then the differences to the largest logit are the same doubles.
 */
function roundingBound({ logits, c }: ShiftCell, largest: number): number {
  return logits === "dyadic" ? 0 : ULP * (Math.abs(c) + largest) + 2 * (N + 16 + 2 * largest) * ULP;
}

/** The largest |ln p_j(u + c) - ln p_j(u)| of any row. */
function measureShift(cell: ShiftCell, context: Context, role: string, shifted: Shift): MeasuredExcess {
  const source = stream(context.seed, "B.1-shift", role, cell.logits, cell.c);
  const u = new Float64Array(N);
  let [gap, largest] = [0, 0];
  for (let row = 0; row < ROWS; row++) {
    drawInputs(source, "gaussian", u);
    if (cell.logits === "dyadic") u.forEach((x, j) => (u[j] = GRAIN * Math.round(x / GRAIN)));
    const p = softmax(u);
    const q = softmax(shifted(u, cell.c));
    for (let j = 0; j < N; j++) {
      gap = Math.max(gap, Math.abs(Math.log(q[j]! / p[j]!)));
      largest = Math.max(largest, Math.abs(u[j]!));
    }
  }
  const bound = roundingBound(cell, largest);
  return {
    draws: ROWS,
    excess: gap,
    roundingBound: bound,
    note: gap === 0 ? "bit for bit" : `${Math.round(gap / ULP).toLocaleString("en-US")} units of the last place`,
  };
}

/** B.1, in float64. */
export const shift: Claim = inequalityClaim({
  id: "B.1-shift",
  restates: "Fact B.1",
  title: "A common shift of a row’s logits changes nothing",
  provenance: "stated",
  hypotheses: ["$u \\in \\mathbb R^n$, $c \\in \\mathbb R$."],
  scope:
    "An identity. In float64 a shift by $c$ rounds the logits to units of $|c|$, which is all that may be seen of it; where $u + c\\mathbf 1$ is exact, nothing may.",
  statement: "$\\operatorname{softmax}(u + c\\mathbf 1) = \\operatorname{softmax}(u)$.",
  bound: fromFunction("softmax", "\\operatorname{softmax}(u + c\\mathbf 1) = \\operatorname{softmax}(u)"),
  rule: "The largest $|\\ln p_j(u + c\\mathbf 1) - \\ln p_j(u)|$ over 20 rows of 64 logits must not exceed what rounding $u_j + c$ once makes of it, $2^{-52}(|c| + \\max|u_j|)$, and the rounding of the two sums; for logits that are multiples of $2^{-20}$ it must be 0.",
  reason: "$e^c$ cancels; the library takes out the largest logit before it exponentiates.",
  grid: CELLS,
  law: () => shiftAll,
  measure: measureShift,
  caption:
    "The largest change of $\\ln p_j$ under a shift by $c$, over 20 rows of normal logits, and the bound that the rounding of $u_j + c$ gives. At $c = 10^{12}$ a logit keeps four decimals, and so does $\\ln p_j$.",
  chart: (_, context) => shiftChart(context),
  control: {
    statement: "With one logit left out of the common shift, by $c = 2^{-20}$ only: nothing changes.",
    power: certain(
      "$\\ln p_1$ falls by $2^{-20}(1 - p_1)$, half of $2^{-20}$ at least in a row with $p_1 \\le 1/2$, and the rule allows nothing",
    ),
    grid: CONTROL,
    law: () => shiftAllButOne,
  },
});

function shiftChart(context: Context): ChartSpec {
  const shifts = Array.from({ length: 14 }, (_, i) => 8 ** i);
  const found = shifts.map((c) => {
    const cell = { logits: "normal", c } as const;
    const measured = measureShift(cell, context, "figure", shiftAll);
    return { c, measured };
  });
  const points = (y: (m: MeasuredExcess) => number) => found.map(({ c, measured }) => ({ x: c, y: y(measured) }));
  return boundChart({
    series: [
      { kind: "bound", label: "rounding", points: points((m) => m.roundingBound) },
      { kind: "measured", label: "measured", points: points((m) => Math.max(m.excess, ULP / 2)) },
    ],
    x: { title: "shift $c$", scale: "log" },
    y: { title: "largest change of ln $p_j$", scale: "log" },
    height: 230,
    description:
      "The change of ln p under a shift c grows like c times the unit roundoff, below its bound, for c from 1 to 5e11.",
  });
}
