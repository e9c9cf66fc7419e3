import { describe, expect, it } from "vitest";
import { boundChart } from "ncsparse";
import { dataTables, toCsv } from "../../../../../../report/page/client/figures/tools/tables.js";

const chart = boundChart({
  x: { title: "window $k$", scale: "log2" },
  y: { title: "largest $p_{(k+1)}$", scale: "log" },
  series: [
    {
      kind: "law",
      label: "law, $\\sigma$",
      points: [
        { x: 1, y: 0.1 + 0.2 },
        { x: 2, y: 0.125 },
      ],
    },
    { kind: "measured", label: "measured", points: [{ x: 1, y: 0.25, low: 0.2, high: 0.3 }] },
  ],
  description: "A law and a measurement.",
});

describe("the tables behind a figure", () => {
  it("hold what the figure draws, under the names that its tooltips give", () => {
    const [table, ...others] = dataTables(chart);
    expect(others).toEqual([]);
    expect(table!.columns).toEqual([
      { field: "label", title: "series" },
      { field: "x", title: "window 𝑘" },
      { field: "y", title: "largest 𝑝₍ₖ₊₁₎" },
      { field: "low", title: "from" },
      { field: "high", title: "to" },
    ]);
    expect(table!.rows[0]).toEqual({
      label: "law, 𝜎",
      x: 1,
      y: 0.30000000000000004,
      low: 0.30000000000000004,
      high: 0.30000000000000004,
    });
    expect(table!.rows).toHaveLength(3);
  });

  it("take data sets of one kind together, named ones and those of layers too, each once", () => {
    const mark = { mark: "line", encoding: { x: { field: "x" }, y: { field: "y" } } };
    const spec = {
      datasets: { first: [{ x: 1, y: 2 }] },
      layer: [
        { data: { name: "first" }, ...mark },
        { data: { name: "first" }, ...mark },
        { data: { values: [{ x: 3, y: null }] }, ...mark },
        { data: { values: [{}] }, mark: "text" },
        { data: { values: [5, 6] }, mark: "bar", encoding: { x: { field: "data" } } },
      ],
    };
    expect(dataTables(spec).map(({ rows }) => rows)).toEqual([
      [
        { layer: 1, x: 1, y: 2 },
        { layer: 2, x: 3, y: null },
      ],
      [{ data: 5 }, { data: 6 }],
    ]);
  });
});

describe("their CSV", () => {
  it("has every digit, symbols as letters, and quotes where RFC 4180 wants them", () => {
    expect(toCsv(dataTables(chart))).toBe(
      [
        "label,x,y,low,high",
        '"law, σ",1,0.30000000000000004,0.30000000000000004,0.30000000000000004',
        '"law, σ",2,0.125,0.125,0.125',
        "measured,1,0.25,0.2,0.3",
        "",
      ].join("\r\n"),
    );
  });

  it("sets the columns of several tables side by side", () => {
    const tables = [
      { columns: [{ field: "a", title: "a" }], rows: [{ a: 'say "p₍₁₎"' }] },
      { columns: [{ field: "b", title: "b" }], rows: [{ b: 10 }] },
    ];
    expect(toCsv(tables)).toBe('a,b\r\n"say ""p_(1)""",\r\n,10\r\n');
  });
});
