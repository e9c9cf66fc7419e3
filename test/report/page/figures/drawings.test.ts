/** Drawings made on several threads are, byte for byte, those that one thread makes. */
import type { ChartSpec } from "ncsparse-kit";
import { drawOnPaper } from "ncsparse-kit/figures/paper";
import { drawVega, compileFigure } from "ncsparse-kit/figures/svg";
import { describe, expect, it } from "vitest";
import { compactSvg } from "../../../../report/page/figures/compact-svg.js";
import draw from "../../../../report/page/figures/draw.js";
import { Drawings } from "../../../../report/page/figures/drawings.js";
import { placeDrawing } from "../../../../report/page/figures/place-drawing.js";
import type { Pieces } from "../../../../report/page/pieces.js";

const figure = (index: number, more: object = {}): ChartSpec => ({
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: `Figure ${index}`,
  data: { values: [{ x: index, y: 1 }] },
  mark: { type: "point", clip: true },
  encoding: { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } },
  ...more,
});
const nothingKept: Pieces = { once: (_kind, _label, _parts, make) => make() };

describe("many drawings", () => {
  it("are the same as when each is made by itself, and end their threads", async () => {
    const specs = Array.from({ length: 20 }, (_, index) => figure(index));
    const alone: unknown[] = [];
    for (const spec of specs) alone.push(JSON.parse(await draw(JSON.stringify(spec))));
    const drawings = new Drawings(nothingKept);
    const drawn = await Promise.all(specs.map((spec) => drawings.draw(spec, "figure")));
    await drawings.close();
    expect(drawn).toEqual(alone);
  });

  it("are refused one by one", async () => {
    const drawings = new Drawings(nothingKept);
    const specs = Array.from({ length: 20 }, (_, index) =>
      figure(index, index % 2 === 0 ? {} : { data: { url: "https://example.org/data.json" } }),
    );
    const settled = await Promise.allSettled(specs.map((spec) => drawings.draw(spec, "figure")));
    await drawings.close();
    expect(settled.map(({ status }) => status)).toEqual(specs.map((_, i) => (i % 2 === 0 ? "fulfilled" : "rejected")));
  });
});

describe("one drawing", () => {
  it("is in every place what would be drawn for that place alone", async () => {
    const spec = figure(3);
    const { svg, onPaper } = JSON.parse(await draw(JSON.stringify(spec))) as { svg: string; onPaper: string };
    const place = { id: "fig-1-3", description: `Shares < 5 % & "more" of $& all's` };
    const alone = await drawVega(await compileFigure(spec), {
      idPrefix: `${place.id}-`,
      description: place.description,
    });
    expect(placeDrawing(svg, place)).toBe(compactSvg(alone));
    expect(onPaper).toBe(await drawOnPaper(spec));
  });

  it("is shown nowhere without words for those who do not see it", () => {
    expect(() => placeDrawing("<svg/>", { id: "fig-1-1", description: "" })).toThrow(
      "it has no description, which readers who do not see it need",
    );
  });
});
