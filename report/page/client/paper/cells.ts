/** Empty cells of tables. Chromium gives them no tag, and the cells behind them would be read out under others' heads. */

/** Puts a blank into every cell that holds nothing. */
export function fillEmptyCells(): void {
  for (const cell of document.querySelectorAll("td, th"))
    if (cell.textContent.trim() === "" && cell.querySelector("img, svg, math") === null) cell.textContent = "\u00a0";
}
