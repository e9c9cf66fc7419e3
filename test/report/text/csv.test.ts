import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRows, csvText } from "../../../report/text/csv.js";

describe("the rows of a CSV text", () => {
  it.each([
    [
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\n\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ['"a ""b"", c","d\ne"\n', [['a "b", c', "d\ne"]]],
    [
      "a,\n,b",
      [
        ["a", ""],
        ["", "b"],
      ],
    ],
    ["a,", [["a", ""]]],
    ['a"b,"c', [['a"b', '"c']]],
    ["", []],
  ])("%j", (text, rows) => {
    expect(csvRows(text)).toEqual(rows);
  });

  it("are those that were written", () => {
    const rows = fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, (written) => {
        expect(csvRows(csvText(written))).toEqual(written);
      }),
      { seed: 1 },
    );
  });
});
