/**
 * Times in figures are those of UTC, wherever a figure is drawn: Vega's own choice, the zone of the machine, would give
 * each reader another chart, and the page another one than the PDF.
 *
 * Vega keeps both: for each function, scale and format of local time there is one of UTC. A compiled figure is rewritten
 * to use those, so that whoever draws it (Node, the page's client) need not know.
 */
import type { VegaSpec } from "./svg.js";

/** Vega's functions of local time, and what they are called for UTC. */
const UTC_FUNCTIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    "year quarter month week date day dayofyear hours minutes seconds milliseconds"
      .split(" ")
      .map((name) => [name, `utc${name}`]),
  ),
  datetime: "utc",
  timeFormat: "utcFormat",
  timeParse: "utcParse",
  timeOffset: "utcOffset",
  timeSequence: "utcSequence",
};

/** Where a compiled figure holds expressions. */
const EXPRESSION_KEYS: ReadonlySet<string> = new Set(["expr", "signal", "update", "init", "test"]);

/** A quoted text, or the name of a function that is called. */
const QUOTED_OR_CALLED = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?<![\w$.])[a-zA-Z]+(?=\s*\()/g;

/** The same figure in UTC. Dates in its data that name no zone are taken for UTC, with or without a time of day. */
export function inUtc(spec: VegaSpec): VegaSpec {
  return rewrite(spec, "", dateFields(spec)) as VegaSpec;
}

function rewrite(value: unknown, key: string, dates: ReadonlySet<string>): unknown {
  if (typeof value === "string") return rewriteText(value, key);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return key === "values"
      ? value.map((row) => rowInUtc(row, dates))
      : value.map((part) => rewrite(part, key === "scales" ? "scale" : "", dates));
  }
  const own = Object.entries(value).map(([name, part]) => [name, rewrite(part, name, dates)] as const);
  const out: Record<string, unknown> = Object.fromEntries(own);
  if (key === "scale" && out.type === "time") out.type = "utc";
  if (out.type === "timeunit") out.timezone ??= "utc";
  return out;
}

function rewriteText(text: string, key: string): string {
  if (EXPRESSION_KEYS.has(key)) {
    return text.replace(QUOTED_OR_CALLED, (found) =>
      Object.hasOwn(UTC_FUNCTIONS, found) ? UTC_FUNCTIONS[found]! : found,
    );
  }
  return key === "formatType" && text === "time" ? "utc" : text;
}

/** The fields that Vega reads dates from: it is told so where data are loaded, or by the formula `toDate(datum["x"])`. */
function dateFields(spec: unknown): Set<string> {
  const fields = new Set<string>();
  JSON.stringify(spec, (key, value: unknown) => {
    if (key === "values") return undefined;
    if (key === "parse" && typeof value === "object" && value !== null)
      for (const [field, type] of Object.entries(value)) if (type === "date") fields.add(field);
    if (key === "expr" && typeof value === "string")
      for (const [, field] of value.matchAll(/\btoDate\(datum\[("(?:\\.|[^"\\])*")\]\)/g))
        fields.add(JSON.parse(field!) as string);
    return value;
  });
  return fields;
}

function rowInUtc(row: unknown, dates: ReadonlySet<string>): unknown {
  if (typeof row !== "object" || row === null || dates.size === 0) return row;
  const changed = Object.entries(row).flatMap(([field, value]): [string, string][] =>
    dates.has(field) && typeof value === "string" ? [[field, dateInUtc(value)]] : [],
  );
  return changed.length === 0 ? row : { ...row, ...Object.fromEntries(changed) };
}

/** ISO 8601 with a time of day and without a zone, which JavaScript takes for local time. */
const LOCAL_ISO = /^[+-]?\d{4,6}-\d\d(?:-\d\d)?T[\d:.]+$/;
/** A zone at the end: Z, UTC, GMT, EST, +05:30, (Central European Time). */
const ZONED = /(?:\b(?:Z|UT|UTC|GMT|[ECMP][SD]T)|[T:]\S*[+-]\d\d:?\d\d|GMT[+-]\d{1,4}|\))\s*$/i;
/** What JavaScript takes for UTC already. */
const UTC_ISO = /^[+-]?\d{4,6}(?:-\d\d(?:-\d\d)?)?$/;

/** A date as text, with the zone UTC where it names none; what is no date stays. */
function dateInUtc(text: string): string {
  const date = text.trim();
  if (UTC_ISO.test(date) || ZONED.test(date)) return text;
  if (LOCAL_ISO.test(date)) return `${date}Z`;
  const time = Date.parse(`${date} UTC`);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
