/**
 * So that nothing long is begun when all else is done. What no earlier run timed comes last, and what took the same time in
 * the order in which it was.
 */
export function longestFirst<T extends { readonly seconds: number | null }>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0));
}
