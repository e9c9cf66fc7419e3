/** Numbers of the panels: three digits to read, all digits in `<data>` for whoever copies or checks them. */
import type { Count } from "ncsparse/limit/sampler/count";
import { formatNumber, formatParameter, timesPower } from "../../../text/numbers.js";

/** Beyond this no double holds e^ln. */
const MOST_LN = 690;
/** Above this, three digits of e^ln lie within the rounding of ln itself. */
const DIGITS_LN = 1e5;

/** One number of a panel: its name among the panel's numbers, and its value or the natural logarithm of it. */
export interface Quantity {
  readonly key: string;
  readonly value?: number;
  readonly ln?: number;
  /** A count: all of its digits are shown. */
  readonly whole?: boolean;
}

/** A whole number, by its logarithm where doubles do not hold it. */
export function countQuantity(key: string, count: Count): Quantity {
  return count.value === Infinity ? { key, ln: count.ln } : { key, value: count.value, whole: true };
}

/** A `<data>` element: `value` holds every digit, `data-ln` its natural logarithm where that is what was computed. */
export function quantity({ key, value, ln, whole = false }: Quantity): HTMLElement {
  const data = document.createElement("data");
  data.dataset.key = key;
  data.value = String(value ?? Math.exp(ln ?? NaN));
  if (ln !== undefined) data.dataset.ln = String(ln);
  const format = whole ? formatParameter : formatNumber;
  data.innerHTML = ln === undefined ? format(value ?? NaN) : formatExp(ln);
  return data;
}

/** e^ln as HTML. */
export function formatExp(ln: number): string {
  if (ln === -Infinity) return "0";
  if (Math.abs(ln) < MOST_LN) return formatNumber(Math.exp(ln));
  const log10 = ln / Math.LN10;
  const floor = Math.floor(log10);
  const rounded = (10 ** (log10 - floor)).toPrecision(3);
  // 9.996 is 10.0 to three digits, which is the next power.
  const [mantissa, power] = rounded === "10.0" ? ["1", floor + 1] : [rounded, floor];
  return timesPower(Math.abs(ln) > DIGITS_LN || Number(mantissa) === 1 ? "" : mantissa, String(power));
}
