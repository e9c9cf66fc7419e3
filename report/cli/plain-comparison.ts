import { printable } from "../errors.js";
import type { ComparisonStyle } from "../ledger/comparison-text.js";
import { table } from "../text/columns.js";

/** A comparison in a terminal, which nothing that a run wrote may drive. */
export const PLAIN_COMPARISON: ComparisonStyle = {
  heading: (title) => [title],
  sentence: (text) => [text],
  table: (header, rows) =>
    table(
      header,
      rows.map((row) => row.map(printable)),
    ),
  claim: ({ id, title }) => [printable(`${id}  ${title}`)],
  change: ({ effect, what, words }) => {
    const line = `  ${effect}: ${printable(what)}`;
    return words === undefined ? [line] : [line, ...signed(words.before, "-"), ...signed(words.after, "+")];
  },
};

function signed(text: string | null, sign: string): string[] {
  return text === null ? [] : text.split("\n").map((line) => `    ${sign} ${printable(line)}`);
}
