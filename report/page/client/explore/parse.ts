/** What a reader may type: read once, refused in one line that says what is wanted. */
import { compareCounts, countOf, type Count, type Size } from "ncsparse/limit/sampler/count";

/** The longest row that the panels take: the library's own rows have been tested up to here. */
const MOST_LN = 1000 * Math.LN10;

/** An input that cannot be used; the message is for the reader. */
export class Refusal extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** A number between two ends; `open` leaves the ends out. */
export interface Span {
  readonly least: number;
  readonly most: number;
  readonly open?: boolean;
}

/**
 * A number of keys: `131072`, `131,072`, `1e6`, `2^17`, `10^1000`.
 *
 * @throws Refusal for what is not such a number, or outside [2, 10^1000]
 */
export function parseLength(field: string, text: string): Size {
  const size = sizeOf(text);
  if (size === null || lnOf(size) < Math.log(2) || lnOf(size) > MOST_LN * (1 + 1e-12)) {
    throw new Refusal(
      field,
      `${field} must be an integer from 2 to 10^1000, such as 131072, 1e6 or 10^100${got(text)}.`,
    );
  }
  return size;
}

/**
 * A window of at most n keys, written as lengths are.
 *
 * @throws Refusal for what is not such a number, or outside [1, n]
 */
export function parseWindow(field: string, text: string, n: Size): Size {
  const size = sizeOf(text);
  if (size === null || compareCounts(counted(size), counted(n)) > 0) {
    throw new Refusal(field, `${field} must be an integer from 1 to n${got(text)}.`);
  }
  return size;
}

/**
 * A number in a span.
 *
 * @throws Refusal for what is not a number, or outside the span
 */
export function parseNumber(field: string, text: string, { least, most, open = false }: Span): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (open ? value > least && value < most : value >= least && value <= most) return value;
  const span = open ? `above ${least} and below ${most}` : `from ${least} to ${most}`;
  throw new Refusal(field, `${field} must be a number ${span}${got(text)}.`);
}

/** An integer of at least 1, or its logarithm where doubles cannot tell it from its neighbours; null for anything else. */
function sizeOf(text: string): Size | null {
  const plain = text.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "").trim();
  const power = /^(\d+)\s*\^\s*(\d+(?:\.\d+)?)$/.exec(plain);
  const scientific = /^(\d+(?:\.\d+)?)e\+?(\d+)$/i.exec(plain);
  const value = power === null ? Number(plain === "" ? NaN : plain) : Number(power[1]) ** Number(power[2]);
  if (Number.isSafeInteger(value)) return value >= 1 ? value : null;
  const ln = power
    ? Number(power[2]) * Math.log(Number(power[1]))
    : scientific
      ? Math.log(Number(scientific[1])) + Number(scientific[2]) * Math.LN10
      : Math.log(value);
  if (!(ln >= Math.log(Number.MAX_SAFE_INTEGER)) || ln === Infinity) return null;
  return { ln };
}

/** ln of a size. */
export function lnOf(size: Size): number {
  return counted(size).ln;
}

function counted(size: Size): Count {
  return countOf("lnOf", "size", size);
}

function got(text: string): string {
  return text.trim() === "" ? "" : `, got “${text.trim().slice(0, 40)}”`;
}

/** A length as readers type it; the inverse of `parseLength` up to rounding. */
export function lengthText(log10: number): string {
  return log10 < 7 ? String(Math.max(2, Math.round(10 ** log10))) : `10^${Number(log10.toFixed(2))}`;
}
