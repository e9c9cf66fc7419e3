/** What the claims about a window's largest error have in common: everything but the bound and the measured column. */
import { boundClaim, type FailureCount, type Role, type Wording } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { againstBound, mapDraws } from "ncsparse-kit/claims/measure";
import {
  CONTROL_CELL,
  DELTA,
  DRAWS,
  largestLevel,
  sampleAtScale,
  windowColumns,
  windowOf,
  type ScaleSample,
  type WindowCell,
} from "./samples.js";
import { diagonalExceedsKept, KEPT_HOW } from "./power.js";
import type { WindowColumns } from "../../experiments/window-extremes.js";

export const HYPOTHESES: readonly string[] = [
  "Self-attention, diagonal included; entries of $X$ independent $N(0,1)$, $d = 64$.",
  "$W = s\\,I/\\sqrt d$, fixed before $X$ is drawn.",
];

export const FAILURE_RULE: { readonly delta: number; readonly rule: string } = {
  delta: DELTA,
  rule: "A draw fails if any of its $n$ rows does; the Clopper–Pearson interval, each end at 99.9995 %, must lie at or below $\\delta = 0.1$.",
};

export const ENTRY_SCALE = "entry to entry, at the measured 90 % quantile over draws of the largest of all rows";

/** A bound on the largest entry of a matrix, as a claim about its draws. */
export interface WindowBound extends Omit<Wording<WindowCell>, "hypotheses" | "rule"> {
  /** ln of the largest entry, one value a draw. */
  lnValue: (columns: WindowColumns) => Float64Array;
  lnBound: LnLevel;
  trivial: (n: number, k: number) => number;
  control: FalseBound;
}

/** What a bound reads at one draw. */
export interface BoundPoint {
  n: number;
  k: number;
  R: number;
  lambda: number;
  lambdaAll: number;
}

/** ln of a bound, true or false, at one draw. */
type LnLevel = (at: BoundPoint) => number;

/** A bound that is too small. */
export interface FalseBound {
  statement: string;
  cell?: WindowCell;
  /** ln of it, from what the true bound reads. */
  lnLevel: LnLevel;
  /** A lower bound on the probability that a draw exceeds it. */
  power: (cell: { n: number; s: number; k: number }) => number;
  how: string;
}

/** How much of lambda' a kept entry's false bound has. */
const TENTH = 0.1;

/** e^(lambda' / 10) / k, and the probability that row 1 exceeds it. */
export function tenthOfLevel(): Pick<FalseBound, "lnLevel" | "power" | "how"> {
  return {
    lnLevel: ({ k, lambdaAll }) => TENTH * lambdaAll - Math.log(k),
    power: ({ n, s, k }) => diagonalExceedsKept({ n, s, k }, Math.exp(TENTH * largestLevel(n, s)) / k),
    how: KEPT_HOW,
  };
}

export function windowBound({ lnValue, lnBound, trivial, control, ...words }: WindowBound): Claim {
  const controlCell = control.cell ?? CONTROL_CELL;
  const measure = (cell: WindowCell, context: Context, role: Role, lnLevel: LnLevel): FailureCount => {
    const { n, s } = cell;
    const k = windowOf(cell);
    const sample = sampleAtScale(n, s, context, role);
    return againstBound({
      lnValue: lnValue(windowColumns({ n, s, k }, context, role)),
      lnBound: mapDraws(DRAWS, (draw) => lnLevel(pointAt(sample, n, k, draw))),
      delta: DELTA,
      trivial: trivial(n, k),
      at: { R: sample.rowScale },
    });
  };
  return boundClaim({
    ...words,
    ...FAILURE_RULE,
    hypotheses: HYPOTHESES,
    useScale: ENTRY_SCALE,
    law: () => lnBound,
    measure,
    control: {
      statement: control.statement,
      power: () => {
        const { n, s } = controlCell;
        return { value: control.power({ n, s, k: windowOf(controlCell) }), how: control.how };
      },
      grid: controlCell,
      law: () => control.lnLevel,
    },
  });
}

/** What a bound reads at a draw. */
function pointAt(sample: ScaleSample, n: number, k: number, draw: number): BoundPoint {
  return {
    n,
    k,
    R: sample.rowScale[draw]!,
    lambda: sample.levelOffDiagonal[draw]!,
    lambdaAll: sample.levelOfAll[draw]!,
  };
}
