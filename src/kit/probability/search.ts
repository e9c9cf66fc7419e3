/** Searches that end for every input: what a predicate answers, NaN included, never adds a step. */

/** Doublings from 1 on that leave the doubles. */
const MOST_DOUBLINGS = 1024;

/**
 * The smallest integer in [low, high] at which a monotone predicate holds; `high` where it holds at none below. Each
 * evaluation halves what is left: at most 53 of them.
 *
 * @throws RangeError unless low <= high are safe integers
 */
export function firstInteger(low: number, high: number, holds: (x: number) => boolean): number {
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
    throw new RangeError(`firstInteger: low <= high must be integers below 2^53, got ${low} and ${high}`);
  }
  let [from, to] = [low, high];
  // Ends: to - from at least halves at each turn.
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * The first of the steps 1, 2, 4, ... at which a predicate holds.
 *
 * @param caller the function that the message names, and what it requires
 * @throws RangeError where it holds at no double
 */
export function firstPowerOfTwo(caller: string, holds: (step: number) => boolean): number {
  let step = 1;
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++, step *= 2) if (holds(step)) return step;
  throw new RangeError(`${caller} must hold at some step below 2^${MOST_DOUBLINGS}, got none`);
}

/** Halvings that bring two doubles of one sign next to each other, or nearly. */
const BISECTIONS = 80;

/**
 * The root of an increasing function between two points at which it has opposite signs; one of them where it has not.
 *
 * @param halvings of the distance between the two: the error is below its 2^-halvings-th part
 */
export function bisect(
  increasing: (x: number) => number,
  from: number,
  to: number,
  halvings: number = BISECTIONS,
): number {
  let [low, high] = [from, to];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (increasing(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}
