/** What a panel says: rows of numbers, and sentences with numbers in them. */
import { chartText } from "ncsparse-kit/figures/chart-text";
import { symbolsHtml } from "../figures/view.js";
import { quantity, type Quantity } from "./quantity.js";

/** A row of a result table: its name as chart text, and a number or a dash in each column. */
export interface ResultRow {
  readonly label: string;
  readonly cells: readonly (Quantity | null)[];
}

/** Replaces the rows of a panel's table. */
export function showRows(panel: HTMLElement, rows: readonly ResultRow[]): void {
  panel.querySelector("tbody")?.replaceChildren(
    ...rows.map(({ label, cells }) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.innerHTML = symbolsHtml(chartText(label));
      row.append(head, ...cells.map(cellOf));
      return row;
    }),
  );
}

function cellOf(value: Quantity | null): HTMLElement {
  const cell = document.createElement("td");
  cell.className = "numeric";
  cell.append(value === null ? "–" : quantity(value));
  return cell;
}

/** Replaces a panel's answer: paragraphs of chart text and numbers, read out when they change. */
export function showAnswer(panel: HTMLElement, ...paragraphs: (readonly (string | Quantity)[])[]): void {
  panel.querySelector(".answer")?.replaceChildren(
    ...paragraphs.map((parts) => {
      const paragraph = document.createElement("p");
      for (const part of parts) {
        if (typeof part !== "string") paragraph.append(quantity(part));
        else paragraph.insertAdjacentHTML("beforeend", symbolsHtml(chartText(part)));
      }
      return paragraph;
    }),
  );
}

/** Replaces the command that a panel names. */
export function showCommand(panel: HTMLElement, command: string): void {
  const code = panel.querySelector(".command code");
  if (code !== null) code.textContent = command;
}
