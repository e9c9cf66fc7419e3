import { criticalWindow } from "../../limit/exponents.js";
import { halfMassWindow } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";

/** ln 100. */
const LN_MANY = 4.605170185988092;

/** Where a length and a row scale stand in the phase diagram. */
export interface HalfWindow {
  readonly n: number;
  readonly sigma: number;
  /** sigma / sqrt(2 ln n). */
  readonly c: number;
  /** 1 - c^2, the critical exponent in the limit. */
  readonly limit: number;
  /** C_half, the one at this length; null where n < 100 exp(sigma^2), as for the next two. */
  readonly half: number | null;
  /** n^C_half entries hold half of the mass. */
  readonly k: number | null;
  /** Total variation that the window n^(1/2) leaves in a typical row. */
  readonly rootTail: number | null;
}

/** The windows that hold half of the mass, over lengths and row scales. */
export function halfWindows(lengths: readonly number[], scales: readonly number[]): HalfWindow[] {
  return lengths.flatMap((n) =>
    scales.map((sigma) => {
      const lnN = Math.log(n);
      const c = sigma / Math.sqrt(2 * lnN);
      const half = halfMassWindow(lnN, c);
      const many = lnN >= LN_MANY + sigma * sigma;
      return {
        n,
        sigma,
        c,
        limit: criticalWindow(c),
        half: many ? half : null,
        k: many ? Math.round(Math.exp(half * lnN)) : null,
        rootTail: many ? Math.exp(typicalRow(lnN, sigma, 0.5 * lnN).lnTail) : null,
      };
    }),
  );
}
