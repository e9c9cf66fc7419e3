/** What a figure is made of, as the page carries it. */
import type { Spec } from "vega";

export interface FigureSource {
  /** The figure as its notebook has it. */
  readonly vegaLite: Readonly<Record<string, unknown>>;
  /** The same compiled, with the theme. */
  readonly vega: Spec;
}

interface PackedSources {
  readonly tables: readonly unknown[];
  readonly figures: Readonly<Record<string, FigureSource>>;
}

let unpacked: Promise<PackedSources> | undefined;

/** A figure's source, for the caller alone: Vega writes into the data that it draws. */
export async function figureSource(figure: Element): Promise<FigureSource> {
  unpacked ??= unpack();
  const { tables, figures } = await unpacked;
  const source = figures[figure.id];
  if (source === undefined) throw new Error("its source is not in the page");
  return withTables(source, tables) as FigureSource;
}

/** Undoes `packSources` of the page's builder. */
async function unpack(): Promise<PackedSources> {
  const packed = document.getElementById("figure-sources")?.textContent ?? "";
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(stream).json()) as PackedSources;
}

/** A copy in which each table stands where a figure names it. */
function withTables(value: unknown, tables: readonly unknown[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => withTables(entry, tables));
  const { $table: place } = value as { $table?: unknown };
  if (typeof place === "number") return structuredClone(tables[place]);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withTables(entry, tables)]));
}
