/** Dates in figures as the page shows them to a reader in another time zone than the one in which it was made. */
import { readDocument } from "../../../report/document/read.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Output } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, type Visitor } from "./open-page.js";

const MONTHS = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "Two values, one of January and one of February.",
  width: 400,
  data: {
    values: [
      { day: "2026-01-01", v: 1 },
      { day: "2026-02-01T00:00", v: 2 },
    ],
  },
  mark: "bar",
  encoding: {
    x: { timeUnit: "yearmonth", field: "day", type: "ordinal", axis: { format: "%b %d %H:%M" } },
    y: { field: "v", type: "quantitative" },
  },
};

let visitor: Visitor;
beforeAll(async () => {
  const notebook = structuredClone(SPARSITY);
  const code = notebook.notebook.cells.find((cell) => cell.cell_type === "code")!;
  const data = { "application/vnd.vegalite.v5+json": MONTHS };
  const output: Output = { output_type: "display_data", data, metadata: {} };
  notebook.notebook.cells = [{ ...code, outputs: [output] }];
  visitor = await openPage({ ...CLEAN_INPUT, document: readDocument([notebook]), findings: [], partial: true });
});
afterAll(() => visitor.close());

const TEXTS = `[...document.querySelectorAll("#fig-1-1 .drawing svg text")].map((text) => text.textContent)`;

describe("a figure with dates", () => {
  it("shows the same in the page without its script, and with it in any time zone", async () => {
    const still = await visitor.visit(1000, { script: false });
    const texts = await read<string[]>(still.page, TEXTS);
    expect(texts).toEqual(expect.arrayContaining(["Jan 01 00:00", "Feb 01 00:00"]));
    await still.page.close();
    for (const [timeZone, offset] of [
      ["America/Los_Angeles", 480],
      ["Asia/Kolkata", -330],
      ["UTC", 0],
    ] as const) {
      const { page, complaints } = await visitor.visit(1000, { timeZone });
      expect(await read(page, "new Date(2026, 0, 1).getTimezoneOffset()")).toBe(offset);
      expect(await read(page, `document.querySelector("#fig-1-1 .drawing").dataset.interactive`)).toBe("");
      expect((await read<string[]>(page, TEXTS)).sort(), timeZone).toEqual([...texts].sort());
      expect(complaints).toEqual([]);
      await page.close();
    }
  });
});
