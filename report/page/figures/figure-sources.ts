/**
 * What the page's figures are made of, packed together: they share words, styles, layers and often their data, of which
 * the Vega-Lite spec and the compiled one each have a copy. Whatever is equal stands in the page once, and data stand as
 * columns; together they take a quarter of what they take one by one.
 */
import { stringify } from "flatted";
import type { Pieces } from "../pieces.js";
import { packText } from "../text.js";

export interface FigureSource {
  /** The figure as its notebook has it. */
  readonly vegaLite: object;
  /** The same compiled, with the theme. */
  readonly vega: object;
}

/** Both as JSON, so that sources that were packed before are known without being read. */
export type FigureSourceText = Readonly<Record<keyof FigureSource, string>>;

/** Stands for a list of rows that all have these fields in this order; the page's script makes rows of it again. */
export interface Table {
  readonly $fields: readonly string[];
  /** For each field its values, row by row. */
  readonly columns: readonly (readonly unknown[])[];
}

/** The content of the page's `#figure-sources`; `figureSource` of the page's script reads it. */
export interface PackedSources {
  /** The figures' ids; their specs stand in the same order, one kind beside its like. */
  readonly ids: readonly string[];
  readonly vegaLite: readonly unknown[];
  readonly vega: readonly unknown[];
}

/** Packs the sources of a page's figures, by the figures' ids; "" where there is none. */
export async function packSources(sources: ReadonlyMap<string, FigureSourceText>, pieces: Pieces): Promise<string> {
  if (sources.size === 0) return "";
  // The compiled spec follows from the other.
  const parts = [...sources].flatMap(([id, { vegaLite }]) => [id, vegaLite]);
  return await pieces.once("sources", "figure-sources", parts, () => Promise.resolve(pack(sources)));
}

function pack(sources: ReadonlyMap<string, FigureSourceText>): string {
  const specs = [...sources.values()];
  const packed: PackedSources = {
    ids: [...sources.keys()],
    vegaLite: specs.map(({ vegaLite }) => JSON.parse(vegaLite) as unknown),
    vega: specs.map(({ vega }) => JSON.parse(vega) as unknown),
  };
  return packText(stringify(new Shared().of(packed)));
}

/** Gives equal parts of JSON values as one object, which `flatted` then writes once. */
class Shared {
  private readonly numbers = new Map<object, number>();
  private readonly known = new Map<string, object>();

  /** An equal value, in which whatever is equal to a part met before is that part, and lists of rows are tables. */
  of(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    const whole = isRows(value) ? tableOf(value) : value;
    const parts = Object.entries(whole).map(([key, part]) => [key, this.of(part)] as const);
    const key = `${Array.isArray(whole) ? "list" : "object"} ${parts.map((part) => this.keyOf(part)).join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = Array.isArray(whole) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
    this.known.set(key, made);
    this.numbers.set(made, this.numbers.size);
    return made;
  }

  private keyOf([name, part]: readonly [string, unknown]): string {
    const isObject = typeof part === "object" && part !== null;
    return `${JSON.stringify(name)}:${isObject ? `#${this.numbers.get(part)}` : JSON.stringify(part)}`;
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Rows of data, as against the lists of layers, marks and scales that specs consist of. */
function isRows(value: unknown): value is Row[] {
  if (!Array.isArray(value) || value.length < 2) return false;
  const fieldsOf = (row: unknown): string => JSON.stringify(Object.keys(row ?? {}));
  const fields = fieldsOf(value[0]);
  return fields !== "[]" && value.every((row) => isRow(row) && fieldsOf(row) === fields);
}

function isRow(value: unknown): value is Row {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((entry) => typeof entry !== "object" || entry === null);
}

function tableOf(rows: readonly Row[]): Table {
  const $fields = Object.keys(rows[0]!);
  return { $fields, columns: $fields.map((field) => rows.map((row) => row[field])) };
}
