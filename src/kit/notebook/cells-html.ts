import { formatNumber } from "../claims/format.js";
import type { CellResult, Interval } from "../claims/result.js";
import { GREEK_LETTERS } from "../figures/chart-text.js";
import { escapeHtml } from "./markdown-html.js";

/** Rows that a notebook shows: the record, and the report, have them all. */
const MOST_ROWS = 60;

const NONE = "—";

interface Column {
  readonly head: string;
  /** Null where a cell has none. */
  readonly entry: (cell: CellResult) => string | null;
}

const COLUMNS: readonly Column[] = [
  { head: "draws", entry: ({ draws }) => (draws === 0 ? null : formatNumber(draws)) },
  { head: "failures", entry: ({ failures }) => (failures === null ? null : formatNumber(failures)) },
  { head: "estimate", entry: ({ estimate }) => intervalText(estimate) },
  { head: "target", entry: ({ target }) => formatNumber(target) },
  { head: "measured", entry: ({ measured }) => measured && intervalText(measured) },
  { head: "bound", entry: ({ bound }) => (bound === null ? null : formatNumber(bound)) },
  { head: "use", entry: ({ use }) => use },
  { head: "outcome", entry: ({ outcome }) => outcome },
];

/** The cells as a table in a fold, with the columns that they have. */
export function cellsHtml(cells: readonly CellResult[]): string {
  const names = [...new Set(cells.flatMap(({ parameters }) => Object.keys(parameters)))];
  const columns = COLUMNS.filter(({ entry }) => cells.some((cell) => entry(cell) !== null));
  const head = [...names.map(symbol), ...columns.map(({ head }) => head)];
  const rows = cells
    .slice(0, MOST_ROWS)
    .map((cell) => [
      ...names.map((name) => parameterText(cell, name)),
      ...columns.map(({ entry }) => entry(cell) ?? NONE),
    ]);
  const more = cells.length - rows.length;
  return [
    `<details><summary>${cells.length === 1 ? "1 cell" : `${cells.length} cells`}</summary>`,
    `<table><thead>${row("th", head)}</thead><tbody>${rows.map((one) => row("td", one)).join("")}</tbody></table>`,
    ...(more > 0 ? [`<p>and ${more} more, which the claim's record holds</p>`] : []),
    "</details>",
  ].join("");
}

function row(tag: "th" | "td", texts: readonly string[]): string {
  return `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join("")}</tr>`;
}

function intervalText({ value, low, high }: Interval): string {
  if (low === high) return formatNumber(value);
  return `${formatNumber(value)} [${formatNumber(low)}, ${formatNumber(high)}]`;
}

function parameterText({ parameters }: CellResult, name: string): string {
  const value = Object.hasOwn(parameters, name) ? parameters[name]! : NONE;
  return typeof value === "number" ? formatNumber(value) : value;
}

function symbol(name: string): string {
  return Object.hasOwn(GREEK_LETTERS, name) ? GREEK_LETTERS[name]! : name;
}
