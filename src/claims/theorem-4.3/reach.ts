import { frontier, type WindowLaw } from "../../bounds/frontier.js";
import { epsJensen, epsOrder, epsPaper } from "../../bounds/theorem-4.3.js";
import { DELTA } from "./samples.js";

/** From which length on each bound informs, as base-10 exponents of n; null where it never does up to ln n = 10,000. */
export interface Reach {
  readonly R: number;
  readonly paper: number | null;
  readonly jensen: number | null;
  readonly order: number | null;
}

/** The reach of the three bounds at some row scales, for one law of the window; delta = .1. */
export function reach(scales: readonly number[], window: WindowLaw): Reach[] {
  return scales.map((R) => {
    const exponent = (bound: typeof epsPaper): number | null => {
      const found = frontier(bound, { R, delta: DELTA }, window);
      return found && found.lnN / Math.LN10;
    };
    return { R, paper: exponent(epsPaper), jensen: exponent(epsJensen), order: exponent(epsOrder) };
  });
}
