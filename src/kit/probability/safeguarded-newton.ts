const MOST_STEPS = 400;

/**
 * The root of an increasing function in [low, high], by Newton's method kept inside a shrinking bracket (bisection
 * where Newton would leave it), to 2^-52 relative, or absolute where |x| < 1, as far as the function resolves it.
 *
 * @param evaluate the function's value and derivative
 */
export function safeguardedNewton(
  evaluate: (x: number) => [value: number, slope: number],
  low: number,
  high: number,
  start: number,
): number {
  let x = start;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [value, slope] = evaluate(x);
    if (value === 0) return x;
    if (value < 0) low = x;
    else high = x;
    const newton = x - value / slope;
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (Math.abs(next - x) <= Number.EPSILON * Math.max(1, Math.abs(next))) return next;
    x = next;
  }
  return x;
}
