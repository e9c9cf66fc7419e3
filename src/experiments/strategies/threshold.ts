/**
 * The windows of single rows that minimise their summed total variation for a given number of kept entries: each row's largest
 * entry, then the largest of all that are left. All kept entries are then at least as large as any that is not, but for
 * the rows' first.
 *
 * @param rows probabilities in decreasing order
 * @param entries an integer, at least one a row and at most all
 */
export function thresholdWindows(rows: readonly Float64Array[], entries: number): number[] {
  const most = rows.reduce((sum, row) => sum + row.length, 0);
  if (!Number.isInteger(entries) || entries < rows.length || entries > most) {
    throw new RangeError(`thresholdWindows: entries must be an integer in [${rows.length}, ${most}], got ${entries}`);
  }
  const windows = rows.map(() => 1);
  const further = rows
    .flatMap((row, i) => Array.from(row.subarray(1), (p) => ({ p, i })))
    .sort((a, b) => b.p - a.p)
    .slice(0, entries - rows.length);
  for (const { i } of further) windows[i]!++;
  return windows;
}
