/** Tables that can be read out: cells below their heads, and as many in each row. */

/** Puts a blank into empty cells, to which Chromium gives no tag else, and adds those that a row lacks at its end. */
export function fillTables(): void {
  for (const table of document.querySelectorAll("table")) {
    for (const cell of table.querySelectorAll("td, th"))
      if (cell.textContent.trim() === "" && cell.querySelector("img, svg, math") === null) cell.textContent = BLANK;
    lengthenRows([...table.rows]);
  }
}

const BLANK = "\u00a0";

function lengthenRows(rows: readonly HTMLTableRowElement[]): void {
  const widths = widthsOf(rows);
  const width = Math.max(0, ...widths);
  rows.forEach((row, index) => {
    for (let missing = width - widths[index]!; missing > 0; missing--) row.insertCell().textContent = BLANK;
  });
}

/** The columns that each row takes, with those that cells of rows above reach into. */
function widthsOf(rows: readonly HTMLTableRowElement[]): number[] {
  let reaching: { columns: number; rows: number }[] = [];
  return rows.map(({ cells }) => {
    const own = [...cells].map(({ colSpan, rowSpan }) => ({ columns: colSpan, rows: rowSpan }));
    const taken = [...reaching, ...own];
    reaching = taken.map((cell) => ({ ...cell, rows: cell.rows - 1 })).filter((cell) => cell.rows > 0);
    return taken.reduce((sum, { columns }) => sum + columns, 0);
  });
}
