/** A table with more columns than a page can show is set as several, one below the other, each with the first column. */

/** Splits the table in a box so that none is wider than `most` pixels; one with cells over several columns stays whole. */
export function splitColumns(box: Element, most: number): void {
  const table = box.querySelector("table");
  const widths = table === null ? null : columnWidths(table);
  if (table === null || widths === null) return;
  const panels = packed(widths, most);
  const tables = panels.map((_, index) => (index === 0 ? table : copyOf(table)));
  tables.forEach((one, index) => keepColumns(one, new Set([0, ...panels[index]!])));
  table.after(...tables.slice(1));
}

/** The widths of a table's columns; null where a cell spans several, or a row has fewer. */
function columnWidths(table: HTMLTableElement): number[] | null {
  const rows = [...table.rows];
  const count = rows[0]?.cells.length ?? 0;
  const isPlain = rows.every(({ cells }) => cells.length === count && [...cells].every(spansOne));
  return isPlain && count > 2 ? [...rows[0]!.cells].map((cell) => cell.getBoundingClientRect().width) : null;
}

function spansOne({ colSpan, rowSpan }: HTMLTableCellElement): boolean {
  return colSpan === 1 && rowSpan === 1;
}

/** The columns of each panel but for the first, which all of them have. */
function packed([label = 0, ...widths]: readonly number[], most: number): number[][] {
  const panels: number[][] = [[]];
  let width = label;
  for (const [index, column] of widths.entries()) {
    if (width + column > most && panels.at(-1)!.length > 0) {
      panels.push([]);
      width = label;
    }
    panels.at(-1)!.push(index + 1);
    width += column;
  }
  return panels;
}

/** A copy without what an address leads to: that is the first. */
function copyOf(table: HTMLTableElement): HTMLTableElement {
  const copy = table.cloneNode(true) as HTMLTableElement;
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  copy.removeAttribute("id");
  return copy;
}

function keepColumns(table: HTMLTableElement, kept: ReadonlySet<number>): void {
  for (const row of table.rows) {
    for (const [index, cell] of [...row.cells].entries()) if (!kept.has(index)) cell.remove();
  }
}
