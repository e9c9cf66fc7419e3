/** The draws behind the frozen phase: rows at c > 1, of which a few entries hold the mass. */
import { rowScale } from "../../limit/finite-size.js";
import { effectiveIndex } from "../../limit/poisson-dirichlet.js";
import type { Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { forEachSample, lnLength, statedError } from "./rows.js";

export type FrozenCell = { readonly c: number; readonly n: "10¹⁰⁰" | "10¹⁰⁰⁰" };

/** 10,000 rows know a mean of numbers in [0, 1] to .022 at the rule's level, whatever their law. */
export const FROZEN_ROWS = 10_000;
export const WINDOWS = [1, 2, 3, 4] as const;
export const EPSILONS = [0.1, 0.01] as const;

const POWERS = { "10¹⁰⁰": 100, "10¹⁰⁰⁰": 1000 } as const;

const SCALES = [1.25, 2, 4] as const;
export const FROZEN_QUICK: readonly FrozenCell[] = SCALES.map((c) => ({ c, n: "10¹⁰⁰⁰" }));
export const FROZEN_FULL: readonly FrozenCell[] = [...FROZEN_QUICK, { c: 1.25, n: "10¹⁰⁰" }];

/** What the frozen phase's claims read off a row, one value a row. */
export interface FrozenColumns {
  readonly squares: Float64Array;
  /** 1 - m_k for each of `WINDOWS`. */
  readonly tails: readonly Float64Array[];
  /** p_(k+1) / p_(k) for each of `WINDOWS`. */
  readonly ratios: readonly Float64Array[];
  /** Mean of the errors that the rows state, relative to any of these columns. */
  readonly error: number;
  /** N_eps for each of `EPSILONS`. */
  readonly counts: readonly Float64Array[];
}

/** The index of the Poisson-Dirichlet law that a row at this length has. */
export function indexAt({ c, n }: FrozenCell): number {
  const lnN = lnLength(POWERS[n]);
  return effectiveIndex(lnN, rowScale(lnN, c));
}

export function frozenRows(cell: FrozenCell, context: Context, role: string): FrozenColumns {
  return drawSet(context, ["LL", "frozen", role, cell.c, cell.n], (path) => {
    const column = (): Float64Array => new Float64Array(FROZEN_ROWS);
    const out = {
      squares: column(),
      tails: WINDOWS.map(column),
      ratios: WINDOWS.map(column),
      counts: EPSILONS.map(column),
      error: 0,
    };
    const lnN = lnLength(POWERS[cell.n]);
    const law = { n: { ln: lnN }, scale: { c: cell.c }, windows: [...WINDOWS], lnEpsilons: EPSILONS.map(Math.log) };
    forEachSample(law, FROZEN_ROWS, context, path, (row, draw) => {
      out.error += statedError(row, lnN) / FROZEN_ROWS;
      out.squares[draw] = Math.exp(-row.lnParticipation);
      row.windows.forEach(({ lnTail, lnNext }, i) => {
        const lnEntry = i === 0 ? row.lnLargest : row.windows[i - 1]!.lnNext;
        out.tails[i]![draw] = Math.exp(lnTail);
        out.ratios[i]![draw] = Math.exp(lnNext - lnEntry);
      });
      row.lnEffective.forEach((ln, i) => (out.counts[i]![draw] = Math.exp(ln)));
    });
    return out;
  });
}
