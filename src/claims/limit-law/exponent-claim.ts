/** The two forms of a claim on an exponent: measured rows against the finite-n law, and that law against its limit. */
import { rowScale } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";
import type { ChartSpec } from "ncsparse-kit/figures";
import { defineClaim, type Claim, type Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly, minus } from "ncsparse-kit/claims/intervals";
import type { ClaimResult, JudgedClaim, Profile } from "ncsparse-kit/claims/result";
import { QUANTITIES, type QuantityName } from "./quantities.js";
import { ROWS } from "./rows.js";
import { lawSecant, measuredSecant, SECANT_POWER_HOW, secantPower, type ExponentCell } from "./secant.js";
import { SCALING_HYPOTHESIS } from "./words.js";

/** Medians of quantities that single entries carry stray by about one nat, which is .0025 between 10^20 and 10^200. */
export const SECANT_TOLERANCE = 0.005;

export interface MeasuredExponent {
  readonly id: string;
  readonly title: string;
  readonly item?: string;
  readonly statement: string;
  readonly scope: string;
  /** TeX of the finite-n law. */
  readonly law: string;
  readonly reason: string;
  readonly grid: Readonly<Record<Profile, readonly ExponentCell[]>>;
  readonly figure: {
    readonly caption: string;
    readonly chart: (result: ClaimResult, context: Context) => ChartSpec;
  };
  readonly control: {
    readonly statement: string;
    readonly cell: ExponentCell;
    readonly exponent: number;
  };
  readonly finding?: (result: JudgedClaim) => string;
}

/** The measured exponent between two lengths is the finite-n law's. */
export function measuredExponent(spec: MeasuredExponent): Claim {
  const { control } = spec;
  return defineClaim<ExponentCell, ExponentCell>({
    id: spec.id,
    item: spec.item ?? "none",
    restates: null,
    title: spec.title,
    provenance: "ours",
    hypotheses: [SCALING_HYPOTHESIS],
    scope: spec.scope,
    statement: spec.statement,
    bound: fromFunction("typicalRow", spec.law),
    rule: {
      kind: "difference",
      tolerance: SECANT_TOLERANCE,
      text: `The exponent between two lengths of the median over ${ROWS.toLocaleString("en-US")} rows at each, its interval wider by the error that the sampler states, minus the finite-$n$ law’s between the same lengths: the interval must lie within $0 \\pm ${SECANT_TOLERANCE}$.`,
    },
    expected: { outcome: "holds", reason: spec.reason },
    useScale: null,
    grid: spec.grid,
    measure: (cell, context) => ({
      rule: "difference",
      draws: 2 * ROWS,
      difference: minus(measuredSecant(cell, context, "claim"), lawSecant(cell)),
    }),
    ...(spec.finding ? { finding: spec.finding } : {}),
    figure: spec.figure,
    control: {
      statement: control.statement,
      power: () => ({
        value: secantPower(control.exponent - lawSecant(control.cell), SECANT_TOLERANCE, control.cell.n, ROWS),
        how: SECANT_POWER_HOW,
      }),
      grid: { quick: [control.cell], full: [control.cell] },
      measure: (cell, context) => ({
        rule: "difference",
        draws: 2 * ROWS,
        difference: minus(measuredSecant(cell, context, "control"), control.exponent),
      }),
    },
  });
}

/** A cell of a limit's claim. */
export type LimitCell = { readonly quantity: QuantityName; readonly c: number; readonly C: number };

/** ln n from and to which the law's exponent is taken: what is left of ln ln n / ln n is below 1e-6. */
const LN_FROM = 1e7;
const LN_TO = 2e7;
/** Three times what the exponent may still be off, with room: a test holds every cell to a third of it. */
const LIMIT_TOLERANCE = 1e-4;

/** The finite-n law's exponent between e^(10^7) and e^(2 10^7), which no draw enters. */
function farExponent({ quantity, c, C }: LimitCell): number {
  const at = (lnN: number): number => QUANTITIES[quantity].law(typicalRow(lnN, rowScale(lnN, c), C * lnN));
  return (at(LN_TO) - at(LN_FROM)) / (LN_TO - LN_FROM);
}

export interface LimitExponent {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly scope: string;
  readonly reason: string;
  readonly bound: { readonly function: string; readonly tex: string };
  readonly cells: readonly LimitCell[];
  readonly figure: MeasuredExponent["figure"];
  readonly control: { readonly statement: string; readonly cell: LimitCell; readonly exponent: number };
  readonly finding?: (result: JudgedClaim) => string;
}

/** The finite-n law's exponent tends to the limit. */
export function limitExponent(spec: LimitExponent): Claim {
  return limitClaim<LimitCell>({
    ...spec,
    difference: (cell) => farExponent(cell) - QUANTITIES[cell.quantity].limit(cell.c, cell.C),
    control: { ...spec.control, difference: (cell) => farExponent(cell) - spec.control.exponent },
  });
}

/** What a deterministic claim on an exponent needs: how far the law is from the limit at a cell. */
export interface DeterministicLimit<P extends Readonly<Record<string, number | string>>> {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly scope: string;
  readonly reason: string;
  readonly bound: { readonly function: string; readonly tex: string };
  readonly cells: readonly P[];
  readonly difference: (cell: P) => number;
  readonly figure: MeasuredExponent["figure"];
  readonly control: { readonly statement: string; readonly cell: P; readonly difference: (cell: P) => number };
  readonly finding?: (result: JudgedClaim) => string;
}

/** A numerical claim without randomness: the law at an ln n so large that what is left of its bias does not matter. */
export function limitClaim<P extends Readonly<Record<string, number | string>>>(spec: DeterministicLimit<P>): Claim {
  const measure = (value: number) => ({ rule: "difference", draws: 0, difference: exactly(value) }) as const;
  return defineClaim<P, P>({
    id: spec.id,
    item: "none",
    restates: null,
    title: spec.title,
    provenance: "ours",
    hypotheses: [SCALING_HYPOTHESIS],
    scope: spec.scope,
    statement: spec.statement,
    bound: fromFunction(spec.bound.function, spec.bound.tex),
    rule: {
      kind: "difference",
      tolerance: LIMIT_TOLERANCE,
      text: "The finite-$n$ law’s value at $\\ln n \\ge 10^7$, minus the limit: within $0 \\pm 10^{-4}$. Nothing is drawn; what $n$ still leaves is below a third of the tolerance.",
    },
    deterministic: true,
    expected: { outcome: "holds", reason: spec.reason },
    useScale: null,
    grid: { quick: spec.cells, full: spec.cells },
    measure: (cell) => measure(spec.difference(cell)),
    ...(spec.finding ? { finding: spec.finding } : {}),
    figure: spec.figure,
    control: {
      statement: spec.control.statement,
      power: () => ({ value: 1, how: "certain: nothing is drawn, and the two exponents differ" }),
      grid: { quick: [spec.control.cell], full: [spec.control.cell] },
      measure: (cell) => measure(spec.control.difference(cell)),
    },
  });
}
