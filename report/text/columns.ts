/** Plain-text tables, as a terminal shows them. */

/** Columns aligned by width, two spaces apart: text to the left, what begins like a number to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const right = header.map((_, i) => rows.length > 0 && rows.every((row) => /^[-+.\d]|^$|^inf/.test(row[i]!)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (right[i]! ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  return [line(header), ...rows.map(line)];
}

/** Two columns without a header: name and value. */
export function pairs(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}
