/** Numbers for people: three significant digits, powers of ten where the plain form would be long. */

const DIGITS = 3;
const PLAIN_FROM = 1e-3;
const PLAIN_BELOW = 1e6;
/** Integers are counted out to this size: a frontier of 125,252,966 keys is not "about 10^8". */
const EXACT_BELOW = 1e9;

/**
 * A number with three significant digits: 0.0312, 4.70, 125,000; 3.1e-7 is set as 3.10 × 10^-7 with superscripts.
 * Integers below 10^9 are set exactly.
 */
export function formatNumber(x: number): string {
  if (x === 0) return "0";
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < EXACT_BELOW) return withCommas(x);
  if (size >= PLAIN_FROM && size < PLAIN_BELOW) return trimmed(x);
  const [mantissa, exponent] = x.toExponential(DIGITS - 1).split("e") as [string, string];
  return `${mantissa} × 10${superscript(Number(exponent))}`;
}

/** "1.12" or "1.12–3.40": the range of some numbers. */
export function formatRange(values: readonly number[]): string {
  let [low, high] = [values[0]!, values[0]!];
  for (const x of values) [low, high] = [Math.min(low, x), Math.max(high, x)];
  const [from, to] = [formatNumber(low), formatNumber(high)];
  return from === to ? from : `${from} – ${to}`;
}

function trimmed(x: number): string {
  const text = x.toPrecision(DIGITS);
  return text.includes("e") ? withCommas(Math.round(Number(text))) : withCommas(text);
}

function withCommas(x: number | string): string {
  const [whole, fraction] = String(x).split(".") as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => SUPERSCRIPTS[Number(digit)]!).join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}
