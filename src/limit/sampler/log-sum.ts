/** Sums of numbers that are known by their logarithms; -Infinity stands for 0. */

/** ln(e^a + e^b). */
export function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}

/** ln(e^a - e^b) for a >= b. */
export function logSubtract(a: number, b: number): number {
  if (b === -Infinity) return a;
  const gap = b - a;
  return a + (gap > -Math.LN2 ? Math.log(-Math.expm1(gap)) : Math.log1p(-Math.exp(gap)));
}

/** ln of the share 1 / (1 + e^-x) of the first of two parts, the first e^x times the second. */
export function logShare(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}
