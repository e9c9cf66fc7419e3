/**
 * What the page's figures are made of, packed together: they share words, styles and often their data, of which the
 * Vega-Lite spec and the compiled one each have a copy. Together they take half of what they take one by one.
 */
import type { Pieces } from "./pieces.js";
import { packJson } from "./text.js";

export interface FigureSource {
  /** The figure as its notebook has it. */
  readonly vegaLite: object;
  /** The same compiled, with the theme. */
  readonly vega: object;
}

/** Both as JSON, so that sources that were packed before are known without being read. */
export type FigureSourceText = Readonly<Record<keyof FigureSource, string>>;

/** The content of the page's `#figure-sources`; `figureSource` of the page's script reads it. */
export interface PackedSources {
  /** Every list of data once; `{ [TABLE_KEY]: i }` stands for the i-th wherever a figure has it. */
  readonly tables: readonly unknown[];
  readonly figures: Readonly<Record<string, FigureSource>>;
}

/** The one key of what stands for a table. */
export const TABLE_KEY = "$table";

/** Packs the sources of a page's figures, by the figures' ids; "" where there is none. */
export async function packSources(sources: ReadonlyMap<string, FigureSourceText>, pieces: Pieces): Promise<string> {
  if (sources.size === 0) return "";
  // The compiled spec follows from the other.
  const parts = [...sources].flatMap(([id, { vegaLite }]) => [id, vegaLite]);
  return await pieces.once("sources", "figure-sources", parts, () => Promise.resolve(pack(sources)));
}

function pack(sources: ReadonlyMap<string, FigureSourceText>): string {
  const tables: unknown[] = [];
  const places = new Map<string, number>();
  const withoutTables = (_key: string, value: unknown): unknown => {
    if (!isTable(value)) return value;
    const text = JSON.stringify(value);
    const place = places.get(text) ?? tables.push(value) - 1;
    places.set(text, place);
    return { [TABLE_KEY]: place };
  };
  const read = ([id, { vegaLite, vega }]: [string, FigureSourceText]): [string, FigureSource] => [
    id,
    { vegaLite: JSON.parse(vegaLite) as object, vega: JSON.parse(vega) as object },
  ];
  const whole = Object.fromEntries([...sources].map(read));
  const figures = JSON.parse(JSON.stringify(whole, withoutTables)) as PackedSources["figures"];
  return packJson({ tables, figures } satisfies PackedSources);
}

/** Rows of data, as against the lists of layers, marks and scales that specs consist of. */
function isTable(value: unknown): value is object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRow);
}

function isRow(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && Object.values(value).every((entry) => typeof entry !== "object")
  );
}
