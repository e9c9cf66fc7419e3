/** A number with at most three significant digits, e.g. 0.00123 or 3.69. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3)));
}
