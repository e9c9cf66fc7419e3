/** The arithmetic of a kernel. float32 halves the time of statistics; float64 is for verdicts and small tails. */
export type Precision = "float32" | "float64";

/** Bytes of a number. */
export function bytesOf(precision: Precision): number {
  return precision === "float32" ? 4 : 8;
}

/**
 * Entries whose logit lies this far below the row's largest have probability 0: e^-86.9 and e^-708 are about the smallest
 * normal numbers of the format.
 */
export function cutoff(precision: Precision): number {
  return precision === "float32" ? -86.9 : -708;
}
