import { formatNumber } from "../claims/format.js";
import { emit } from "./emit.js";

/** A table's cell: numbers are set with three significant digits, text is Markdown with $TeX$. */
export type TableCell = number | string;

/**
 * Display a table.
 *
 * @param header column heads, Markdown with $TeX$
 * @param rows one list of cells a row, as long as the header
 * @throws RangeError if a row is not
 */
export function showTable(header: readonly string[], rows: readonly (readonly TableCell[])[]): void {
  for (const row of rows) {
    if (row.length !== header.length) {
      throw new RangeError(`showTable: each row must have ${header.length} cells, got ${row.length}`);
    }
  }
  const lines = rows.map((row) => row.map(cellText));
  const isNumeric = header.map((_, c) => rows.every((row) => typeof row[c] === "number" || row[c] === "—"));
  const markdown = [header, isNumeric.map((numeric) => (numeric ? "--:" : ":--")), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  emit({ data: { "text/markdown": markdown, "text/plain": markdown }, metadata: { ncsparse: { table: true } } });
}

function cellText(cell: TableCell): string {
  return typeof cell === "number" ? formatNumber(cell) : cell.replaceAll("|", "\\|");
}
