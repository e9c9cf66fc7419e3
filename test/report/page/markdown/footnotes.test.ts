import { describe, expect, it } from "vitest";
import { unmarkedNotes } from "../../../../report/page/markdown/footnotes.js";
import { readNotes, renderMarkdown, renderTitle } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const CELLS = [
  "Second.[^b] Elsewhere.[^later] Again.[^b]\n\n[^b]: First.\n\n    ```ts\n    const x = 1;\n    ```\n\n    end[^n], $x^2$\n[^n]: nested *note*",
  "[^later]: Defined later, ^[with one inside] it.",
  "Third.[^b]",
];
const text = (html: string): string => html.replace(/<[^>]+>/g, "").replace(/\s+/g, " ");

describe("footnotes", () => {
  it("hold code, formulas and notes, and may be defined in another cell", () => {
    const context = contextOf({ notes: readNotes(CELLS) });
    const html = renderMarkdown(CELLS[0]!, context);
    expect(html).toMatch(/<aside class="folded-note whole" id="01-test-note-1">.*<p>First\.<\/p>\n<pre><code/s);
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(text(html)).toMatch(/2 nested note.*3 Defined later, 4 it\. .*4 with one inside/);
    expect(context.warnings).toEqual([]);
    // Shown once, marked everywhere; what the first cell has shown the third links to.
    expect(html.match(/id="01-test-note-1"/g)).toHaveLength(1);
    expect(renderMarkdown(CELLS[2]!, context)).toBe(
      '<p>Third.<sup class="note-mark"><a href="#01-test-note-1">1</a></sup></p>\n',
    );
  });

  it("with more than text, or to a note, stand under their block and not in the margin", () => {
    const html = renderMarkdown(CELLS[0]!, contextOf({ notes: readNotes(CELLS) }));
    const beside = [...html.matchAll(/class="side-note"[^>]*><span class="note-number">(\d)/g)].map(
      ([, number]) => number,
    );
    expect(beside).toEqual(["3"]);
    const whole = [...html.matchAll(/class="folded-note whole" id="01-test-note-(\d)"/g)].map(([, number]) => number);
    expect(whole).toEqual(["1", "2", "4"]);
  });

  it("stand at a title, whose entry in the contents has no mark", () => {
    const title = renderTitle("Notes[^h]", contextOf({ notes: readNotes(["# Notes[^h]\n\n[^h]: On a heading."]) }));
    expect(title.html).toMatch(/^Notes<sup class="note-mark"><a href="#01-test-note-1" id="01-test-note-1-mark">1</);
    expect(title.bare).toBe("Notes");
    expect(title.notes).toContain('<aside class="folded-note" id="01-test-note-1">');
  });

  it("that nobody defines are marked in place and told; a regular expression's range is none", () => {
    const context = contextOf();
    expect(renderMarkdown("Unknown.[^none] [^a-z]", context)).toBe(
      '<p>Unknown.<span class="unresolved">[^none]</span> [^a-z]</p>\n',
    );
    expect(context.warnings.map(({ message }) => message)).toEqual([
      "the note [^none]: nothing in the notebook defines it",
    ]);
  });

  it("that nothing marks are named at the chapter's end", () => {
    const context = contextOf({ notes: readNotes(["a[^1]\n\n[^1]: one\n[^2]: two"]) });
    renderMarkdown("a[^1]", context);
    expect(unmarkedNotes(context)).toContain("[left out: the note [^2]: nothing in the notebook marks it]");
  });

  it("may mark each other in a circle", () => {
    const context = contextOf({ notes: readNotes(["a[^1]\n\n[^1]: one[^2]\n[^2]: two[^1]"]) });
    expect(renderMarkdown("a[^1]", context).match(/<aside/g)).toHaveLength(2);
  });
});
