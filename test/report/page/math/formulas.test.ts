import { describe, expect, it } from "vitest";
import { plainEnvironments } from "../../../../report/page/math/environments.js";
import { numberEquations } from "../../../../report/page/markdown/equations.js";
import { renderFormula, renderLatex } from "../../../../report/page/math/formulas.js";
import { expandMacros, macrosOf } from "../../../../report/page/math/macros.js";
import { formulaAt } from "../../../../report/page/math/math-syntax.js";
import { renderInline, renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, "")
    .replace(/[\u2061\s]+/g, " ")
    .trim();

describe("formulas in Markdown", () => {
  it.each([
    ["\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}", 1, "a=b−c=d"],
    ["words\n\\begin{equation*}\nx\n\\end{equation*}\nmore", 1, "words x more"],
    ["Text $$x = \\frac{a}{b}$$ in a paragraph, $$y$$.", 2, "Text x=ab in a paragraph, y."],
    ["$$a$$ and more", 1, "a and more"],
    ["$$\na\n$$", 1, "a"],
    ["> $$\n> a\n> $$", 1, "a"],
    ["- item\n\n  $$\n  b\n  $$", 1, "item b"],
    ["\\\\[ a+b \\\\] and \\\\(c\\\\)", 1, "a+b and c"],
    ["$$\n\\begin{eqnarray*}\na & = & b \\\\\nc & = & d\n\\end{eqnarray*}\n$$", 1, "a=bc=d"],
  ])("are found in %j", (source, displayed, shown) => {
    const context = contextOf();
    const html = renderMarkdown(source, context);
    expect(html.match(/class="equation"/g)).toHaveLength(displayed);
    expect(text(html)).toBe(shown);
    expect(context.warnings).toEqual([]);
  });

  it("do not go past an empty line, and what has no end is text", () => {
    expect(formulaAt("$$a\n\nb$$")).toBeNull();
    expect(renderMarkdown("$$ is money\n\nand $$", contextOf())).toBe("<p>$$ is money</p>\n<p>and $$</p>\n");
    expect(renderInline("\\begin{x} \\[a\\]", contextOf())).toBe("\\begin{x} [a]");
  });

  it("are numbered by their labels also where they have no dollars, one for each row", () => {
    const source = "\\begin{align}\na &= b \\label{a} \\\\\nc &= d \\label{c}\n\\end{align}\n\nby $\\eqref{c}$";
    const equations = numberEquations([{ number: 1, anchor: "01-test", sources: [source] }]);
    const html = renderMarkdown(source, contextOf({ equations }));
    expect(html).toContain('<div class="equation" id="eq-a"');
    expect(text(html)).toMatch(/\(1\.1\).*\(1\.2\).*by \(1\.2\)/);
  });
});

describe("a formula that cannot be read", () => {
  it.each(["\\frac{1}", "\\undefined x", "\\begin{nothing} a \\end{nothing}"])(
    "shows its source and is told: %s",
    (tex) => {
      const context = contextOf();
      const html = renderFormula(tex, false, context);
      expect(html).toContain("unread-formula");
      expect(text(html)).toBe(`$${tex}$`);
      expect(context.warnings).toMatchObject([{ isLoss: true }]);
      expect(context.warnings[0]!.message).toMatch(/^a formula that cannot be read, .*: \S/);
    },
  );
});

describe("macros", () => {
  it.each([
    ["\\newcommand{\\E}[1]{\\mathbb{E}[#1]}", "\\E{X}", "𝔼[X]"],
    ["\\def\\R{\\mathbf{R}}", "\\R", "𝐑"],
    ["\\DeclareMathOperator{\\tr}{tr}", "\\tr A", "tr A"],
    ["\\let\\eps=\\varepsilon", "\\eps", "ε"],
    ["\\newcommand\\a{b}\\newcommand{\\c}{\\a\\a}", "\\c", "bb"],
    ["\\newcommand{\\a}{1} \\newcommand{\\a}{2}", "\\a", "2"],
    ["\\newcommand{\\a}{1} \\providecommand{\\a}{2}", "\\a", "1"],
    ["\\newcommand{\\p}[2][d]{(#1;#2)}", "\\p{a}\\p[b]{c}", "(d;a)(b;c)"],
    ["\\newcommand*{\\p}[1]{#1}", "\\p{a}", "a"],
    ["\\newenvironment{both}[1]{\\left#1}{\\right\\rangle}", "\\begin{both}{[}a\\end{both}", "[a⟩"],
    ["\\newenvironment{pair}{\\begin{array}{cc}}{\\end{array}}", "\\begin{pair}a&b\\end{pair}", "ab"],
    ["\\renewcommand{\\epsilon}{\\varepsilon}", "\\epsilon", "ε"],
  ])("hold for later formulas: %s", (definition, use, shown) => {
    const context = contextOf();
    expect(renderFormula(definition, false, context)).toBe("");
    expect(text(renderFormula(use, false, context))).toBe(shown);
    expect(context.warnings).toEqual([]);
  });

  it("are put before the formulas that use them alone, with those that they use", () => {
    const macros = new Map<string, string>();
    expandMacros("\\def\\a{1}\\def\\b{\\a}\\def\\c{3}", macros);
    expect(expandMacros("x + \\b", macros)).toBe("\\def\\a{1}\\def\\b{\\a}x + \\b");
    expect(expandMacros("x", macros)).toBe("x");
  });

  it("of the project come before all of a notebook's own, which may change them", () => {
    const context = contextOf({ macros: macrosOf("\\newcommand{\\E}[1]{\\mathbb{E}[#1]}\\newcommand{\\R}{x}") });
    expect(text(renderFormula("\\E{\\R}", false, context))).toBe("𝔼[x]");
    renderFormula("\\renewcommand{\\R}{y}", false, context);
    expect(text(renderFormula("\\E{\\R}", false, context))).toBe("𝔼[y]");
    expect(context.warnings).toEqual([]);
  });

  it("that cannot be read stay where they are", () => {
    expect(expandMacros("\\newcommand{\\a}{b", new Map())).toBe("\\newcommand{\\a}{b");
  });
});

describe("environments", () => {
  it("that Temml lacks become others; none counts its rows", () => {
    expect(plainEnvironments("\\begin{eqnarray}a&=&b\\\\c&&d\\end{eqnarray}")).toBe(
      "\\begin{align*}a&= b\\\\c& d\\end{align*}",
    );
    expect(plainEnvironments("\\begin{flalign}a\\end{flalign}\\begin{displaymath}b\\end{displaymath}")).toBe(
      "\\begin{align*}a\\end{align*}b",
    );
    expect(plainEnvironments("\\begin{eqnarray}\\begin{array}{l}a&b\\end{array}&=&c\\end{eqnarray}")).toContain(
      "{darray}{rcl}",
    );
  });
});

describe("LaTeX of outputs", () => {
  it("is words with formulas, escaped, or one formula", () => {
    expect(text(renderLatex("a <b> $\\frac12$ \\(c\\) \\begin{align}d\\end{align}", contextOf()))).toBe(
      "a &lt;b&gt; 12 c d",
    );
    expect(renderLatex("\\frac12", contextOf())).toMatch(/^<div class="equation" tabindex="0"><math display="block"/);
    expect(renderLatex("$$x$$", contextOf())).toMatch(/^<span class="equation" tabindex="0"><math display="block"/);
  });
});
