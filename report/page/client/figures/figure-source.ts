/** What a figure is made of, as the page carries it. */
import { parse } from "flatted";
import type { Spec } from "vega";
import { unpackText } from "../unpack.js";

export interface FigureSource {
  /** The figure as its notebook has it. */
  readonly vegaLite: Readonly<Record<string, unknown>>;
  /** The same compiled, with the theme. */
  readonly vega: Spec;
}

interface Table {
  readonly $fields: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
}

interface PackedSources {
  readonly ids: readonly string[];
  readonly vegaLite: readonly unknown[];
  readonly vega: readonly unknown[];
}

let unpacked: Promise<PackedSources> | undefined;

/** A figure's source, for the caller alone: Vega writes into the data that it draws. */
export async function figureSource(figure: Element): Promise<FigureSource> {
  unpacked ??= unpackText("figure-sources").then((text) => parse(text) as PackedSources);
  const { ids, vegaLite, vega } = await unpacked;
  const at = ids.indexOf(figure.id);
  if (at < 0) throw new Error("its source is not in the page");
  return { vegaLite: copyOf(vegaLite[at]), vega: copyOf(vega[at]) } as FigureSource;
}

/** A copy that shares nothing, with the rows of each table: undoes `packSources` of the page's builder. */
function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  if ("$fields" in value) return rowsOf(value as Table);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)]));
}

function rowsOf({ $fields, columns }: Table): object[] {
  const row = (i: number): object => Object.fromEntries($fields.map((field, at) => [field, columns[at]![i]]));
  return Array.from({ length: columns[0]!.length }, (_, i) => row(i));
}
