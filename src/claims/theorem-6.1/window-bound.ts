/** What the claims about a window's largest error have in common: everything but the bound and the measured column. */
import { defineClaim, type Claim, type ClaimDefinition } from "ncsparse-kit/claims/claim";
import { againstBound, countDraws, mapDraws } from "ncsparse-kit/claims/measure";
import type { BoundDisplay, JudgedClaim, Profile, Provenance, VerdictRule } from "ncsparse-kit/claims/result";
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

export const FAILURE_RULE: VerdictRule = {
  kind: "failure-rate",
  delta: DELTA,
  text: "A draw fails if any of its $n$ rows does; the Clopper–Pearson interval, each end at 99.999 %, must lie at or below $\\delta = 0.1$.",
};

export const ENTRY_SCALE = "entry to entry, at the measured 90 % quantile over draws of the largest of all rows";

/** A bound on the largest entry of a matrix, as a claim about its draws. */
export interface WindowBound {
  id: string;
  item: string;
  restates: Claim["restates"];
  title: string;
  provenance: Provenance;
  scope: string;
  statement: string;
  bound: BoundDisplay;
  proof: string;
  grid: Readonly<Record<Profile, readonly WindowCell[]>>;
  /** ln of the largest entry, one value a draw. */
  lnValue: (columns: WindowColumns) => Float64Array;
  lnBound: (at: BoundPoint) => number;
  trivial: (n: number, k: number) => number;
  finding?: (result: JudgedClaim) => string;
  figure: ClaimDefinition<WindowCell>["figure"];
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

/** A bound that is too small. */
export interface FalseBound {
  statement: string;
  cell?: WindowCell;
  /** ln of it, from what the true bound reads. */
  lnLevel: (at: BoundPoint) => number;
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

export function windowBound(spec: WindowBound): Claim {
  const { control } = spec;
  const controlCell = control.cell ?? CONTROL_CELL;
  return defineClaim({
    ...spec,
    hypotheses: HYPOTHESES,
    rule: FAILURE_RULE,
    expected: { outcome: "holds", reason: spec.proof },
    useScale: ENTRY_SCALE,
    measure(cell, context) {
      const k = windowOf(cell);
      const sample = sampleAtScale(cell.n, cell.s, context, "claim");
      const lnValue = spec.lnValue(windowColumns({ n: cell.n, s: cell.s, k }, context, "claim"));
      const lnBound = mapDraws(DRAWS, (draw) => spec.lnBound(pointAt(sample, cell.n, k, draw)));
      return againstBound({
        lnValue,
        lnBound,
        delta: DELTA,
        trivial: spec.trivial(cell.n, k),
        at: { R: sample.rowScale },
      });
    },
    control: {
      statement: control.statement,
      power: () => {
        const { n, s } = controlCell;
        const k = windowOf(controlCell);
        return { value: control.power({ n, s, k }), how: control.how };
      },
      grid: { quick: [controlCell], full: [controlCell] },
      measure(cell, context) {
        const k = windowOf(cell);
        const sample = sampleAtScale(cell.n, cell.s, context, "control");
        const lnValue = spec.lnValue(windowColumns({ n: cell.n, s: cell.s, k }, context, "control"));
        const lnLevel = (draw: number): number => control.lnLevel(pointAt(sample, cell.n, k, draw));
        return {
          rule: "failure-rate",
          draws: DRAWS,
          failures: countDraws(DRAWS, (draw) => lnValue[draw]! > lnLevel(draw)),
        };
      },
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
