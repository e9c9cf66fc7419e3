import { describe, expect, it } from "vitest";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import { colour } from "../../../src/kit/figures/theme.js";
import { TILE_MARKS, tileChart, type TileChart } from "../../../src/kit/figures/tile-chart.js";

const CHART: TileChart = {
  panels: [
    {
      title: "cross",
      tiles: [
        { row: 0, column: 0, state: "for", text: "+4.1" },
        { row: 0, column: 1, state: "against", text: "−7.2" },
        { row: 1, column: 0, state: "undecided", text: "+0.3" },
        { row: 1, column: 1, state: "against", text: "−1.1" },
      ],
    },
  ],
  rows: [{ label: "row $l_2$", endsGroup: true }, { label: "entrywise max" }],
  columns: ["1", "4"],
  columnTitle: "scale $\\sigma$",
  states: { for: "grows", against: "constant", undecided: "open" },
  description: "One tile for, two against, one open.",
};

describe("the tile chart", () => {
  it("writes every number, every name and the key once", async () => {
    const svg = await renderSvg(tileChart(CHART));
    for (const text of ["+4.1", "−7.2", "+0.3", "−1.1", "entrywise max", "cross", "grows", "constant", "open"]) {
      expect(svg.split(`>${text}<`), text).toHaveLength(2);
    }
    expect(svg).toContain('aria-label="One tile for, two against, one open."');
  });

  it("tells states apart by shape and by colour", async () => {
    const marks = Object.values(TILE_MARKS);
    expect(new Set(marks.map(({ shape }) => shape)).size).toBe(3);
    expect(new Set(marks.map((mark) => mark.colour)).size).toBe(3);
    const svg = await renderSvg(tileChart(CHART));
    for (const mark of marks) expect(svg).toContain(colour(mark.colour));
  });

  it("fits the column of 620 px and holds no NaN", async () => {
    const svg = await renderSvg(tileChart(CHART));
    expect(Number(/width="([\d.]+)"/.exec(svg)![1])).toBeLessThanOrEqual(622);
    expect(svg).not.toContain("NaN");
  });

  it("refuses a map with a hole or a tile twice", () => {
    const [panel] = CHART.panels;
    const broken = (tiles: TileChart["panels"][number]["tiles"]) => () =>
      tileChart({ ...CHART, panels: [{ title: "cross", tiles }] });
    expect(broken(panel!.tiles.slice(1))).toThrow('panel "cross" must have 4 distinct tiles, got 3 of 3');
    expect(broken([...panel!.tiles.slice(1), panel!.tiles[1]!])).toThrow("got 3 of 4");
  });
});
