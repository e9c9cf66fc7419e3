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
  const markdown = tableMarkdown(header, rows);
  emit({ data: { "text/markdown": markdown, "text/plain": markdown }, metadata: { ncsparse: { table: true } } });
}

/** A table in Markdown; @throws RangeError if a row is not as long as the header */
export function tableMarkdown(header: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  for (const row of rows) {
    if (row.length !== header.length) {
      throw new RangeError(`showTable: each row must have ${header.length} cells, got ${row.length}`);
    }
  }
  const lines = rows.map((row) => row.map(cellText));
  const isNumeric = header.map((_, c) => rows.every((row) => typeof row[c] === "number" || row[c] === "—"));
  return [header.map(cellText), isNumeric.map((numeric) => (numeric ? "--:" : ":--")), ...lines]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function cellText(cell: TableCell): string {
  return typeof cell === "number" ? formatNumber(cell) : withoutBars(cell.replace(/\s*\n\s*/g, " "));
}

/** Formulas between single dollars. */
const FORMULA = /(?<!\\)\$(?:\\[^]|[^$\\])+\$/g;

/**
 * A bar would end the cell. In text it is escaped; in a formula an escaped bar is a norm's double bar to whoever sets the
 * formula before the table, as JupyterLab does: there it is written as the command for the same sign.
 */
function withoutBars(cell: string): string {
  let end = 0;
  let out = "";
  for (const formula of cell.matchAll(FORMULA)) {
    out += cell.slice(end, formula.index).replaceAll("|", "\\|") + commandsForBars(formula[0]);
    end = formula.index + formula[0].length;
  }
  return out + cell.slice(end).replaceAll("|", "\\|");
}

/**
 * `\|` becomes `\Vert`, `|` becomes `\vert`. A blank follows only where the command would run into a letter: in the report a
 * dollar behind a blank ends no formula.
 */
function commandsForBars(tex: string): string {
  return tex.replace(/\\\\|(\\?)\|(?=([a-zA-Z])?)/g, (bar, escape?: string, letter?: string) => {
    if (escape === undefined) return bar;
    return `${escape === "" ? "\\vert" : "\\Vert"}${letter === undefined ? "" : " "}`;
  });
}
