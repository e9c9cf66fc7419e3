/** The cells of a claim as a table: only the columns that this claim has. */
import type { CellResult } from "ncsparse-kit";
import { GREEK_LETTERS } from "ncsparse-kit/figures/chart-text";
import { formatInterval, formatNumber, formatParameter } from "../../text/numbers.js";
import { outcomeClass, outcomeHtml } from "./outcome.js";
import { escapeHtml } from "../../text/escape.js";
import { fill } from "../assets/templates.js";

/** Tables with more rows are folded on screen and stand in the chapter's appendix on paper. */
const OPEN_ROWS = 6;

interface Column {
  head: string;
  numeric: boolean;
  /** HTML of the column's entry. */
  cell: (row: CellResult) => string;
  shown: (rows: readonly CellResult[]) => boolean;
}

const always = (): boolean => true;
const some =
  (has: (row: CellResult) => boolean) =>
  (rows: readonly CellResult[]): boolean =>
    rows.some(has);
const orDash = (value: number | null): string => (value === null ? "–" : formatNumber(value));

const COLUMNS: readonly Column[] = [
  { head: "draws", numeric: true, cell: (row) => formatNumber(row.draws), shown: some((row) => row.draws > 0) },
  { head: "failures", numeric: true, cell: (row) => orDash(row.failures), shown: some((row) => row.failures !== null) },
  { head: "estimate", numeric: true, cell: (row) => formatInterval(row.estimate), shown: always },
  { head: "target", numeric: true, cell: (row) => formatParameter(row.target), shown: always },
  {
    head: "measured",
    numeric: true,
    cell: (row) => (row.measured === null ? "–" : formatInterval(row.measured)),
    shown: some((row) => row.measured !== null),
  },
  { head: "bound", numeric: true, cell: (row) => orDash(row.bound), shown: some((row) => row.bound !== null) },
  {
    head: "taken at",
    numeric: true,
    cell: (row) => (row.boundAt === null ? "–" : takenAt(row.boundAt)),
    shown: some((row) => row.boundAt !== null),
  },
  { head: "trivial", numeric: true, cell: (row) => orDash(row.trivial), shown: some((row) => row.trivial !== null) },
  {
    head: "tightness",
    numeric: true,
    cell: (row) => orDash(row.tightness),
    shown: some((row) => row.tightness !== null),
  },
  { head: "use", numeric: false, cell: (row) => row.use ?? "–", shown: some((row) => row.use !== null) },
  { head: "note", numeric: false, cell: (row) => escapeHtml(row.note), shown: some((row) => row.note !== "") },
];

/** The table, and whether it is so long that it is folded. */
export function cellsTable(cells: readonly CellResult[]): { html: string; folded: boolean } {
  const parameters = [...new Set(cells.flatMap((cell) => Object.keys(cell.parameters)))];
  const columns = COLUMNS.filter((column) => column.shown(cells));
  // The verdict first: where a table is wider than the screen, its end is out of sight.
  const heads = [
    { head: "outcome", numeric: false },
    ...parameters.map((name) => ({ head: symbolHtml(name), numeric: true, parameter: true })),
    ...columns.map(({ head, numeric }) => ({ head, numeric })),
  ];
  const rows = cells.map((cell) => ({
    outcomeClass: outcomeClass(cell.outcome),
    entries: [
      { html: outcomeHtml(cell.outcome), numeric: false },
      ...parameters.map((name) => ({ html: parameterHtml(own(cell.parameters, name)), numeric: true })),
      ...columns.map((column) => ({ html: column.cell(cell), numeric: column.numeric })),
    ],
  }));
  return { html: fill("cells", { heads, rows }), folded: cells.length > OPEN_ROWS };
}

/** A parameter's name as in the statements: `n` and `sigma` as italic symbols, words as they are. */
function symbolHtml(name: string): string {
  const greek = own(GREEK_LETTERS, name);
  if (greek !== undefined) return `<i>${greek}</i>`;
  return name.length === 1 ? `<i>${escapeHtml(name)}</i>` : escapeHtml(name);
}

/** "R = 1.31": what a bound that varies with the draw was taken at. */
function takenAt(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${symbolHtml(name)} = ${formatNumber(value)}`)
    .join(", ");
}

/** A record's own entry: parameters are called what a notebook calls them, "constructor" too. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function parameterHtml(value: number | string | undefined): string {
  if (value === undefined) return "–";
  return typeof value === "number" ? formatParameter(value) : escapeHtml(value);
}
