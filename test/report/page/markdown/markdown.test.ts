import { describe, expect, it } from "vitest";
import { numberEquations } from "../../../../report/page/markdown/equations.js";
import { renderInline, renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { DEVIATING_CLAIM } from "../../../fixtures/report/claims.js";
import { contextOf } from "../context.js";

const text = (html: string): string => html.replace(/<[^>]+>/g, "");

describe("Markdown of notebooks", () => {
  it("lets harmless HTML through, and marks what it does not", () => {
    const html = renderMarkdown('a <script>x</script> <b onclick="x">b</b>', contextOf());
    expect(html).toBe(
      '<p>a <span class="left-out">[left out: what a script would draw or do: the page runs no script of a notebook]</span> <b>b</b></p>\n',
    );
  });

  it("drops links that run something and names images that would be loaded", () => {
    expect(renderInline("[x](javascript:alert(1))", contextOf())).not.toContain("<a");
    expect(renderInline("[x](data:text/html,hi)", contextOf())).not.toContain("<a");
    expect(renderInline("![a plot](https://example.org/x.png)", contextOf())).toBe(
      '<span class="left-out">[left out: the image “a plot” (https://example.org/x.png): the page loads nothing from elsewhere]</span>',
    );
  });

  it("marks a diagram in Mermaid, which JupyterLab draws, above its source", () => {
    const context = contextOf();
    expect(renderMarkdown("```mermaid\nA-->B\n```\n\n```ts\nx\n```", context)).toMatch(
      /^<p><span class="left-out">\[left out: a diagram: [^\]]*\]<\/span><\/p>\n<pre><code class="language-mermaid">A--&gt;B/,
    );
    expect(context.warnings.map(({ isLoss }) => isLoss)).toEqual([true]);
  });

  it("shifts headings below the chapter's title and gives each its own anchor", () => {
    const context = contextOf();
    const html = renderMarkdown("## Setting\n\n## Setting\n\n### With $\\sigma$", context);
    expect(html).toContain('<h3 id="01-test-setting">Setting</h3>');
    expect(html).toContain('<h3 id="01-test-setting-2">');
    expect(context.headings.map(({ level, anchor }) => [level, anchor])).toEqual([
      [3, "01-test-setting"],
      [3, "01-test-setting-2"],
      [4, "01-test-with"],
    ]);
  });

  it("turns links between notebooks, to claims and to headings into links inside the page", () => {
    const hrefs = [
      ..."[a](02-other.ipynb) [b](02-other.ipynb#A-Heading) [c](#T4.3-order) [d](#Setting) [e](#ledger)".split(" "),
    ];
    const rendered = hrefs.map((link) => /href="([^"]*)"/.exec(renderInline(link, contextOf()))?.[1]);
    expect(rendered).toEqual(["#02-other", "#02-other-a-heading", "#t4-3-order", "#01-test-setting", "#ledger"]);
  });

  it("keeps the text of a link to a file that does not travel with the page, and links out", () => {
    expect(renderInline("[a](../src/a.ts) [b](https://arxiv.org/abs/2404.02690)", contextOf())).toBe(
      'a <a href="https://arxiv.org/abs/2404.02690" rel="noreferrer">b</a>',
    );
  });

  it("names a claim where a link to it has no text", () => {
    expect(renderInline("see [](#T4.3-order).", contextOf())).toBe(
      'see <a href="#t4-3-order">Theorem 4.3 [T4.3-order]</a>.',
    );
  });

  it("sets a claim's place and outcome beside a link that asks for it, and says where a report has none", () => {
    const found = (source: string, context = contextOf()): string => text(renderInline(source, context));
    expect(found('[T4.3-order](#T4.3-order "outcome"), next')).toBe("T4.3-order (Theorem 4.3, sharpened: holds), next");
    expect(found('[](#T4.3-order "outcome")')).toBe("Theorem 4.3 [T4.3-order] (holds)");
    expect(found('[LL-line](#LL-line "outcome")', contextOf({ isWhole: false }))).toBe("LL-line (not in this report)");
    const deviating = new Map([["t4-3-order", { ...DEVIATING_CLAIM, id: "T4.3-order" }]]);
    expect(found('[](#T4.3-order "outcome")', contextOf({ claimResults: deviating }))).toBe(
      "Theorem 4.3 [T4.3-order] (inconclusive, expected holds)",
    );
    const html = renderInline('[T4.3-order](#T4.3-order "outcome")', contextOf());
    expect(html).toContain('<a href="#t4-3-order" class="to-outcome">T4.3-order</a>');
    expect(html).toContain('<span class="outcome holds">holds</span>');
    expect(renderInline('[a](#T4.3-order "a title")', contextOf())).toBe('<a href="#t4-3-order" title="a title">a</a>');
  });

  it("numbers labelled equations by chapter and links references to them from anywhere", () => {
    const equations = numberEquations([
      { number: 1, anchor: "00-first", sources: ["$$a$$ $$b \\label{eq:b}$$"] },
      { number: 4, anchor: "01-test", sources: ["$$c \\label{eq:c}$$", "$$d \\label{eq:d}$$"] },
    ]);
    const context = contextOf({ equations });
    const shown = renderMarkdown("$$\nd \\label{eq:d}\n$$", context);
    expect(shown).toContain('<div class="equation" id="eq-eq-d"');
    expect(text(shown)).toContain("(4.2)");
    expect(renderInline("by $\\eqref{eq:b}$", context)).toContain('<a href="#eq-eq-b">(1.1)</a>');
    expect(() => renderInline("$\\eqref{eq:none}$", context)).toThrow(
      'notebooks/01-test.ipynb: cell "intro": nothing in the report has the label "eq:none"',
    );
    const partial = contextOf({ equations, isWhole: false });
    expect(renderInline("$\\eqref{eq:none}$", partial)).toContain('<span class="unresolved">(eq:none?)</span>');
  });

  it("puts a footnote beside its mark and folds it under the paragraph, numbered through the chapter", () => {
    const context = contextOf();
    renderMarkdown("one[^a]\n\n[^a]: first", context);
    const html = renderMarkdown("two[^b]\n\nthree\n\n[^b]: *second* note", context);
    expect(html).toContain('<a href="#01-test-note-2" id="01-test-note-2-mark">2</a>');
    expect(html).toContain(
      '<span class="side-note" aria-hidden="true"><span class="note-number">2</span> <em>second</em> note</span>',
    );
    expect(html.indexOf('<aside class="folded-note" id="01-test-note-2">')).toBeLessThan(html.indexOf("three"));
  });

  it("keeps short formulas whole, and punctuation and suffixes with their formula", () => {
    const kept = (source: string): string[] =>
      [...text(renderInline(source, contextOf()).replace(/<span class="unbroken">/g, "⟨")).matchAll(/⟨([^⟨ ]*)/g)].map(
        (m) => m[1]!,
      );
    expect(kept("a $n$, an $x$-sparse row and $y$.")).toEqual(["n,", "x-sparse", "y."]);
    const long = "$a + b + c + d + e + f + g + h + i$.";
    expect(renderInline(long, contextOf())).not.toContain("unbroken");
  });

  it("highlights fenced code and escapes what it does not know", () => {
    expect(renderMarkdown("```ts\nconst a = 1;\n```", contextOf())).toContain(
      '<span class="hljs-keyword">const</span>',
    );
    expect(renderMarkdown("```zig\n<b>\n```", contextOf())).toContain("&lt;b&gt;");
  });

  it("shows mathematics that cannot be read in place instead of failing", () => {
    const context = contextOf();
    expect(renderInline("$\\frac{1}$", context)).toContain("<code>$\\frac{1}$</code>");
    expect(context.warnings).toMatchObject([
      { isLoss: true, message: expect.stringMatching(/^a formula that cannot be read, .*: Unexpected end/) as string },
    ]);
  });
});
