import { describe, expect, it } from "vitest";
import { chartText, powerText, textRuns } from "../../../src/kit/figures/chart-text.js";
import { setRuns } from "../../../src/kit/figures/svg-text.js";

describe("text of figures", () => {
  it("writes symbols between dollars as Unicode that any viewer can show", () => {
    expect(chartText("largest dropped entry $p_{(k+1)}$")).toBe("largest dropped entry 𝑝₍ₖ₊₁₎");
    expect(chartText("$\\sigma^2$, $n^{-1}$")).toBe("𝜎², 𝑛⁻¹");
    expect(chartText("$k=16$ and $n \\le 2$")).toBe("𝑘\u2009=\u200916 and 𝑛\u2009≤\u20092");
    expect(chartText("$h$")).toBe("ℎ");
  });

  it("leaves text outside dollars alone", () => {
    expect(chartText("failure rate (%)")).toBe("failure rate (%)");
  });

  it("refuses scripts that Unicode lacks and names it does not know", () => {
    expect(() => chartText("$p_{d}$")).toThrow('chartText: Unicode has no script form of "d" for _');
    expect(() => chartText("$\\mathbb{R}$")).toThrow("chartText: no sign for \\mathbb in figure text");
  });

  it("writes an exponent C with a caret, which fonts have, and sets it raised", () => {
    expect(chartText("the $n^C$ largest")).toBe("the 𝑛^𝐶 largest");
    expect(textRuns("the 𝑛^𝐶 largest").slice(1)).toEqual([
      { text: "n", math: true, shift: 0 },
      { text: "C", math: true, shift: 1 },
      { text: " largest", math: false, shift: 0 },
    ]);
    expect(textRuns("x^2")).toEqual([{ text: "x^2", math: false, shift: 0 }]);
    expect(() => chartText("$n^{1-C}$")).toThrow('Unicode has no script form of "C" for ^');
  });

  it("raises and lowers with characters that common fonts have", () => {
    // Superscripts and subscripts of Unicode 6.0 (2010) and older: those of Latin Extended-D are younger.
    const scripts = Array.from("abcdefghijklmnoprstuvwxyz0123456789", (char) => chartText(`$x^${char}$`)).join("");
    expect(scripts).not.toMatch(/[\u{a720}-\u{a7ff}]/u);
  });

  it("writes powers of ten and two", () => {
    expect(powerText(10, -6)).toBe("10⁻⁶");
    expect(powerText(2, 15)).toBe("2¹⁵");
  });

  it("splits text into stretches of one face and one baseline", () => {
    expect(textRuns("entry 𝑝₍ₖ₊₁₎")).toEqual([
      { text: "entry ", math: false, shift: 0 },
      { text: "p", math: true, shift: 0 },
      { text: "(", math: false, shift: -1 },
      { text: "k", math: true, shift: -1 },
      { text: "+1)", math: false, shift: -1 },
    ]);
  });

  it("returns to the baseline after a superscript", () => {
    expect(setRuns("10⁻⁶ m")).toBe('10<tspan font-size="72%" dy="-0.5em">−6</tspan><tspan dy="0.36em"> m</tspan>');
  });
});
