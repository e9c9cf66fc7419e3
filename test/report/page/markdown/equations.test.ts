/** Labels and references of LaTeX's, as they reach the page. */
import { describe, expect, it } from "vitest";
import { equationRows } from "../../../../report/page/math/equation-rows.js";
import { numberEquations } from "../../../../report/page/markdown/equations.js";
import { checkMarkdown, renderMarkdown, type MarkdownContext } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const CHAPTERS = ["01-test", "02-other", "03-third"];

/** The pieces of Markdown of each chapter, rendered in order with one book; and what the last chapter was told. */
function render(...chapters: string[][]): { html: string[]; warnings: string[] } {
  const equations = numberEquations(
    chapters.map((sources, index) => ({ number: index + 1, anchor: CHAPTERS[index]!, sources })),
  );
  const warnings: MarkdownContext["warnings"] = [];
  const html = chapters.flatMap((sources, index) => {
    const context = contextOf({ equations, chapter: CHAPTERS[index]!, warnings, chapters: new Set(CHAPTERS) });
    return sources.map((source) => renderMarkdown(source, context));
  });
  return { html, warnings: warnings.map(({ message }) => message) };
}

const tags = (html: string): string[] => [...html.matchAll(/class="tml-tag">(.*?)<\/m/g)].map(([, tag]) => tag!);
const links = (html: string): string[] =>
  [...html.matchAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g)].map(
    ([, href, shown]) => `${shown!.replace(/<[^>]+>/g, "")} ${href!}`,
  );

describe("rows of a formula", () => {
  it.each([
    ["\\begin{align} a \\label{a} \\\\ b \\\\ c \\label{c} \\end{align}", [["a"], [], ["c"]]],
    ["\\begin{equation} \\begin{split} a \\\\ b \\end{split} \\label{a} \\end{equation}", [["a"]]],
    [
      "\\begin{align} \\begin{aligned} a \\\\ b \\end{aligned} \\label{a} \\\\ c \\label{c} \\end{align}",
      [["a"], ["c"]],
    ],
    ["\\begin{align} \\text{a \\\\ b} \\label{a} \\end{align}", [["a"]]],
    [
      "\\begin{subequations}\\begin{align} a \\label{a} \\\\ b \\label{b} \\end{align}\\end{subequations}",
      [["a"], ["b"]],
    ],
    ["a % \\label{no}\n b \\label{yes} \\% \\label{too}", [["yes", "too"]]],
    ["\\begin{multline} a \\\\ b \\label{m} \\end{multline}", [["m"]]],
    ["a \\tag{eq:own}", [["eq:own"]]],
  ])("%s", (tex, labels) => {
    expect(equationRows(tex).map((row) => row.labels)).toEqual(labels);
  });
});

describe("labels", () => {
  it("number each row of an alignment that has one, whichever notation its formula has", () => {
    const align = "\\begin{align}\na &= b \\label{one} \\\\\nc &= d \\notag \\\\\ne &= f \\label{two}\n\\end{align}";
    const { html, warnings } = render([align, "\\\\[ g \\label{three} \\\\]", "$$h$$ {#eq-four}\n\nby @eq-four"]);
    expect(html.flatMap(tags)).toEqual(["(1.1)", "(1.2)", "(1.3)", "(1.4)"]);
    expect(links(html[2]!)).toEqual(["(1.4) #eq-eq-four"]);
    expect(warnings).toEqual([]);
  });

  it("of one row are one number", () => {
    const { html } = render(["$$a \\label{x} \\label{y}$$ \\eqref{x} \\eqref{y} $$b \\label{z}$$"]);
    expect(tags(html[0]!)).toEqual(["(1.1)", "(1.2)"]);
    expect(links(html[0]!)).toEqual(["(1.1) #eq-x", "(1.1) #eq-x"]);
  });

  it("beside their author's tag lead to that, and use up no number", () => {
    const source =
      "$$a \\tag{A'} \\label{x}$$ $$b \\tag*{B} \\label{y}$$ $$c \\tag{$\\ast$} \\label{w}$$ $$d \\label{z}$$";
    const { html } = render([`${source} \\eqref{x}, \\ref{y}, \\eqref{w}, \\eqref{z}`]);
    expect(tags(html[0]!).filter((tag) => !tag.startsWith("<"))).toEqual(["(A’)", "B", "(1.1)"]);
    expect(links(html[0]!)).toEqual(["(A’) #eq-x", "B #eq-y", "(∗) #eq-w", "(1.1) #eq-z"]);
  });

  it("in code are none, and none gets the number of another chapter's", () => {
    const { html } = render(["```tex\n$$a \\label{x}$$\n```\n\n`$$a \\label{x}$$`"], ["$$b \\label{x}$$ \\eqref{x}"]);
    expect(links(html[1]!)).toEqual(["(2.1) #eq-x"]);
  });

  it("that stand twice in a notebook number the first, and the author is told", () => {
    const { html, warnings } = render(["$$a \\label{x}$$ $$b \\label{x}$$ \\eqref{x}"]);
    expect(tags(html[0]!)).toEqual(["(1.1)"]);
    expect(html[0]!.match(/ id="eq-x"/g)).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/^a second equation has the label "x"/)]);
  });
});

describe("references", () => {
  it("stand in prose, in a formula of their own and within one; \\ref has no parentheses", () => {
    const { html } = render([
      "$$a \\label{x}$$",
      "by \\eqref{x} and \\ref{x}, $\\eqref{x}$, $b \\overset{\\eqref{x}}{=} c$, $$d \\quad\\text{by \\eqref{x}}$$",
    ]);
    expect(links(html[1]!)).toEqual(["(1.1) #eq-x", "1.1 #eq-x", "(1.1) #eq-x", "(1.1) #eq-x"]);
    expect(html[1]).toContain('<mtext><a href="#eq-x">(1.1)</a></mtext>');
    expect(html[1]).toContain("<mtext>by\u00a0(1.1)</mtext>");
  });

  it("lead to the own chapter's label first, else to the only one; one of several is refused", () => {
    const one = ["$$a \\label{x}$$"];
    expect(links(render(one, ["$$b \\label{x}$$ \\eqref{x}"]).html[1]!)).toEqual(["(2.1) #eq-x-2"]);
    expect(links(render(one, [], ["\\eqref{x}"]).html[1]!)).toEqual(["(1.1) #eq-x"]);
    expect(() => render(one, ["$$b \\label{x}$$"], ["\\eqref{x}"])).toThrow(
      'several chapters have a label "x": say which, as in 01-test#x',
    );
    const said = render(one, ["$$b \\label{x}$$"], ["[](02-other.ipynb#eq:x)"]);
    expect(links(said.html[2]!)).toEqual(["(2.1) #eq-x-2"]);
  });

  it("name figures and tables, too, without the word before the number", () => {
    expect(renderMarkdown("Figure \\ref{fig:phase}", contextOf())).toBe('<p>Figure <a href="#fig-1-1">1.1</a></p>\n');
  });

  it("to nothing are refused wherever they stand, before anything is set", () => {
    for (const source of ["\\eqref{no}", "$a \\ref{no}$", "$$\\text{\\eqref{no}}$$"])
      expect(() => checkMarkdown(source, contextOf())).toThrow('nothing in the report has the label "no"');
    expect(() => checkMarkdown("`\\eqref{no}` and \\\\eqref{no}", contextOf())).not.toThrow();
  });
});

describe("Quarto's references", () => {
  const sections = contextOf().labels;
  const named = new Map([
    ...sections.named,
    ["01-test#sec-setting", { label: "The setting", anchor: "01-test-setting" }],
  ]);

  it.each([
    ["@fig-phase shows", '<a href="#fig-1-1">Figure 1.1</a> shows'],
    ["[@fig-phase; @tbl-reach]", '<a href="#fig-1-1">Figure 1.1</a>; <a href="#tbl-1-1">Table 1.1</a>'],
    ["[-@fig-phase]", '<a href="#fig-1-1">1.1</a>'],
    ["[Fig. @fig-phase]", 'Fig. <a href="#fig-1-1">1.1</a>'],
    ["see @sec-setting.", 'see <a href="#01-test-setting">The setting</a>.'],
    ["@fig-none and @eq-none", "@fig-none and @eq-none"],
    ["mail@fig-phase", "mail@fig-phase"],
  ])("%s", (source, html) => {
    const context = contextOf({ labels: { ...sections, named } });
    expect(renderMarkdown(source, context)).toBe(`<p>${html}</p>\n`);
  });

  it("find headings by their labels, which are no part of their words", () => {
    const context = contextOf();
    expect(renderMarkdown("## The *setting* {#sec-setting}", context)).toBe(
      '<h3 id="01-test-the-setting">The <em>setting</em></h3>\n',
    );
    expect(context.headings[0]).toMatchObject({ html: "The <em>setting</em>" });
  });
});

describe("links in formulas", () => {
  it.each([
    ["\\href{https://example.org/a_b\\#c}{\\frac12}", "https://example.org/a_b#c"],
    ["x + \\href{mailto:a@example.org}{y}", "mailto:a@example.org"],
  ])("lead to the web and to mail: %s", (tex, href) => {
    const [html] = render([`$${tex}$`]).html;
    expect(html).toContain(`<mtext><a href="${href}" rel="noreferrer"><math>`);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "file.html"])("lead nowhere else: %s", (address) => {
    const { html, warnings } = render([`$\\href{${address}}{y}$ and $\\class{a}{b}$`]);
    expect(html[0]).not.toContain("<a");
    expect(html[0]).not.toContain('class="a"');
    expect(warnings).toEqual([]);
  });
});
