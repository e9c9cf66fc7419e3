/** A figure on paper, made from the drawing that a page has, is what Vega draws with this margin and this ground. */
import { describe, expect, it } from "vitest";
import { boundChart, drawOnPaper, MARGIN, PAPER, renderSvg, type ChartSpec } from "ncsparse-kit/figures";
import { onPaper } from "ncsparse-kit/figures/paper";

const chart = boundChart({
  x: { title: "length $n$", scale: "log2" },
  y: { title: "mass", scale: "log" },
  description: "",
  useless: "above",
  series: [
    { kind: "bound", label: "bound", points: [1, 2, 4].map((x) => ({ x: 100 * x, y: 1 / x })) },
    { kind: "measured", label: "measured", points: [1, 2, 4].map((x) => ({ x: 100 * x, y: 0.5 / x })) },
  ],
});

describe("drawOnPaper", () => {
  const $schema = "https://vega.github.io/schema/vega-lite/v5.json";
  const bar: ChartSpec = {
    $schema,
    data: { values: [{ x: 1 }] },
    mark: "bar",
    width: 123.5,
    encoding: { x: { field: "x" } },
  };
  const faceted: ChartSpec = {
    $schema,
    data: { values: [{ x: 1, y: 2, g: "a" }, { x: 2, y: 3, g: "b" }] }, // prettier-ignore
    facet: { field: "g" },
    spec: { mark: "line", encoding: { x: { field: "x" }, y: { field: "y", type: "quantitative" } } },
  };
  it.each([
    ["a chart of the kit", chart],
    ["panels", faceted],
    ["a ground of its own, in whose place the paper comes", { ...faceted, background: "#000" }],
    ["a width of its own", bar],
  ])("%s", async (_, spec) => {
    const described = { ...spec, description: 'What it shows, "in words".' };
    const byVega = await renderSvg({ ...described, background: PAPER, padding: MARGIN }, { holdWidths: true });
    expect(await drawOnPaper(described)).toBe(byVega);
  });

  it("refuses what is no drawing of Vega's", () => {
    expect(() => onPaper("<p>", "")).toThrow("onPaper: the drawing must begin as Vega's do, got <p>");
  });
});
