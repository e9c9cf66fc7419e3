/** e^ln as a power of ten for notes, which are plain text: "10^14.1". */
export function powerOfTen(ln: number): string {
  return `10^${(ln / Math.LN10).toFixed(2)}`;
}
