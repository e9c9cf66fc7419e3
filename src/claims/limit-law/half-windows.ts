import { criticalWindow } from "../../limit/exponents.js";
import { halfMassWindow } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";

/** Where a length and a row scale stand in the phase diagram. */
export interface HalfWindow {
  readonly n: number;
  readonly sigma: number;
  /** sigma / sqrt(2 ln n). */
  readonly c: number;
  /** 1 - c^2, the critical exponent in the limit. */
  readonly limit: number;
  /** C_half, the one at this length; null from c = 1 on, where a few entries hold half. */
  readonly half: number | null;
  /** n^C_half entries hold half of the mass; null likewise. */
  readonly k: number | null;
  /** Total variation that the window n^(1/2) leaves in a typical row. */
  readonly rootTail: number;
}

/** The windows that hold half of the mass, over lengths and row scales. */
export function halfWindows(lengths: readonly number[], scales: readonly number[]): HalfWindow[] {
  return lengths.flatMap((n) =>
    scales.map((sigma) => {
      const lnN = Math.log(n);
      const c = sigma / Math.sqrt(2 * lnN);
      const half = halfMassWindow(lnN, c);
      const many = c < 1 && half > 0;
      return {
        n,
        sigma,
        c,
        limit: criticalWindow(c),
        half: many ? half : null,
        k: many ? Math.round(Math.exp(half * lnN)) : null,
        rootTail: Math.exp(typicalRow(lnN, sigma, 0.5 * lnN).lnTail),
      };
    }),
  );
}
