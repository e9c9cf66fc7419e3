/**
 * The claims whose findings make up the report's abstract, in its order: what stands and when, then what does not. All
 * other findings are told in full at the report's end.
 */
const ABSTRACT: readonly string[] = ["LL-critical-window", "LL-slogan", "T4.3-paper", "P7.2-literal"];

/** The place of a claim's finding in the abstract, 1 first; null if it has none there. */
export function abstractRank(id: string): number | null {
  const index = ABSTRACT.indexOf(id);
  return index < 0 ? null : index + 1;
}
