import type { RowStatistics } from "../../src/attention/index.js";

/** The columns that a tolerance applies to; counts are compared separately. */
const COLUMNS = ["largest", "participation", "entropy", "mass", "tail", "l1", "l2", "linf", "kl", "next"] as const;

/** The largest relative error of any number in the answers, and where it is; a missing or extra 0 counts as 1. */
export function worstError(actual: RowStatistics, expected: RowStatistics): { error: number; at: string } {
  let worst = { error: 0, at: "nowhere" };
  const see = (name: string, a: Float64Array, e: Float64Array): void => {
    if (a.length !== e.length) throw new Error(`worstError: ${name} must have ${e.length} entries, got ${a.length}`);
    e.forEach((x, i) => {
      const error = a[i] === x ? 0 : Math.abs(a[i]! - x) / Math.max(Math.abs(x), Number.MIN_VALUE);
      if (!(error <= worst.error)) worst = { error, at: `${name}[${i}]: ${a[i]!} for ${x}` };
    });
  };
  for (const name of COLUMNS) see(name, actual[name], expected[name]);
  if (expected.queryNorm !== undefined) see("queryNorm", actual.queryNorm!, expected.queryNorm);
  if (expected.output !== undefined) {
    see("output.norm", actual.output!.norm, expected.output.norm);
    see("output.error", actual.output!.error, expected.output.error);
  }
  // ln D is a sum of a logit and a logarithm: its error is absolute, that of D relative.
  see(
    "lnSum",
    actual.lnSum.map((x, i) => 1 + x - expected.lnSum[i]!),
    expected.lnSum.map(() => 1),
  );
  return worst;
}

/** Names of the columns whose bits differ. */
export function differingColumns(a: RowStatistics, b: RowStatistics): string[] {
  const columns = (s: RowStatistics): [string, Float64Array][] =>
    Object.entries({ ...s, ...s.output }).filter(
      (entry): entry is [string, Float64Array] => entry[1] instanceof Float64Array,
    );
  const others = new Map(columns(b));
  return columns(a)
    .filter(([name, values]) => !values.every((x, i) => Object.is(x, others.get(name)?.[i])))
    .map(([name]) => name);
}
