/** The two forms of a claim on an exponent: measured rows against the finite-n law, and that law against its limit. */
import { rowScale } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";
import {
  certain,
  differenceClaim,
  exactDifferenceClaim,
  type MeasuredDifference,
  type Role,
  type Wording,
} from "ncsparse-kit/claims/kinds";
import type { CellParameters, Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly, minus } from "ncsparse-kit/claims/intervals";
import type { BoundDisplay } from "ncsparse-kit/claims/result";
import { QUANTITIES, type QuantityName } from "./quantities.js";
import { ROWS } from "./rows.js";
import { lawSecant, measuredSecant, SECANT_POWER_HOW, secantPower, type ExponentCell } from "./secant.js";
import { SCALING_HYPOTHESIS } from "./words.js";

/** Medians of quantities that single entries carry stray by about one nat, which is .0025 between 10^20 and 10^200. */
export const SECANT_TOLERANCE = 0.005;

/** What a claim on an exponent says for itself. */
type ExponentWords<P> = Pick<
  Wording<P>,
  "id" | "title" | "item" | "statement" | "scope" | "reason" | "grid" | "caption" | "chart" | "finding"
>;

export interface MeasuredExponent extends ExponentWords<ExponentCell> {
  /** TeX of the finite-n law. */
  readonly tex: string;
  readonly control: { readonly statement: string; readonly grid: ExponentCell; readonly exponent: number };
}

/** The measured exponent between two lengths is the finite-n law's. */
export function measuredExponent({ tex, control, ...words }: MeasuredExponent): Claim {
  const { statement, grid, exponent } = control;
  return differenceClaim({
    ...words,
    provenance: "ours",
    hypotheses: [SCALING_HYPOTHESIS],
    bound: fromFunction("typicalRow", tex),
    tolerance: SECANT_TOLERANCE,
    rule: `The exponent between two lengths of the median over ${ROWS.toLocaleString("en-US")} rows at each, its interval wider by the error that the sampler states, minus the finite-$n$ law’s between the same lengths: the interval must lie within $0 \\pm ${SECANT_TOLERANCE}$.`,
    law: lawSecant,
    measure: secantMinus,
    control: {
      statement,
      power: () => secantPower(exponent - lawSecant(grid), SECANT_TOLERANCE, grid.n, ROWS),
      how: SECANT_POWER_HOW,
      grid,
      law: () => exponent,
    },
  });
}

function secantMinus(cell: ExponentCell, context: Context, role: Role, law: number): MeasuredDifference {
  return { draws: 2 * ROWS, difference: minus(measuredSecant(cell, context, role), law) };
}

/** A cell of a limit's claim. */
export type LimitCell = { readonly quantity: QuantityName; readonly c: number; readonly C: number };

/** ln n from and to which the law's exponent is taken: what is left of ln ln n / ln n is below 1e-6. */
const LN_FROM = 1e7;
const LN_TO = 2e7;
/** Three times what the exponent may still be off, with room: a test holds every cell to a third of it. */
const LIMIT_TOLERANCE = 1e-4;

/** The exponent between e^(10^7) and e^(2 10^7) of a quantity whose logarithm is known at any ln n; no draw enters. */
export function farExponent(lnAt: (lnN: number) => number): number {
  return (lnAt(LN_TO) - lnAt(LN_FROM)) / (LN_TO - LN_FROM);
}

/** That of the finite-n law. */
function farLawExponent({ quantity, c, C }: LimitCell): number {
  return farExponent((lnN) => QUANTITIES[quantity].law(typicalRow(lnN, rowScale(lnN, c), C * lnN)));
}

interface LimitExponent extends ExponentWords<LimitCell> {
  readonly bound: BoundDisplay;
  readonly control: { readonly statement: string; readonly grid: LimitCell; readonly exponent: number };
}

/** The finite-n law's exponent tends to the limit. */
export function limitExponent({ control, ...words }: LimitExponent): Claim {
  const { statement, grid, exponent } = control;
  return limitClaim({
    ...words,
    difference: (cell) => farLawExponent(cell) - QUANTITIES[cell.quantity].limit(cell.c, cell.C),
    control: { statement, grid, difference: (cell) => farLawExponent(cell) - exponent },
  });
}

/** What a claim on a limit needs: how far the law is from the limit at a cell. */
interface Limit<P> extends ExponentWords<P> {
  readonly bound: BoundDisplay;
  readonly difference: (cell: P) => number;
  readonly control: { readonly statement: string; readonly grid: P; readonly difference: (cell: P) => number };
}

/** A numerical claim without randomness: the law at an ln n so large that what is left of its bias does not matter. */
export function limitClaim<P extends CellParameters>({ difference, control, ...words }: Limit<P>): Claim {
  const { statement, grid } = control;
  return exactDifferenceClaim({
    ...words,
    provenance: "ours",
    hypotheses: [SCALING_HYPOTHESIS],
    tolerance: LIMIT_TOLERANCE,
    rule: "The finite-$n$ law’s value at $\\ln n \\ge 10^7$, minus the limit: within $0 \\pm 10^{-4}$. Nothing is drawn; what $n$ still leaves is below a third of the tolerance.",
    measure: (cell: P) => ({ difference: exactly(difference(cell)) }),
    control: {
      statement,
      power: certain("nothing is drawn, and the two exponents differ"),
      grid,
      measure: (cell: P) => ({ difference: exactly(control.difference(cell)) }),
    },
  });
}
