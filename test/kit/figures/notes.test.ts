import { describe, expect, it } from "vitest";
import { withNotes } from "../../../src/kit/figures/notes.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import type { ChartSpec } from "../../../src/kit/figures/theme.js";

const spec = (values: unknown, x: object = {}, more: object = {}): ChartSpec => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "A figure of a few points.",
  data: { values },
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative", ...x }, y: { field: "y", type: "quantitative" } },
  ...more,
});
const LOG = { scale: { type: "log" } };

/** The texts of a drawing, and how many points it has. */
async function drawn(chart: ChartSpec): Promise<{ texts: string[]; points: number }> {
  const svg = await renderSvg(chart);
  const texts = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, text]) => text!.replace(/<[^>]*>/g, ""));
  return { texts, points: [...svg.matchAll(/<path [^>]*A/g)].length };
}

describe("a figure says in a line", () => {
  it("that it has no data, and is drawn all the same", async () => {
    const { texts, points } = await drawn(spec([]));
    expect(texts).toContain("No data");
    expect(points).toBe(0);
    expect((await drawn(spec([{ x: 1, y: 1 }]))).texts).not.toContain("No data");
  });

  it("how many values are no finite numbers, and draws the others", async () => {
    const values = [
      { x: NaN, y: 1 },
      { x: 2, y: Infinity },
      { x: 3, y: null },
      { x: 4, y: "n/a" },
      { x: 5, y: 1 },
    ];
    const { texts, points } = await drawn(spec(values));
    expect(texts).toContain("4 values are not finite numbers: left out");
    expect(points).toBe(1);
    expect((await drawn(spec([{ x: 1, y: NaN }]))).texts).toContain("1 value is not a finite number: left out");
  });

  it("how many have no place on a logarithmic axis, and keeps its other points on it", async () => {
    const { texts, points } = await drawn(
      spec(
        [0, -1, 1, 10, 100].map((x) => ({ x, y: 1 })),
        LOG,
      ),
    );
    expect(texts).toContain("2 values are not above 0: not on the logarithmic axis");
    expect(points).toBe(3);
    expect(texts).toContain("100");
  });

  it("below its own title, if it has one", async () => {
    const note = "1 value is not a finite number: left out";
    for (const title of ["Points", { text: "Points", subtitle: "of a sample" }]) {
      const { texts } = await drawn(spec([{ x: 1, y: NaN }], {}, { title }));
      expect(texts.join(" ")).toMatch(new RegExp(`Points.*${note}`));
    }
  });
});

describe("the line of a figure", () => {
  it("says after a notebook was written to JSON what it said before, once", () => {
    const noted = withNotes(
      spec(
        [
          { x: 0, y: NaN },
          { x: 1, y: 1 },
        ],
        LOG,
      ),
    );
    const read = JSON.parse(JSON.stringify(noted)) as ChartSpec;
    expect(withNotes(read)).toEqual(read);
    expect(noted.title).toMatchObject({
      text: ["1 value is not a finite number: left out", "1 value is not above 0: not on the logarithmic axis"],
    });
  });

  it("counts what stands in named data sets, and nothing in columns that no axis shows", () => {
    const values = [{ x: 1, y: null, note: null }];
    const named = { ...spec([]), data: { name: "points" }, datasets: { points: values } };
    expect(withNotes(named).title).toMatchObject({ text: ["1 value is not a finite number: left out"] });
    const shown = spec(values.map((row) => ({ ...row, y: 1 })));
    expect(withNotes(shown)).toBe(shown);
  });

  it("is not there where an axis holds a value at its end", () => {
    const held = spec([{ x: 0, y: 1 }], { scale: { type: "log", domain: [1, 10], clamp: true } });
    expect(withNotes(held)).toBe(held);
  });
});
