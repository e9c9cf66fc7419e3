/** 1, 2, 3, 4, 6, 8, 12, ...: powers of two and their midpoints, below n. */
export function windowsUpTo(n: number): number[] {
  const windows: number[] = [];
  for (let k = 1; k < n; k *= 2) {
    windows.push(k);
    if (k > 1 && 1.5 * k < n) windows.push(1.5 * k);
  }
  return windows;
}
