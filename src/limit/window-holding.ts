import { typicalRow } from "./typical-row.js";
import { rowScale } from "./finite-size.js";

/** Halvings of an interval of length 1: to 1e-9, below what a figure or a reader tells apart. */
const BISECTIONS = 30;

/**
 * The window exponent C that holds a share of the mass of a typical row at sigma = c sqrt(2 ln n); 0 where one entry does.
 *
 * @param lnN ln n, finite and > 0
 * @param c finite and >= 0
 * @param share in (0, 1)
 */
export function windowHolding(lnN: number, c: number, share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`windowHolding: share must be in (0, 1), got ${share}`);
  const sigma = rowScale(lnN, c);
  const holds = (C: number): boolean => typicalRow(lnN, sigma, C * lnN).lnMass >= Math.log(share);
  if (holds(0)) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = 0.5 * (low + high);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
