import type { SinkSetting } from "../../bounds/practical-windows.js";
import { firstMeasured } from "../../practical/compare.js";
import { DIMENSION } from "./samples.js";

/** A law of the gain at n keys, averaged over the lengths of the measured rows of a causal head. */
export function meanGain(n: number, boost: number, law: (n: number, setting: SinkSetting) => number): number {
  const first = firstMeasured({ n, causal: true });
  let sum = 0;
  for (let i = first; i < n; i++) sum += law(i + 1, { boost, s: 1, d: DIMENSION });
  return sum / (n - first);
}
