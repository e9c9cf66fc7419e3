import { describe, expect, it } from "vitest";
import { dotChart, type DotChart } from "../../../src/kit/figures/dot-chart.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";

const panel = (title: string, shift: number): DotChart["panels"][number] => ({
  title,
  groups: [
    {
      label: "Code",
      summary: { value: shift, low: shift - 40, high: shift + 1 },
      points: [
        { label: "Lcc", value: shift },
        { label: "RB-P", value: shift + 2 },
      ],
    },
    { label: "all", summary: { value: 1, low: 0, high: 2 }, points: [] },
  ],
});
const CHART: DotChart = {
  panels: [panel("first − $k = 2$", 0), panel("second", 5)],
  axis: { title: "points", domain: [-10, 10] },
  target: 0,
  description: "Differences of two tasks in two comparisons.",
};

describe("the dot chart", () => {
  it("names each line once, left of the first panel, and heads each panel", async () => {
    const svg = await renderSvg(dotChart(CHART));
    for (const name of ["Lcc", "RB-P", "Code", "second"]) expect(svg.split(`>${name}<`)).toHaveLength(2);
    expect(svg).toContain('aria-label="Differences of two tasks in two comparisons."');
  });

  it("cuts an interval that runs off the plot at its edge", async () => {
    const svg = await renderSvg(dotChart(CHART));
    expect(svg).not.toMatch(/NaN|x2="-\d/);
  });

  it("refuses panels of different lines, and none at all", () => {
    const other = { ...panel("x", 0), groups: panel("x", 0).groups.slice(1) };
    expect(() => dotChart({ ...CHART, panels: [CHART.panels[0]!, other] })).toThrow('got others in "x"');
    expect(() => dotChart({ ...CHART, panels: [] })).toThrow("dotChart: needs at least one panel, got none");
  });
});
