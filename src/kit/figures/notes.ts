/**
 * What a figure cannot show, said in the figure itself. Vega leaves out rows whose values are no finite numbers, puts what
 * is not above 0 nowhere on a logarithmic axis (and then, for want of a domain, all else, too), and draws bare axes where
 * there are no rows: all without a word.
 */
import { CHART_SIZE, colour, type ChartSpec } from "./theme.js";

type Row = Readonly<Record<string, unknown>>;
type Spec = Readonly<Record<string, unknown>>;

/**
 * The figure with a line below it (or below its title) for what it leaves out, and with logarithmic axes that do so. A
 * figure that leaves nothing out, or has its line, is given back as it is.
 */
export function withNotes(spec: ChartSpec): ChartSpec {
  const tables = tablesOf(spec);
  const rows = tables.flat();
  const fields = fieldsOf(spec);
  const notes = [
    ...(tables.length > 0 && rows.length === 0 ? ["No data"] : []),
    ...count(rows, fields.numbers, isNotFinite, "is not a finite number", "are not finite numbers", "left out"),
    ...count(rows, fields.logs, isNotPositive, "is not above 0", "are not above 0", "not on the logarithmic axis"),
  ];
  const told = textsOf(spec.title);
  const missing = notes.filter((note) => !told.includes(note));
  if (missing.length === 0) return spec;
  const lost = [...fields.logs].filter((field) => rows.some((row) => isNotPositive(row[field])));
  return { ...(positiveOnly(spec, new Set(lost)) as ChartSpec), title: noted(spec.title, missing) };
}

function count(
  rows: readonly Row[],
  fields: ReadonlySet<string>,
  isLost: (value: unknown) => boolean,
  one: string,
  several: string,
  fate: string,
): string[] {
  const lost = rows.reduce(
    (sum, row) => sum + [...fields].filter((field) => field in row && isLost(row[field])).length,
    0,
  );
  if (lost === 0) return [];
  return [`${lost} ${lost === 1 ? `value ${one}` : `values ${several}`}: ${fate}`];
}

/** JSON has made null of what was not finite. */
function isNotFinite(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "" || !Number.isFinite(Number(value));
  return value === null || (typeof value === "number" && !Number.isFinite(value));
}

function isNotPositive(value: unknown): boolean {
  return typeof value === "number" && value <= 0;
}

/** All rows that a figure carries, table by table. */
function tablesOf(spec: unknown): Row[][] {
  const tables: Row[][] = [];
  visit(spec, (part, key) => {
    const own = key === "datasets" ? Object.values(part) : key === "data" && "values" in part ? [part.values] : [];
    for (const table of own) if (Array.isArray(table)) tables.push(table.filter(isRow));
  });
  return tables;
}

/** The fields that stand for numbers, and those on a logarithmic axis that does not hold fast what lies beyond its ends. */
function fieldsOf(spec: unknown): { numbers: Set<string>; logs: Set<string> } {
  const numbers = new Set<string>();
  const logs = new Set<string>();
  visit(spec, (part, key) => {
    if (key !== "encoding") return;
    for (const channel of Object.values(part).flat()) {
      if (!isRow(channel) || typeof channel.field !== "string" || channel.type !== "quantitative") continue;
      numbers.add(channel.field);
      if (isLogarithmic(channel)) logs.add(channel.field);
    }
  });
  return { numbers, logs };
}

function isLogarithmic({ scale, aggregate }: Row): boolean {
  return isRow(scale) && scale.type === "log" && scale.clamp !== true && aggregate === undefined;
}

/** Adds to each view with a logarithmic axis of one of these fields a filter behind its own transforms. */
function positiveOnly(value: unknown, lost: ReadonlySet<string>): unknown {
  if (lost.size === 0 || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((part) => positiveOnly(part, lost));
  const spec = value as Spec;
  const entries = Object.entries(spec).map(([key, part]) => [key, key === "data" ? part : positiveOnly(part, lost)]);
  const out = Object.fromEntries(entries) as Record<string, unknown>;
  const fields = isRow(spec.encoding) ? [...fieldsOf({ encoding: spec.encoding }).logs].filter((f) => lost.has(f)) : [];
  if (fields.length === 0) return out;
  const filters = fields.map((field) => ({ filter: `!(datum[${JSON.stringify(field)}] <= 0)` }));
  return { ...out, transform: [...(Array.isArray(spec.transform) ? (spec.transform as unknown[]) : []), ...filters] };
}

/** A title with these lines below it; without a title they stand below the figure. */
function noted(title: unknown, notes: readonly string[]): Record<string, unknown> {
  const style = { color: colour("muted"), fontSize: CHART_SIZE.label, fontWeight: 400 };
  const texts = textsOf(title);
  if (texts.length === 0) return { text: notes, orient: "bottom", anchor: "start", offset: 8, ...style };
  const own = isRow(title) ? title : { text: title };
  const subtitle = own.subtitle === undefined ? [] : [own.subtitle].flat();
  const subtitleStyle = { subtitleColor: style.color, subtitleFontSize: style.fontSize, subtitleFontWeight: 400 };
  return { ...subtitleStyle, ...own, subtitle: [...subtitle, ...notes] };
}

/** The lines of a title and its subtitle. */
function textsOf(title: unknown): string[] {
  const parts = isRow(title) ? [title.text, title.subtitle] : [title];
  return parts.flat().filter((part): part is string => typeof part === "string" && part !== "");
}

/** Calls for every object of a spec outside its rows, with the key under which it stands. */
function visit(value: unknown, see: (part: Row, key: string) => void, key = ""): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const part of value) visit(part, see);
    return;
  }
  see(value as Row, key);
  if (key === "datasets") return;
  for (const [name, part] of Object.entries(value)) if (name !== "values") visit(part, see, name);
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
