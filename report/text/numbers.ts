/** Numbers as people read them: one rule in claims, page and comparison; and the digits of the calculator. */
import type { Interval } from "ncsparse-kit";
import { formatNumber as significant } from "ncsparse-kit/claims/format";

/** As in claims' own words, as HTML: `0.0313`, `4.70`, `125,000`, `3.10 × 10<sup>−7</sup>`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  return numberHtml(significant(value).replace("-", "−"));
}

/** A number's text as HTML: a power of ten in superscripts is set as one. */
export function numberHtml(text: string): string {
  return text.replace(/^(.*) × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, digits: string, power: string) =>
    timesPower(digits, power.normalize("NFKC")),
  );
}

/** `3.10 × 10<sup>−7</sup>`; the power alone where there are no digits before it. */
export function timesPower(digits: string, power: string): string {
  return `${digits}${digits === "" ? "" : "&thinsp;×&thinsp;"}10<sup>${power.replace("-", "−")}</sup>`;
}

/** `0.00310 [0.00290, 0.00330]`; the value alone where the interval has no width. */
export function formatInterval({ value, low, high }: Interval): string {
  if (low === high) return formatNumber(value);
  return `${formatNumber(value)} <span class="interval">[${formatNumber(low)}, ${formatNumber(high)}]</span>`;
}

/** A grid parameter, which is what it was given as: integers are never rounded (n = 125,252,966), and 0.25 is 0.25. */
export function formatParameter(value: number): string {
  if (Number.isSafeInteger(value)) return GROUPED.format(value).replace("-", "−");
  return formatNumber(value)
    .replace(/\.0+(?=\D|$)|(?<=\.\d*[1-9])0+(?=\D|$)/, "")
    .replace(/^1&thinsp;×&thinsp;/, "");
}

// Made once: a formatter costs far more to make than to use.
const GROUPED = new Intl.NumberFormat("en-US");
const SAID = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** As people say it in a sentence, as plain text: two or three digits, thousands grouped: `0.85`, `3.4`, `112`, `115,000`. */
export function sayNumber(x: number): string {
  if (Number.isNaN(x)) return "–";
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return GROUPED.format(x);
  return SAID.format(Number(x.toPrecision(Math.abs(x) >= 10 ? 3 : 2)));
}

/** A number of the calculator: plain text with six significant digits, which other programs read. */
export function show(x: number): string {
  return Number.isInteger(x) && Math.abs(x) < 1e15 ? String(x) : String(Number(x.toPrecision(6)));
}

/** e^ln with six significant digits, as a power of ten where no double holds it. */
export function showExp(ln: number): string {
  if (ln === -Infinity) return "0";
  return Math.abs(ln) < 700 ? show(Math.exp(ln)) : `10^${show(ln / Math.LN10)}`;
}
