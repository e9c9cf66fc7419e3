/** The example arrays measured, once a session: nothing in it is random. */
import { exampleHead, measureAttention, type MeasuredWindow, type Measurement } from "../../measure/index.js";
import type { Context } from "ncsparse-kit/claims/claim";

export type ArrayName = "gaussian" | "structured";

/** `measureAttention` of the example arrays, queries not among the keys. */
export function measuredHead(arrays: ArrayName, tv: number, context: Context): Measurement {
  return context.memo(`YA ${arrays} ${tv}`, () => measureAttention({ ...exampleHead(arrays), cross: true, tv }));
}

/** The budget of every table and figure that names none. */
export const BUDGET = 0.05;

/**
 * The measured window of k keys.
 *
 * @throws RangeError if k is not among the windows that `measureAttention` reports
 */
export function windowAt(arrays: ArrayName, k: number, context: Context): MeasuredWindow {
  const found = measuredHead(arrays, BUDGET, context).windows.find((window) => window.k === k);
  if (!found) throw new RangeError(`windowAt: k must be a measured window, got ${k}`);
  return found;
}
