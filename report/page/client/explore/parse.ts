/** What a reader may type: read once, refused in one line that says what is wanted. */
import { compareCounts, countOf, type Count, type Size } from "ncsparse/limit/sampler/count";

/** The longest row that the panels take: the library's own rows have been tested up to here. */
const MOST_LN = 1000 * Math.LN10;

/** An input that cannot be used; the message says what is wanted, and goes on from the field's label. */
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
 * A number of keys: `131072`, `131,072`, `128k` (of 1,024 keys), `1M`, `1e6`, `2^17`, `10^1000`.
 *
 * @throws Refusal for what is not such a number, or outside [2, 10^1000]
 */
export function parseLength(field: string, text: string): Size {
  const size = sizeOf(text);
  if (size === null || lnOf(size) < Math.log(2) || lnOf(size) > MOST_LN * (1 + 1e-12)) {
    throw new Refusal(
      field,
      `must be an integer from 2 to 10^1000, such as 131072, 128k (of 1,024), 2^17, 1e6 or 10^100${got(text)}.`,
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
    throw new Refusal(field, `must be an integer from 1 to n${got(text)}.`);
  }
  return size;
}

/**
 * A number in a span.
 *
 * @throws Refusal for what is not a number, or outside the span
 */
export function parseNumber(field: string, text: string, { least, most, open = false }: Span): number {
  const value = numberOf(text);
  if (isWithin(value, { least, most, open })) return value;
  throw new Refusal(field, `must be a number ${spanText({ least, most, open })}${got(text)}.`);
}

/**
 * A share of a whole: `0.05`, `5%`, `5 %`.
 *
 * @throws Refusal for what is not one, or not above 0 and below 1
 */
export function parseShare(field: string, text: string): number {
  const percent = /^(.*\S)\s*%\s*$/.exec(text);
  const value = percent === null ? numberOf(text) : numberOf(percent[1]!) / 100;
  if (value > 0 && value < 1) return value;
  throw new Refusal(field, `must be a share above 0 and below 1, such as 0.05 or 5%${got(text)}.`);
}

/**
 * A number in a span, or a range of them as the command line has it: `2`, `1.8..2.2`.
 *
 * @throws Refusal for what is neither, outside the span, or falls
 */
export function parseRange(field: string, text: string, span: Span): { low: number; high: number } {
  const ends = text.split("..").map(numberOf);
  const [low, high] = [ends[0]!, ends.at(-1)!];
  if (ends.length <= 2 && ends.every((end) => isWithin(end, span)) && low <= high) return { low, high };
  throw new Refusal(field, `must be a number ${spanText(span)}, or a range such as 1.8..2.2${got(text)}.`);
}

function numberOf(text: string): number {
  return text.trim() === "" ? NaN : Number(text);
}

function isWithin(value: number, { least, most, open = false }: Span): boolean {
  return open ? value > least && value < most : value >= least && value <= most;
}

function spanText({ least, most, open = false }: Span): string {
  return open ? `above ${least} and below ${most}` : `from ${least} to ${most}`;
}

/** What the letter behind a length stands for, as people name the lengths of contexts. */
const THOUSANDS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2 };

/** An integer of at least 1, or its logarithm where doubles cannot tell it from its neighbours; null for anything else. */
function sizeOf(text: string): Size | null {
  const plain = text.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, "").trim();
  const named = /^(\d+(?:\.\d+)?)\s*([km])$/i.exec(plain);
  if (named !== null) {
    const size = Number(named[1]) * THOUSANDS[named[2]!.toLowerCase()]!;
    return Number.isSafeInteger(size) && size >= 1 ? size : null;
  }
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
