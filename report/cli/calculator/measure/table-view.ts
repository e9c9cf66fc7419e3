import type { TextTable } from "./measure-text.js";

/** Columns as the template sets them: words to the left, numbers to the right. */
export function tableView({ title, header, rows }: TextTable): object {
  const numeric = header.map((_, i) => rows.every((row) => /^[-+.\d]|^$|^NaN|^–/.test(row[i]!)));
  const cells = (texts: readonly string[]): object[] => texts.map((text, i) => ({ text, numeric: numeric[i]! }));
  return { title, header: cells(header), rows: rows.map((row) => ({ cells: cells(row) })) };
}
