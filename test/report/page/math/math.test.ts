import { describe, expect, it } from "vitest";
import { renderMath } from "../../../../report/page/math/math.js";

const text = (html: string): string => html.replace(/<[^>]+>/g, "");
const formulas = (html: string): string[] => html.match(/<math>[^]*?<\/math>/g) ?? [];

describe("formulas as MathML", () => {
  it("draws what has layout as MathML, and nothing twice", () => {
    const html = renderMath("\\frac{a}{b}", true);
    expect(html).toMatch(/^<math display="block"/);
    expect(html).toContain("<mfrac>");
    expect(text(html)).toBe("ab");
  });

  it("lets a long formula in running text break behind its operators, and a displayed one nowhere", () => {
    const tex = "\\sqrt{a_{ij}} = \\frac{b}{c} + \\mathbb{E} D \\le f";
    const parts = renderMath(tex, false).split("<wbr>");
    expect(parts.map(text)).toEqual(["aij=", "bc+", "𝔼D≤", "f"]);
    for (const part of parts) expect(formulas(part)).toEqual([part]);
    expect(renderMath(tex, true)).not.toContain("<wbr>");
    expect(renderMath("\\sqrt{a} = \\frac{b}{c}", false)).not.toContain("<wbr>");
  });

  it.each([
    ["\\sqrt{2\\ln n}", 1],
    ["\\sqrt{a_{(k+1)}}", 1],
    ["\\sqrt{x^2}", 0],
    ["\\sqrt{\\frac{1}{n}}", 0],
    ["\\sqrt{1 - \\sqrt{c}}", 1],
    ["\\sqrt{a} + \\sqrt{b}", 2],
  ])("%s has %i roots over a single line", (tex, flat) => {
    expect(renderMath(tex, true).split('<msqrt class="flat-root">').length - 1).toBe(flat);
  });

  it.each(["\\href{javascript:alert(1)}{x}", "\\includegraphics{x.png}", "\\htmlData{a=b}{x}"])(
    "takes %s for text",
    (tex) => {
      expect(renderMath(tex, false)).not.toMatch(/href=|<img|src=|data-/);
    },
  );

  it("names what it cannot read, escaped", () => {
    const html = renderMath("\\frac{<b>", false);
    expect(html).toContain("temml-error");
    expect(html).not.toContain("<b>");
  });
});
