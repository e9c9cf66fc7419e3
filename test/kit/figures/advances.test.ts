import { describe, expect, it } from "vitest";
import { ADVANCES } from "../../../src/kit/figures/advances-table.js";
import { chartTextWidth, missingGlyphs } from "../../../src/kit/figures/advances.js";
import { chartText } from "../../../src/kit/figures/chart-text.js";
import { measureFonts } from "../../../src/kit/figures/generate-advances.mjs";

describe("widths of figure text", () => {
  it("are those of the font files that the page embeds", () => {
    expect(ADVANCES).toEqual(measureFonts());
  });

  it("add up advances, at 72 % in scripts", () => {
    // Source Sans 3: all digits are 497/1000 em wide.
    expect(chartTextWidth("100", 10)).toBeCloseTo(3 * 4.97, 9);
    expect(chartTextWidth("10⁶", 10)).toBeCloseTo(2 * 4.97 + 0.72 * 4.97, 9);
  });

  it("knows every sign that titles use", () => {
    const titles = [
      "$p_{(k+1)}$ → 0",
      "σ ≤ 1, δ = 0.1, 1 ± τ",
      "measured/law × 10⁻³ − 2 √n ∞ “x” – …",
      "$\\lambda_i \\approx \\Phi^{-1}$",
    ];
    expect(titles.map((title) => missingGlyphs(chartText(title)))).toEqual([[], [], [], []]);
  });

  it("names the characters that no embedded font can draw", () => {
    expect(missingGlyphs("a 漢 b 漢 ☃")).toEqual(["漢", "☃"]);
  });
});
