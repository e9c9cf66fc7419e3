/** What the exact tails of Appendix B share: a probability from an exact law, set beside the bound on it. */
import type { CellParameters, ClaimDefinition, Measurement } from "ncsparse-kit/claims/claim";
import { defineClaim, type Claim } from "ncsparse-kit/claims/claim";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";
import type { BoundDisplay, ClaimResult } from "ncsparse-kit/claims/result";
import type { ChartSpec } from "ncsparse-kit/figures";

/** Relative error of the library's exact tails, and of their logarithms where these exceed 1 (`src/kit/probability`). */
const TAIL_ERROR = 1e-12;

/** An exact probability and its bound, in logarithms; -Infinity where nothing is left of the tail. */
export interface TailPair {
  readonly lnTail: number;
  readonly lnBound: number;
}

/** Judge one exact tail against its bound. */
export function measureTail({ lnTail, lnBound }: TailPair): Measurement {
  const tail = Math.exp(lnTail);
  return {
    rule: "inequality",
    draws: 0,
    excess: lnTail - lnBound,
    // The tail's own error; and sixteen roundings for the formula, each as large as a rounding of its logarithm.
    roundingBound: TAIL_ERROR * Math.max(1, Math.abs(lnTail)) + 16 * ULP * Math.max(1, Math.abs(lnBound)),
    comparison: {
      measured: exactly(tail),
      bound: Math.exp(lnBound),
      trivial: 1,
      tightness: Math.exp(lnBound - lnTail),
    },
  };
}

/** What distinguishes the tail bounds; the rest of the claim is the same. */
export interface TailClaim<P extends CellParameters, Q extends CellParameters> {
  readonly id: string;
  readonly item: string;
  readonly restates: Claim["restates"];
  readonly title: string;
  readonly hypotheses: readonly string[];
  readonly scope: string;
  readonly statement: string;
  readonly bound: BoundDisplay;
  readonly proof: string;
  readonly cells: readonly P[];
  readonly pair: (cell: P) => TailPair;
  readonly caption: string;
  readonly chart: (result: ClaimResult) => ChartSpec;
  readonly control: {
    readonly statement: string;
    /** How it is known that the statement fails. */
    readonly how: string;
    readonly cells: readonly Q[];
    readonly pair: (cell: Q) => TailPair;
  };
}

/** A claim without randomness: an exact tail at every cell, the same cells in both profiles. */
export function tailClaim<P extends CellParameters, Q extends CellParameters>(spec: TailClaim<P, Q>): Claim {
  const { cells, control } = spec;
  const definition: ClaimDefinition<P, Q> = {
    id: spec.id,
    item: spec.item,
    restates: spec.restates,
    title: spec.title,
    provenance: "reconstructed",
    hypotheses: spec.hypotheses,
    scope: spec.scope,
    statement: spec.statement,
    bound: spec.bound,
    rule: {
      kind: "inequality",
      text: "$\\ln(\\text{exact probability}) - \\ln(\\text{bound})$ must not exceed the rounding error of the two: $10^{-12}$ of the tail, and a few units of the last place of the bound's exponent.",
    },
    deterministic: true,
    expected: { outcome: "holds", reason: spec.proof },
    useScale: "probability to probability, both exact",
    grid: { quick: cells, full: cells },
    measure: (cell) => measureTail(spec.pair(cell)),
    figure: { caption: spec.caption, chart: spec.chart },
    control: {
      statement: control.statement,
      power: () => ({ value: 1, how: control.how }),
      grid: { quick: control.cells, full: control.cells },
      measure: (cell) => measureTail(control.pair(cell)),
    },
  };
  return defineClaim(definition);
}

/**
 * The least integer that is at least x, where x came from a few roundings: an integer that they have pushed up by some
 * units is taken as itself.
 */
export function leastInteger(x: number): number {
  return Math.ceil(x - 1e-9 * Math.max(1, Math.abs(x)));
}

/** The largest integer that is at most x, with the same tolerance. */
export function largestInteger(x: number): number {
  return -leastInteger(-x);
}

/** ln(e^a + e^b); either may be -Infinity. */
export function lnSum(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
}
