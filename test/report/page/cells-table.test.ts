import { expect, it } from "vitest";
import { cellsTable } from "../../../report/page/cells-table.js";
import { CELLS } from "../../fixtures/report/claims.js";

it("a parameter may be called what objects inherit", () => {
  const [first, second] = CELLS;
  const named = { ...first!, parameters: { constructor: 3, toString: "word" } };
  const { html } = cellsTable([named, second!]);
  expect(html).toContain(">constructor</th>");
  expect(html).toContain(">3</td>");
  expect(html).not.toMatch(/function|native/);
});
