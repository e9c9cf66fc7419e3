import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

function table(...rows: string[]): { cells: string[][]; told: string[] } {
  const context = contextOf();
  const html = renderMarkdown(["| a | b |", "| - | :-: |", ...rows].join("\n"), context);
  const cells = html
    .split("<tr>")
    .slice(2)
    .map((row) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => text(cell!)));
  return { cells, told: context.warnings.map(({ message }) => message) };
}
const text = (html: string): string => html.replace(/<[^>]+>/g, "");

describe("rows of tables", () => {
  it("are not parted by the pipes of a formula, escaped or not", () => {
    const { cells, told } = table("| $|x|$ | $\\|y\\|$ |", "| $$|z|$$ | \\$1 \\| \\$2 |");
    expect(cells).toEqual(
      [
        ["∣x∣", "∥y∥"],
        ["∣z∣", "$1 | $2"],
      ].map((row) => row.map((cell) => expect.stringContaining(cell.replace(/[∣∥]/g, "")) as string)),
    );
    expect(text(cells[0]![1]!)).toBe("‖y‖");
    expect(told).toEqual([]);
  });

  it("are parted by two amounts of dollars, which are no formula", () => {
    expect(table("| $5 | $6 |").cells).toEqual([["$5", "$6"]]);
  });

  it("keep the cells that the head has no column for, and the author is told", () => {
    const { cells, told } = table("| 1 | 2 | *3* | 4 |", "| `a|b` | 2 |", "| 1 |");
    expect(cells).toEqual([
      ["1", "2", "3", "4"],
      ["`a", "b`", "2"],
      ["1", ""],
    ]);
    expect(told).toEqual([
      "a row of a table has 2 more cells than its head: a pipe that parts no cells is written \\|",
      "a row of a table has 1 more cell than its head: a pipe that parts no cells is written \\|",
    ]);
  });

  it("leave the text behind the table alone", () => {
    expect(renderMarkdown("| a |\n| - |\n| 1 |\n\nafter $|x|$ and | 2", contextOf())).toMatch(
      /<p>after .*x.* and \| 2<\/p>/,
    );
  });
});
