import { expect, it } from "vitest";
import { cellsTable } from "../../../../report/page/claims/cells-table.js";
import { CELLS } from "../../../fixtures/report/claims.js";

it("a parameter may be called what objects inherit", () => {
  const [first, second] = CELLS;
  const named = { ...first!, parameters: { constructor: 3, toString: "word" } };
  const { html } = cellsTable([named, second!]);
  expect(html).toContain(">constructor</th>");
  expect(html).toContain(">3</td>");
  expect(html).not.toMatch(/function|native/);
});

it("each number stands in its own column", () => {
  const interval = (value: number): { value: number; low: number; high: number } => ({
    value,
    low: value,
    high: value,
  });
  const numbers = { draws: 11, failures: 12, target: 14, bound: 16, trivial: 17, tightness: 18 };
  const cell = { ...CELLS[0]!, ...numbers, parameters: { n: 10 }, estimate: interval(13), measured: interval(15) };
  const { html } = cellsTable([cell]);
  const texts = (tag: string): string[] =>
    [...html.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, "gs"))].map(([, text]) =>
      text!.replace(/<[^>]+>/g, ""),
    );
  const [heads, entries] = [texts("th"), texts("td")];
  expect(Object.fromEntries(heads.map((head, i) => [head, entries[i]!.trim()]))).toMatchObject({
    ...{ n: "10", draws: "11", failures: "12", estimate: "13", target: "14" },
    ...{ measured: "15", bound: "16", trivial: "17", tightness: "18" },
  });
});
