/** A comparison of two runs in words: plain tables for a terminal, Markdown for a job's summary. */
import { formatNumber } from "ncsparse/dist/claims/format.js";
import type { Comparison } from "./compare.js";

interface Section {
  title: string;
  header: string[];
  rows: string[][];
}

/** A table: header and rows of plain text. */
export type TableWriter = (header: readonly string[], rows: readonly (readonly string[])[]) => readonly string[];

/** Title by title, empty sections left out; one line if nothing changed. */
export function comparisonLines(
  comparison: Comparison,
  write: TableWriter,
  heading: (title: string) => string,
): string[] {
  const sections = sectionsOf(comparison).filter(({ rows }) => rows.length > 0);
  const changed = sections.some(({ title }) => title !== DURATIONS);
  const told = sections.flatMap(({ title, header, rows }) => [heading(title), "", ...write(header, rows), ""]);
  return [...(changed ? [] : ["No outcome and no tightness changed.", ""]), ...told];
}

/** A Markdown table; pipes are escaped. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}

const DURATIONS = "Durations";

function sectionsOf(comparison: Comparison): Section[] {
  const { outcomes, tightness, added, lost, durations, deviations } = comparison;
  return [
    {
      title: "Changed outcomes",
      header: ["claim", "before", "after", "", "title"],
      rows: outcomes.map(({ id, before, after, asExpected, title }) => [
        id,
        before,
        after,
        asExpected ? "as expected" : "NOT as expected",
        title,
      ]),
    },
    { title: "Not as expected in the new run", header: ["claim"], rows: deviations.map((id) => [id]) },
    {
      title: "Tightness changed beyond its interval",
      header: ["claim", "cell", "before", "after"],
      rows: tightness.map(({ id, cell, before, after }) => [id, cell, formatNumber(before), formatNumber(after)]),
    },
    { title: "New claims", header: ["claim"], rows: added.map((id) => [id]) },
    { title: "Lost claims", header: ["claim"], rows: lost.map((id) => [id]) },
    {
      title: DURATIONS,
      header: ["notebook", "before (s)", "after (s)"],
      rows: durations.map(({ notebook, before, after }) => [notebook, before.toFixed(1), after.toFixed(1)]),
    },
  ];
}
