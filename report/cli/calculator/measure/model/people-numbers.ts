/** A number as people read it: two or three digits, thousands grouped: 0.85, 3.4, 112, 115,000. */
export function people(x: number): string {
  if (Number.isNaN(x)) return "–";
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return GROUPED.format(x);
  const digits = Math.abs(x) >= 10 ? 3 : 2;
  return PLAIN.format(Number(x.toPrecision(digits)));
}

const GROUPED = new Intl.NumberFormat("en-US");
const PLAIN = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
