import { bisect, firstInteger } from "ncsparse-kit/probability";
import type { Formula, FormulaValue } from "ncsparse-kit/formula/formula";

/** How the window depends on n along a frontier. */
export type WindowLaw = { kind: "constant"; k: number } | { kind: "share"; share: number };

const LN_LIMIT = 1e4; // ln n up to 10,000, i.e. n ~ 10^4342: beyond, a bound counts as never informative
const SCAN_STEP = 0.01; // in ln n: fine enough that no dip of a smooth bound below the trivial one is missed
const BISECTIONS = 60; // from a step of .01 to below one rounding error of ln n

/**
 * ln n of the smallest n at which a bound on p_(k+1) beats the trivial 1/(k+1), or null where it never does up to
 * ln n = 10,000.
 *
 * @param bound one of the eps formulas of Theorem 4.3
 * @param fixed its other variables: R and delta
 * @param window how k depends on n
 */
export function frontier(
  bound: Formula,
  fixed: Readonly<Record<string, number>>,
  window: WindowLaw,
): { lnN: number } | null {
  const excess = (lnN: number): number => lnExcess(bound, fixed, window, lnN);
  const start = Math.log(window.kind === "constant" ? window.k + 2 : Math.ceil(2 / window.share));
  let low = start;
  if (excess(low) < 0) return { lnN: low };
  for (let lnN = start + SCAN_STEP; lnN <= LN_LIMIT; lnN += Math.max(SCAN_STEP, SCAN_STEP * lnN)) {
    if (excess(lnN) < 0) return { lnN: bisect((at) => -excess(at), low, lnN, BISECTIONS) };
    low = lnN;
  }
  return null;
}

/**
 * The smallest integer n at which the bound beats the trivial one, for a constant window and n below 2^53.
 *
 * @throws RangeError if the frontier lies beyond 2^53
 */
export function integerFrontier(bound: Formula, fixed: Readonly<Record<string, number>>, k: number): number | null {
  const found = frontier(bound, fixed, { kind: "constant", k });
  if (!found) return null;
  const near = Math.exp(found.lnN);
  if (near > Number.MAX_SAFE_INTEGER / 4) {
    throw new RangeError(`integerFrontier: the frontier must lie below 2^51, got ln n = ${found.lnN}`);
  }
  // exp(ln n) is off by about n rounding errors of ln n: search a little to both sides in exact integers.
  const margin = 2 + Math.ceil(near * 1e-12);
  const low = Math.max(k + 2, Math.floor(near) - margin);
  return firstInteger(low, Math.max(low, Math.ceil(near) + margin), (n) => beatsTrivial(bound, fixed, n, k));
}

/** Whether the bound lies below 1/(k+1) at this n. */
export function beatsTrivial(bound: Formula, fixed: Readonly<Record<string, number>>, n: number, k: number): boolean {
  return bound.evaluate({ ...fixed, n, k }) < 1 / (k + 1);
}

/** ln(bound) - ln(trivial) at ln n; negative where the bound beats counting. */
function lnExcess(bound: Formula, fixed: Readonly<Record<string, number>>, window: WindowLaw, lnN: number): number {
  const k: FormulaValue = window.kind === "constant" ? window.k : { ln: lnN + Math.log(window.share) };
  const lnWindow = typeof k === "number" ? Math.log(k + 1) : k.ln + Math.log1p(Math.exp(-k.ln));
  return bound.evaluateLn({ ...fixed, n: { ln: lnN }, k }) + lnWindow;
}
