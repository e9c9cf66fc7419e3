/** The numbers behind a figure: the data sets of its Vega-Lite spec as tables, and as one CSV. */
import { csvText } from "../../../../text/csv.js";
import { textRuns } from "ncsparse-kit/figures/chart-text";

export type Cell = string | number | boolean | null;

export interface Column {
  readonly field: string;
  /** What the figure's axes or tooltips call it; the field itself where they do not. Chart text. */
  readonly title: string;
}

export interface DataTable {
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

type Node = Readonly<Record<string, unknown>>;

/**
 * What a figure draws, as tables: the columns of its data sets that some axis, tooltip or panel shows. Data sets with the
 * same columns stand in one table, told apart by a column `layer`; a set that occurs twice stands once, and rows that
 * carry no value (labels and rules that stand once) are left out.
 */
export function dataTables(spec: Node): DataTable[] {
  const groups = new Map<string, Map<string, Node[]>>();
  for (const rows of dataSets(spec, spec)) {
    const key = JSON.stringify(fieldsOf(rows));
    groups.set(key, (groups.get(key) ?? new Map<string, Node[]>()).set(JSON.stringify(rows), rows));
  }
  const titles = titlesOf(spec);
  return [...groups.values()].map((sets) => tableOf([...sets.values()], titles));
}

function tableOf(sets: readonly Node[][], titles: ReadonlyMap<string, string>): DataTable {
  const rows = sets.flatMap((set, layer) => set.map((row) => (sets.length > 1 ? { layer: layer + 1, ...row } : row)));
  const all = fieldsOf(rows).filter((field) => rows.some((row) => row[field] !== "" && row[field] !== undefined));
  const drawn = all.filter((field) => titles.has(field) || field === "layer");
  const fields = drawn.some((field) => field !== "layer") ? drawn : all;
  return {
    columns: fields.map((field) => ({ field, title: titleOf(field, titles) })),
    rows: rows.map((row) => Object.fromEntries(fields.map((field) => [field, cellOf(row[field])]))),
  };
}

function titleOf(field: string, titles: ReadonlyMap<string, string>): string {
  const title = titles.get(field) ?? "";
  return title === "" ? field : title;
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  return JSON.stringify(value);
}

/** Fields of some rows, in order of appearance. */
function fieldsOf(rows: readonly Node[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** The inline and named data sets below a part of a spec, outer ones first. */
function dataSets(part: unknown, spec: Node): Node[][] {
  if (typeof part !== "object" || part === null) return [];
  const { data } = part as Node;
  const own = typeof data === "object" && data !== null ? rowsOf(data as Node, spec) : [];
  const below = grammarOf(part as Node).flatMap((value) => dataSets(value, spec));
  return own.some((row) => Object.keys(row).length > 0) ? [own, ...below] : below;
}

function rowsOf(data: Node, spec: Node): Node[] {
  const named = (spec.datasets as Record<string, unknown> | undefined)?.[String(data.name)];
  const rows = data.values ?? named;
  if (!Array.isArray(rows)) return [];
  return rows.map((row: unknown) => (typeof row === "object" && row !== null ? (row as Node) : { data: row }));
}

/** The parts of a spec without the data that stand in it, whose columns may have any name. */
function grammarOf(part: Node): unknown[] {
  return Object.entries(part).flatMap(([key, value]) => (key === "data" || key === "datasets" ? [] : [value]));
}

/** What the figure draws, by field: the titles of tooltips or else of axes, empty where it gives none. */
function titlesOf(spec: Node): Map<string, string> {
  const titles = new Map<string, string>();
  const ofAxes = new Map<string, string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const { field, axis, title } = part as Node;
    if (typeof field === "string") {
      const onAxis = (axis as Node | null | undefined)?.title;
      if (typeof title === "string" && !titles.get(field)) titles.set(field, title);
      if (typeof onAxis === "string" && !ofAxes.has(field)) ofAxes.set(field, onAxis);
      if (!titles.has(field)) titles.set(field, "");
    }
    for (const value of grammarOf(part as Node)) visit(value);
  };
  visit(spec);
  for (const [field, title] of ofAxes) if (titles.get(field) === "") titles.set(field, title);
  return titles;
}

/** One CSV of all tables: their fields side by side, numbers with every digit, symbols as plain text. */
export function toCsv(tables: readonly DataTable[]): string {
  const fields = [...new Set(tables.flatMap(({ columns }) => columns.map(({ field }) => field)))];
  const lines = tables.flatMap(({ rows }) => rows.map((row) => fields.map((field) => plainCell(row[field] ?? null))));
  return csvText([fields.map(plainCell), ...lines]);
}

/** A cell with every digit, and symbols as plain letters: `p_(k+1)`, `10^-4`. */
export function plainCell(value: Cell): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  return textRuns(value)
    .map(({ text, shift }) => (shift === 0 ? text : `${shift < 0 ? "_" : "^"}${text}`))
    .join("");
}
