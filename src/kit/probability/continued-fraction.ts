const TINY = 1e-300;
const MOST_TERMS = 10_000_000;

/**
 * b(0) + a(1) / (b(1) + a(2) / (b(2) + ...)), by the modified Lentz method (Thompson & Barnett 1986), until a further
 * term changes no digit.
 *
 * @throws RangeError where it does not converge
 */
export function continuedFraction(a: (j: number) => number, b: (j: number) => number): number {
  let value = b(0) === 0 ? TINY : b(0);
  let c = value;
  let d = 0;
  for (let j = 1; j <= MOST_TERMS; j++) {
    const numerator = a(j);
    const denominator = b(j);
    d = denominator + numerator * d;
    c = denominator + numerator / c;
    if (d === 0) d = TINY;
    if (c === 0) c = TINY;
    d = 1 / d;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 2.3e-16) return value;
    if (Number.isNaN(factor)) break;
  }
  throw new RangeError(`continuedFraction: the fraction must converge within ${MOST_TERMS} terms, got ${value}`);
}
