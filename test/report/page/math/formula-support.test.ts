/** What authors write who know MathJax or LaTeX is set or loud, as the documentation says. */
import { describe, expect, it } from "vitest";
import { inReport, isSetByMathJax, ROWS, supportTable } from "./support-table.js";

describe("formulas", () => {
  it("are some 150, each once", () => {
    expect(ROWS.length).toBeGreaterThanOrEqual(150);
    expect(new Set(ROWS.map(([feature]) => feature)).size).toBe(ROWS.length);
  });

  it("are set or loud as docs/formulas.md says", async () => {
    await expect(supportTable()).toMatchFileSnapshot("../../../../docs/formulas.md");
  });

  it("that are set leave no command and no red behind; those that are not show their source", () => {
    for (const [feature, tex] of ROWS) {
      const { html, problem } = inReport(tex);
      const shown = html.replace(/<[^>]+>/g, "");
      if (problem === null) {
        expect(html, feature).toMatch(/<math|class="lean"/);
        expect(html, feature).not.toMatch(/--loud|unread-formula/);
        // A browser stacks the parts of an operator, whose content is text.
        expect(html, feature).not.toMatch(/<mo\b[^>]*></);
        expect(shown.replace(/\\verb\|[^|]*\|/g, ""), feature).not.toMatch(/\\[a-zA-Z]{2,}/);
      } else expect(html, feature).toContain("unread-formula");
    }
  });

  it("that JupyterLab sets are loud in few cases", () => {
    const loud = ROWS.filter(([, tex]) => inReport(tex).problem !== null && isSetByMathJax(tex));
    expect(loud.map(([feature]) => feature)).toEqual([
      "fractions with delimiters",
      "\\enclose: circles, long divisions",
      "\\mmlToken",
    ]);
  });

  it.each([
    ["\\mathop{xyz}\\limits_a", "<munder><mrow><mi>x</mi><mi>y</mi><mi>z</mi></mrow><mi>a</mi></munder>"],
    ["\\prescript{14}{2}{C}", "<mprescripts></mprescripts><mn>2</mn><mn>14</mn>"],
    ["\\overset{a}{\\underset{b}{=}}", "<munder><mrow><mover><mo>=</mo><mi>a</mi></mover></mrow><mi>b</mi></munder>"],
    ["\\cfrac[l]{1}{x}", "<mfrac"],
    ["\\mathopen| x", 'stretchy="false">|</mo>'],
    ["\\qty(f(x) + \\qty[y])", ">y</mi>"],
    ["\\dv[2]{f}{x}", "<msup><mi>x</mi><mn"],
    ["{\\frak AB} \\frak C", "<mi>𝔄</mi><mi>𝔅</mi>"],
    ["\\unicode{x263A}", "☺"],
    ["\\begin{array}{*{2}{r@{.}}l} a & b & c \\end{array}", "<mtr>"],
    ["\\begin{cases*} 1 & if $x > 0$ \\end{cases*}", "<mtext>if"],
    ["\\enclose{box,top}{x}", "border:1px solid"],
  ])("are set by what they mean: %s", (tex, part) => {
    const { html, problem } = inReport(tex);
    expect(problem).toBeNull();
    expect(html).toContain(part);
    expect(html.replace(/<[^>]+>/g, "")).not.toMatch(/\[[tl2]\]|[$\\]/);
  });
});
