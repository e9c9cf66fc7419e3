/** Values in prose, as they reach the page. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanHtml } from "../../../../report/page/html/html-cleaner.js";
import {
  checkMarkdown,
  htmlContext,
  renderInline,
  renderMarkdown,
  renderTitle,
  type MarkdownContext,
} from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const VALUES = new Map<string, number | string>([
  ["01-test#mean", 0.031234],
  ["01-test#n", 125252966],
  ["01-test#small", -3.1e-7],
  ["01-test#name", "a <b> & $c$"],
  ["01-test#share", 0.4567],
  ["02-other#mean", 2],
  ["02-other#only", 5],
  ["02-other#twice", 6],
  ["03-third#twice", 7],
]);
const withValues = (change: Partial<MarkdownContext> = {}): MarkdownContext => contextOf({ values: VALUES, ...change });
const shown = (source: string): string => renderInline(source, withValues());
const text = (html: string): string => html.replace(/<[^>]+>/g, "").trim();
const spaced = (html: string): string => text(html).replaceAll("\u00a0", " ");

describe("a value in prose", () => {
  it.each([
    ["{{ mean }}", "0.0312"],
    ["{{mean}} and {{ n }}", "0.0312 and 125,252,966"],
    ["{{ small }}", "−3.10&thinsp;×&thinsp;10<sup>−7</sup>"],
    ["{{ name }}", "a &lt;b&gt; &amp; $c$"],
    [
      "{{ mean:.4f }}, {{ share:.1% }}, {{ n:,d }}, {{ n:.2e }}",
      "0.0312, 45.7%, 125,252,966, 1.25&thinsp;×&thinsp;10<sup>8</sup>",
    ],
    ["{{ 02-other#mean }} and {{ only }}", "2 and 5"],
    ["*{{ mean }}*, [{{ mean }}](#fig:phase)", '<em>0.0312</em>, <a href="#fig-1-1">0.0312</a>'],
    ["$x^{{ mean }}$", "<i>x</i><sup>0.0312</sup>"],
  ])("%s", (source, html) => {
    expect(shown(source)).toContain(html);
    expect(shown(source)).not.toContain("{{");
  });

  it("stands in headings, tables, notes, HTML and what an image shows", () => {
    const context = withValues();
    const source =
      "## About {{ mean }}\n\n| a | b |\n| - | - |\n| {{ share:.1% }} | {{ n }} |\n\nsee[^x]\n\n[^x]: it is {{ only }}\n\n<table><tr><td>{{ mean }}</td></tr></table>\n\n![size {{ mean }}](https://example.org/x.png)";
    const html = renderMarkdown(source, {
      ...context,
      notes: { count: 0, numbers: new Map(), definitions: new Map() },
    });
    expect(html).toContain('<h3 id="01-test-about-mean">About 0.0312</h3>');
    expect(html.match(/<td>[^<]*<\/td>/g)).toEqual(["<td>45.7%</td>", "<td>125,252,966</td>", "<td>0.0312</td>"]);
    expect(html).toContain("it is 5");
    expect(html).toContain("size 0.0312");
    expect(context.headings[0]!.html).toBe("About 0.0312");
    expect(renderTitle("Of {{ n }} keys", withValues()).bare).toBe("Of 125,252,966 keys");
  });

  it("is a number or a text in a formula, as TeX writes it", () => {
    expect(text(shown("$\\varepsilon = {{ small }}$"))).toMatch(/^ε=−3\.10×10−7$/);
    expect(spaced(shown("$$n = {{ n }}\\text{, } {{ share:.0% }}, {{ name }}$$"))).toBe(
      "n=125,252,966, 46%,a &lt;b&gt; &amp; $c$",
    );
  });
});

describe("braces that are no value", () => {
  it.each([
    ["`{{ mean }}` and ``{{ mean }}``", "<code>{{ mean }}</code> and <code>{{ mean }}</code>"],
    ["\\{{ mean }}", "{{ mean }}"],
    ["<code>{{ mean }}</code> {{ mean }}", "<code>{{ mean }}</code> 0.0312"],
    ["{{ a b }}, {{ }}, {{{}}}, { { mean } }, {{ 2 }}", "{{ a b }}, {{ }}, {{{}}}, { { mean } }, {{ 2 }}"],
  ])("stay: %s", (source, html) => {
    expect(shown(source)).toBe(html);
  });

  it("stay in blocks of code, in what code has made, and in code within HTML", () => {
    expect(renderMarkdown("```\n{{ mean }}\n```\n\n    {{ none }}", withValues())).not.toContain("0.0312");
    expect(renderInline("{{ mean }} $x^{{ mean }}$", contextOf())).toContain("{{ mean }}");
    expect(cleanHtml("<p>{{ none }}</p>", htmlContext(contextOf()))).toBe("<p>{{ none }}</p>");
    expect(renderMarkdown("<div><pre>{{ none }}</pre></div>", withValues())).toContain("{{ none }}");
  });

  it("are TeX's grouping in a formula, whatever is grouped, unless blanks part a name of a value from them", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "x", "y", "z", "α", "β"), minLength: 1, maxLength: 4 });
    const grouped = letters.map((name) => `x^{{${name}}} {{${name} }} {{ ${name}}} {{ ${name[0]!} }} {{\\rm ${name}}}`);
    fc.assert(
      fc.property(grouped, (tex) => {
        expect(shown(`$${tex}$`)).toBe(renderInline(`$${tex}$`, contextOf()));
      }),
    );
    const one = withValues({ values: new Map([["01-test#x", 4]]) });
    expect(text(renderInline("$y^{{ x }}{{x}}$", one))).toBe("y4x");
  });
});

describe("what cannot be told", () => {
  it.each([
    ["{{ none }}", "{{ none }}: no cell shows a value of that name (braces themselves are written \\{{ none }})"],
    ["$x = {{ none }}$", "{{ none }}: no cell shows a value of that name"],
    ["<p>{{ none }}</p>", "{{ none }}: no cell shows a value of that name"],
    ["{{ twice }}", "{{ twice }}: several chapters show this value: say which, as in {{ 02-other#twice }}"],
    ["{{ 02-other#n }}", "{{ 02-other#n }}: no cell shows a value of that name"],
    ["{{ 09-none#n }}", '{{ 09-none#n }}: there is no notebook "09-none"'],
    [
      "{{ mean:.q }}",
      '{{ mean:.q }}: a format must be one of d3-format\'s, such as ".2f", ".3g", ",d" or ".1%", got ":.q"',
    ],
    ["{{ name:.2f }}", '{{ name:.2f }}: a text has no format, got ":.2f"'],
  ])("is refused where its cell can be named: %s", (source, message) => {
    expect(() => checkMarkdown(source, withValues())).toThrow(`notebooks/01-test.ipynb: cell "intro": ${message}`);
    expect(() => renderMarkdown(source, withValues())).toThrow(message);
  });

  it("is marked in a report of some notebooks, and waits for cells that have not run", () => {
    expect(renderInline("{{ none }}", withValues({ isWhole: false }))).toBe(
      '<span class="found">(not in this report)</span>',
    );
    expect(() => checkMarkdown("{{ none }} $a = {{ none }}$", withValues({ valueMayCome: () => true }))).not.toThrow();
  });
});
