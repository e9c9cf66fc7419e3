/** 64-digit arithmetic by mathjs: the independent reference of the numerical tests. */
import type { BigNumber } from "mathjs";
import mathjs from "mathjs/lib/browser/math.js";

const math = mathjs.create({ number: "BigNumber", precision: 64 });

/** Evaluate an expression in 64 digits; variables are read from their decimal form, so 0.1 is exactly one tenth. */
export function big(expression: string, scope: Record<string, string | number> = {}): BigNumber {
  const exact = Object.fromEntries(Object.entries(scope).map(([name, value]) => [name, math.bignumber(String(value))]));
  return math.evaluate(expression, exact) as BigNumber;
}

/** |actual / expected - 1|, taken in 64 digits. */
export function relativeError(actual: number, expected: BigNumber): number {
  return math.bignumber(String(actual)).div(expected).minus(1).abs().toNumber();
}
