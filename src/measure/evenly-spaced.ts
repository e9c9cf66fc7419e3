/**
 * Integers of [first, end), evenly spaced: the middles of as many equal parts.
 *
 * @param most how many, at most; all of them where there are no more
 */
export function evenlySpaced(most: number, first: number, end: number): number[] {
  const span = end - first;
  const count = Math.max(0, Math.min(most, span));
  return Array.from({ length: count }, (_, i) => first + Math.floor(((i + 0.5) * span) / count));
}
