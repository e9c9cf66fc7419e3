/** A figure's numbers as HTML tables: three digits to read, every digit when copied. */
import { formatNumber } from "../../../../text/numbers.js";
import { symbolsHtml } from "../view.js";
import { plainCell, type Cell, type DataTable } from "./tables.js";

/** A scrolling table; what is copied from it has tabs between cells and all digits. */
export function dataView({ columns, rows }: DataTable, name: string): HTMLElement {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const { field, title } of columns) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.innerHTML = symbolsHtml(title);
    cell.dataset.plain = plainCell(field);
    if (rows.every((row) => typeof row[field] === "number" || row[field] === null)) cell.className = "numeric";
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const { field } of columns) fillCell(line.insertCell(), row[field] ?? null);
  }
  const scroll = document.createElement("div");
  scroll.className = "table-scroll data-view";
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", name);
  scroll.append(table);
  scroll.addEventListener("copy", (event) => copyPlain(event, table));
  return scroll;
}

function fillCell(cell: HTMLTableCellElement, value: Cell): void {
  cell.dataset.plain = plainCell(value);
  if (typeof value !== "number") {
    cell.innerHTML = symbolsHtml(value ?? "");
    return;
  }
  cell.className = "numeric";
  const data = document.createElement("data");
  data.value = String(value);
  data.innerHTML = formatNumber(value);
  cell.append(data);
}

function copyPlain(event: ClipboardEvent, table: HTMLTableElement): void {
  const selection = getSelection();
  if (selection === null || event.clipboardData === null) return;
  const lines = Array.from(table.rows, (row) =>
    Array.from(row.cells)
      .filter((cell) => selection.containsNode(cell, true))
      .map((cell) => cell.dataset.plain ?? ""),
  ).filter((cells) => cells.length > 0);
  // Part of one cell: the reader wants just that text.
  if (lines.flat().length < 2) return;
  event.clipboardData.setData("text/plain", lines.map((cells) => cells.join("\t")).join("\n"));
  event.preventDefault();
}
