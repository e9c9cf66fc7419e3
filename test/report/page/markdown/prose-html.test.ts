import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNotes, renderInline, renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { contents } from "../../../../report/page/contents.js";
import { contextOf } from "../context.js";

const blocks = (source: string): string => renderMarkdown(source, contextOf()).replace(/\n/g, "");
const line = (source: string): string => renderInline(source, contextOf());

describe("HTML in Markdown", () => {
  it("does what it says, and a comment says nothing", () => {
    expect(
      line('H<sub>2</sub>O <kbd>Ctrl</kbd> <!-- note --> <mark>m</mark> <span style="color:red">s</span><br>'),
    ).toBe('H<sub>2</sub>O <kbd>Ctrl</kbd>  <mark>m</mark> <span style="color:red">s</span><br />');
    expect(blocks('<p align="center">\n<b>x</b>\n</p>')).toBe(
      '<div class="own-html"><p align="center"><b>x</b></p></div>',
    );
  });

  it("may fold Markdown", () => {
    expect(blocks("<details>\n<summary>more</summary>\n\n- *a*\n\n</details>\n\nafter")).toBe(
      "<details><summary>more</summary><ul><li><em>a</em></li></ul></details><p>after</p>",
    );
  });

  it("ends where its block ends, and cannot end what is not its own", () => {
    expect(blocks("a <b>b\n\nc")).toBe("<p>a <b>b</b></p><p>c</p>");
    expect(blocks("- <div>\n  x\n\nafter")).toBe("<ul><li><div>x</div></li></ul><p>after</p>");
    expect(blocks("a</b></p></article>\n\n</div>\n\nc")).toMatch(/^<p>a(?:<p><\/p>)?<\/p><p>c<\/p>$/);
  });

  it("lets no quotes be curled in a tag, and words in angle brackets be words", () => {
    expect(line('<a title="x" href="https://a.b">"q"</a>')).toBe('<a href="https://a.b" rel="noreferrer">“q”</a>');
    expect(line("Array<number>")).toBe("Array&lt;number&gt;");
  });

  it("is nested with Markdown's own marks, whatever order it is written in", () => {
    expect(line("<b>*x</b> y*")).toBe("<b><em>x y</em></b>");
    expect(line("*a <svg><text>b* c</text></svg>")).toMatch(/^<em>a <img [^>]+><\/em> c$/);
    expect(line("**<u>x</u>** <a href='https://a.b'>*y*</a>")).toBe(
      '<strong><u>x</u></strong> <a href="https://a.b" rel="noreferrer"><em>y</em></a>',
    );
  });

  it("withholds a script's text from the paragraph around it", () => {
    expect(blocks("a <script>*x* `y`</script> b")).toMatch(/^<p>a <span class="left-out">[^<]*<\/span> b<\/p>$/);
  });

  it("draws a drawing in a line of text", () => {
    expect(line('a <svg width="4"><circle r="1"/></svg> b')).toMatch(
      /^a <img src="data:image\/svg\+xml;base64,[^"]+" alt="" width="4"> b$/,
    );
  });

  it("has links and anchors by the rules of Markdown's", () => {
    expect(line('<a href="02-other.ipynb">o</a> <a href="#T4.3-order">t</a> <a href="x.csv">f</a>')).toBe(
      '<a href="#02-other">o</a> <a href="#t4-3-order">t</a> f',
    );
    expect(line('<a id="here"></a>[back](#here)')).toBe('<a id="01-test-here"></a><a href="#01-test-here">back</a>');
  });

  it("in a heading shows in the contents, without anchors and marks", () => {
    const context = contextOf();
    renderMarkdown('## H<sub>2</sub>O <a name="w"></a><!-- x -->[^1] & "more"\n\n[^1]: a note', context);
    const [heading] = context.headings;
    expect(heading).toMatchObject({ anchor: "01-test-h2o-more" });
    const chapter = { number: 1, anchor: "a", title: "t", sections: [heading!], citations: [], warnings: [], html: "" };
    expect(contents([chapter])[0]!.sections[0]!.title).toBe("H<sub>2</sub>O  &amp; “more”");
  });

  it("has headings as Markdown's: shifted, with anchors, and listed", () => {
    const context = contextOf();
    expect(renderMarkdown('<h2 align="center">Two <b>b</b></h2>\n\n[t](#two-b)', context)).toContain(
      '<h3 id="01-test-two-b" align="center">Two <b>b</b></h3>',
    );
    expect(context.headings).toEqual([{ level: 3, html: "Two <b>b</b>", anchor: "01-test-two-b" }]);
  });
});

describe("any mixture of Markdown and HTML", () => {
  const PIECES = [
    ...["<b>", "</b>", "<div>", "</div>", "<p>", "</p>", "<h2>", "</h2>", "<table>", "<td>", "<details>", "<summary>"],
    ...["<svg>", "</svg>", "<script>", "</script>", "<iframe src=q>", "<style>", "<math>", "</math>", "<img src=x>"],
    ...[
      "<a href='#x'>",
      "</a>",
      "<T>",
      "<!--",
      "-->",
      "**",
      "*",
      "`",
      "> ",
      "- ",
      "1. ",
      "    ",
      "\n",
      "\n\n",
      "words",
    ],
    ...["[^1]", "\n\n[^1]: note", "^[in]", "[l](02.ipynb)", "![i](a.png)", "$x$", "$$", "| a |\n|--|\n| $|x|$ | 1 |"],
  ];
  const VOID = /^(?:br|hr|img|wbr|col)$/;

  /** The first tag that closes another element than the one that is open, or is never closed; null for none. */
  function misfit(html: string): string | null {
    const open: string[] = [];
    for (const [tag, slash, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
      if (slash === "/" && open.pop() !== name) return tag;
      if (slash === "" && !VOID.test(name!)) open.push(name!);
    }
    return open.at(-1) ?? null;
  }

  it("becomes elements that are closed in order, none of which runs or loads", () => {
    const mixtures = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(mixtures, fc.constantFrom("", " "), (pieces, between) => {
        const source = pieces.join(between);
        const html = renderMarkdown(source, contextOf({ notes: readNotes([source]) }));
        expect(misfit(html)).toBeNull();
        expect(html).not.toMatch(/<(?:script|iframe|style|svg|T)\b/);
      }),
      { seed: 20, numRuns: 1_000 },
    );
  });
});

describe("signs in Markdown", () => {
  it("stay as they are written, but for quotes and for dashes between blanks or numbers", () => {
    expect(line('(c) (r) (tm) +- ../../img ... x--y --only a--b.txt ,, ???? "quoted" it\'s')).toBe(
      "(c) (r) (tm) +- ../../img ... x--y --only a--b.txt ,, ???? “quoted” it’s",
    );
    expect(line("a -- b --- c, 12--15")).toBe("a – b — c, 12–15");
  });
});
