/** Numbers as readers see them: three significant digits, powers of ten, intervals. All return HTML. */
import type { Interval } from "ncsparse-kit";

/** Outside these, a number is written with a power of ten. */
const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e5;

/** Three significant digits: `0.0313`, `1,150`, `3.1 × 10<sup>−7</sup>`. Integers below 10^5 are written in full. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) return powerOfTen(value);
  const digits = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  return minus((Number.isInteger(value) ? SIX_DIGITS : THREE_DIGITS).format(digits));
}

// Made once: a formatter costs far more to make than to use, and a report has thousands of numbers.
const SIX_DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
const THREE_DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const GROUPED = new Intl.NumberFormat("en-US");

/** `0.0031 [0.0029, 0.0033]`; the value alone where the interval has no width. */
export function formatInterval({ value, low, high }: Interval): string {
  if (low === high) return formatNumber(value);
  return `${formatNumber(value)} <span class="interval">[${formatNumber(low)}, ${formatNumber(high)}]</span>`;
}

/** A grid parameter: as other numbers, but integers are never rounded (n = 125,252,966). */
export function formatParameter(value: number): string {
  return Number.isSafeInteger(value) ? minus(GROUPED.format(value)) : formatNumber(value);
}

function powerOfTen(value: number): string {
  const [mantissa, exponent] = value.toExponential(2).split("e") as [string, string];
  const digits = String(Number(mantissa));
  const power = `10<sup>${minus(String(Number(exponent)))}</sup>`;
  if (digits === "1") return power;
  return digits === "-1" ? `−${power}` : `${minus(digits)}&thinsp;×&thinsp;${power}`;
}

function minus(text: string): string {
  return text.replace("-", "−");
}
