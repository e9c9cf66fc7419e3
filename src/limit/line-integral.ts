/** Two results this close, relatively, end the halving. */
const CLOSE = 1e-9;
/** Terms below this share of the sum end it, on either side. */
const NEGLIGIBLE = 1e-18;
/** Halvings of the step after which the integral counts as not converging: the step is then 2^-10. */
const MOST_HALVINGS = 10;
/** Terms on one side before the integrand counts as not decaying. */
const MOST_TERMS = 1_000_000;

/**
 * The integral over the real line of a smooth positive function with one hump, which decays at least exponentially on
 * either side: by the trapezoidal rule, whose step is halved until two results agree to 1e-9 relative.
 *
 * For analytic functions the rule converges geometrically in 1 / step, so that half the step squares the error, and the
 * last result is as good as the integrand (L. N. Trefethen and J. A. C. Weideman, "The
 * exponentially convergent trapezoidal rule", SIAM Review 56 (2014), 385-458).
 *
 * @param centre a point on the hump
 * @throws RangeError where it does not converge
 */
export function lineIntegral(f: (y: number) => number, centre: number): number {
  let step = 1;
  let sum = f(centre) + side(f, centre, 1, step) + side(f, centre, -1, step);
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    // The new points lie midway between the old ones.
    const middle = centre + 0.5 * step;
    const finer = sum + f(middle) + side(f, middle, 1, step) + side(f, middle, -1, step);
    step *= 0.5;
    if (Math.abs(finer * 0.5 - sum) <= CLOSE * sum) return finer * step;
    sum = finer;
  }
  throw new RangeError(`lineIntegral: the integral must converge by step 2^-${MOST_HALVINGS}, got ${sum * step}`);
}

/** The terms beyond a point, on one side of it. */
function side(f: (y: number) => number, from: number, direction: -1 | 1, step: number): number {
  let sum = 0;
  let largest = f(from);
  for (let j = 1; j <= MOST_TERMS; j++) {
    const term = f(from + direction * j * step);
    sum += term;
    largest = Math.max(largest, term);
    if (term <= NEGLIGIBLE * largest) return sum;
  }
  throw new RangeError(`lineIntegral: the integrand must decay within ${MOST_TERMS} steps, got ${sum}`);
}
