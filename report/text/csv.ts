/** CSV as RFC 4180 has it: what d3-dsv writes ends lines without a carriage return, and leaves blanks at the ends bare. */

/** The text of a table, its head among the rows; null is an empty field. */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((values) => `${values.map(field).join(",")}\r\n`).join("");
}

/** Blanks at the ends are quoted too, as some readers trim what is not. */
function field(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A field, quoted or else bare, and what ends it: of a quote that nothing closes, the line is taken as it is. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|\n|\r|$)/g;

/** The rows of a CSV text; a blank line is none. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = "", end] of text.matchAll(FIELD)) {
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
