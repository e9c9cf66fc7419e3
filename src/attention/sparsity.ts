/**
 * Definition 3.2 (= C.3): the sparse set S_eps(u), the indices of the entries with |u_j| <= eps.
 *
 * @param eps threshold, at least 0
 */
export function sparseSet(vector: Float64Array, eps: number): number[] {
  requireThreshold("sparseSet", eps);
  const indices: number[] = [];
  vector.forEach((u, j) => {
    if (Math.abs(u) <= eps) indices.push(j);
  });
  return indices;
}

/** N_eps: how many entries exceed eps, n - |S_eps(u)|. */
export function effectiveEntries(vector: Float64Array, eps: number): number {
  requireThreshold("effectiveEntries", eps);
  let count = 0;
  for (const u of vector) if (Math.abs(u) > eps) count++;
  return count;
}

/** Definition 3.2 (= C.4): u is (eps, k)-sparse iff |S_eps(u)| >= n - k. */
export function isSparse(vector: Float64Array, eps: number, k: number): boolean {
  return effectiveEntries(vector, eps) <= k;
}

function requireThreshold(caller: string, eps: number): void {
  if (!(eps >= 0)) throw new RangeError(`${caller}: eps must be at least 0, got ${eps}`);
}
