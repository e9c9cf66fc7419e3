import { describe, expect, it } from "vitest";
import { chartTextWidth } from "../../../src/kit/figures/advances.js";
import { holdWidths } from "../../../src/kit/figures/svg-text.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";

describe("text in a place without the page's fonts", () => {
  it("takes the width that it has in them, line by line", () => {
    const label = "𝑛^𝐶 < 1";
    const svg = `<text x="1" font-size="13px" font-weight="600">${label.replace("<", "&lt;")}</text>`;
    const width = Number(chartTextWidth(label, 13, true).toFixed(2));
    expect(holdWidths(svg)).toBe(svg.replace('"600"', `"600" textLength="${width}" lengthAdjust="spacingAndGlyphs"`));
    const lines = '<text font-size="10px"><tspan>ab</tspan><tspan dy="3">abab</tspan></text>';
    const [one, two] = [...holdWidths(lines).matchAll(/textLength="([\d.]+)"/g)].map(([, length]) => Number(length));
    expect(one).toBe(Number(chartTextWidth("ab", 10).toFixed(2)));
    expect(two).toBeCloseTo(2 * one!, 1);
  });

  it("is held only where a figure asks for it", async () => {
    const spec = { $schema: "", mark: { type: "text", text: "label" }, data: { values: [{}] } };
    expect(await renderSvg(spec)).not.toContain("textLength");
    expect(await renderSvg(spec, { holdWidths: true })).toContain("textLength");
  });
});
