/** A bound on how many rows, cells, entries or paragraphs of an output stand side by side: the rest is counted, not shown. */
import { sayNumber } from "../../text/numbers.js";

/** Elements that an output may repeat by the thousand, and what people call them. */
const REPEATED: Readonly<Record<string, string>> = {
  tr: "rows",
  td: "cells",
  th: "cells",
  li: "entries",
  dt: "entries",
  dd: "entries",
  p: "paragraphs",
  div: "parts",
  pre: "parts",
  span: "parts",
  option: "entries",
};

/** Counts the children of one element. */
export class SiblingCount {
  readonly #counts = new Map<string, number>();

  /** @param most how many elements of one name are shown */
  constructor(private readonly most: number) {}

  /** Counts a child; false where it is one too many. */
  admits(name: string): boolean {
    if (!Object.hasOwn(REPEATED, name)) return true;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count <= this.most;
  }

  /** HTML that says, as the last child, what is not shown; "" where all is. */
  rest(): string {
    return [...this.#counts]
      .map(([name, count]) => (count > this.most ? restOf(name, count - this.most) : ""))
      .join("");
  }
}

function restOf(name: string, count: number): string {
  const words = `${sayNumber(count)} more ${REPEATED[name]!} ${STAND}`;
  if (name === "tr") return leftOffRow(count);
  if (name === "td" || name === "th") return `<td class="left-off">… ${sayNumber(count)} more</td>`;
  if (name === "span") return ` <span class="left-off">${words}</span>`;
  return name === "li" ? `<li class="left-off">${words}</li>` : `<div class="left-off">${words}</div>`;
}

const STAND = "stand in the executed notebook.";

/** The last row of a table of which so many rows are not shown. */
export function leftOffRow(count: number): string {
  const words = count === 1 ? `1 more row stands in the executed notebook.` : `${sayNumber(count)} more rows ${STAND}`;
  return `<tr><td class="left-off" colspan="100">${words}</td></tr>`;
}

/** How many rows of a table in an output, and how many of anything else side by side, are shown: two pages on paper. */
export const MOST_ROWS = 100;
