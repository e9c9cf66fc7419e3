/**
 * Window strategies at equal cost (section 6.3 of the paper): k constant, k = beta ln n, k = alpha n^C, with alpha and
 * beta such that all keep as many entries over the lengths as the constant window does.
 */

/** How a window grows with the length, up to a factor. */
export type WindowShape =
  { readonly kind: "constant" } | { readonly kind: "log" } | { readonly kind: "power"; readonly C: number };

/** The shape at a length: 1, ln n or n^C. */
export function shapeAt(shape: WindowShape, n: number): number {
  switch (shape.kind) {
    case "constant":
      return 1;
    case "log":
      return Math.log(n);
    case "power":
      return Math.exp(shape.C * Math.log(n));
  }
}

/** Kept entries over all lengths: sum n k_n. An entry costs d multiplications (Claim 7.1). */
export function keptEntries(lengths: readonly number[], windows: ArrayLike<number>): number {
  return lengths.reduce((sum, n, i) => sum + n * windows[i]!, 0);
}

/** Beyond the doubles' resolution of a factor. */
const BISECTIONS = 200;

/**
 * The windows of a shape that keep as many entries as the constant window k0.
 *
 * Windows are real numbers in [1, n]: 20.6 means that six rows in ten keep 21 entries and the others 20, so that costs
 * are equal exactly and not up to rounding. Where the shape would ask for less than one entry or more than n, the window
 * stays at that end and the others make up for it.
 *
 * @param lengths integers >= 1
 * @param k0 in [1, smallest length]
 * @returns one window a length
 */
export function equalCostWindows(shape: WindowShape, lengths: readonly number[], k0: number): Float64Array {
  const shortest = Math.min(...lengths);
  if (!(k0 >= 1 && k0 <= shortest)) {
    throw new RangeError(`equalCostWindows: k0 must be in [1, ${shortest}], got ${k0}`);
  }
  const budget =
    k0 *
    keptEntries(
      lengths,
      lengths.map(() => 1),
    );
  const shapes = lengths.map((n) => shapeAt(shape, n));
  const at = (factor: number): Float64Array =>
    Float64Array.from(lengths, (n, i) => Math.min(n, Math.max(1, factor * shapes[i]!)));
  const free = budget / keptEntries(lengths, shapes);
  if (keptEntries(lengths, at(free)) === free * keptEntries(lengths, shapes)) return at(free);
  let [low, high] = [0, budget / Math.min(...shapes)];
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (keptEntries(lengths, at(middle)) < budget) low = middle;
    else high = middle;
  }
  return at(high);
}

/** Weights of the lengths in an average: each length alike, or each row, i.e. in proportion to n. They sum to 1. */
export type Weighting = "lengths" | "rows";

export function weightsOf(weighting: Weighting, lengths: readonly number[]): Float64Array {
  const total = lengths.reduce((sum, n) => sum + n, 0);
  return Float64Array.from(lengths, (n) => (weighting === "rows" ? n / total : 1 / lengths.length));
}
