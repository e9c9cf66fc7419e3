import { describe, expect, it } from "vitest";
import { contents } from "../../../../report/page/contents.js";
import { renderMarkdown } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const html = (source: string): string => renderMarkdown(source, contextOf());
const box = (state: string, words: string): string =>
  `<li class="task"><input type="checkbox" disabled${state} aria-label="${words}">`;

describe("task lists", () => {
  it("have boxes, which nobody can change", () => {
    expect(html("- [ ] measure *this*\n- [x] count\n- [X] all")).toBe(
      `<ul>\n${box("", "to do")} measure <em>this</em></li>\n${box(" checked", "done")} count</li>\n${box(" checked", "done")} all</li>\n</ul>\n`,
    );
    expect(html("1. [x] first\n\n   more\n\n2. second")).toContain('<li class="task">\n<p><input type="checkbox"');
  });

  it.each(["- [x]y", "- [ ]", "- [y] a", "- `[x]` a", "[x] a", "- a [x] b", "- [x](https://example.org) a"])(
    "are not meant by %s",
    (source) => {
      expect(html(source)).not.toContain("<input");
    },
  );
});

describe("alerts", () => {
  it.each(["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "note"])("of the kind %s are headed by it", (kind) => {
    const word = kind[0]!.toUpperCase() + kind.slice(1).toLowerCase();
    expect(html(`> [!${kind}]\n> Said **so**.\n>\n> And more.`)).toBe(
      `<blockquote class="alert alert-${kind.toLowerCase()}">\n<p class="alert-kind">${word}</p>\n<p>Said <strong>so</strong>.</p>\n<p>And more.</p>\n</blockquote>\n`,
    );
  });

  it("may have their head apart", () => {
    expect(html("> [!TIP]\n>\n> Said.")).toBe(
      '<blockquote class="alert alert-tip">\n<p class="alert-kind">Tip</p>\n<p>Said.</p>\n</blockquote>\n',
    );
  });

  it.each(["> [!NOTE] and more", "> [!HINT]\n> a", "> said\n> [!NOTE]", "[!NOTE]\na"])(
    "are not meant by %j",
    (source) => {
      expect(html(source)).not.toContain("alert");
    },
  );
});

describe("bare addresses", () => {
  it("of the web are links", () => {
    expect(html("See https://example.org/a_b_c?d=1.")).toBe(
      '<p>See <a href="https://example.org/a_b_c?d=1" rel="noreferrer">https://example.org/a_b_c?d=1</a>.</p>\n',
    );
  });

  it.each([
    "index.ts",
    "example.org",
    "a@b.org",
    "1.2.3.4",
    "`https://example.org`",
    "javascript:x()",
    "file:///etc/passwd",
  ])("are not meant by %s", (source) => {
    expect(html(source)).not.toContain("<a");
  });
});

it("further titles of a notebook are listed among its sections", () => {
  const context = contextOf();
  renderMarkdown("# Second title\n\n## Section\n\n### Below", context);
  const chapter = {
    number: 1,
    anchor: "a",
    title: "T",
    sections: context.headings,
    citations: [],
    warnings: [],
    html: "",
  };
  expect(contents([chapter])[0]!.sections.map(({ title }) => title)).toEqual(["Second title", "Section"]);
});
