/** Tags of a notebook's HTML beside those that JupyterLab's own sanitiser keeps. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { cleanHtml } from "../../../../report/page/html/html-cleaner.js";
import { PAGE_GROUND } from "../../../../report/page/html/paint.js";
import { closingTag, openingTag } from "../../../../report/page/html/sanitize.js";
import { htmlContext } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const source = readFileSync(createRequire(import.meta.url).resolve("@jupyterlab/apputils/lib/sanitizer.js"), "utf8");
const JUPYTERLAB = Array.from(
  /allowedTags: \[([^\]]*)\]/.exec(source)![1]!.matchAll(/^\s*'([a-z0-9]+)'/gm),
  ([, name]) => name!,
);

describe("tags that JupyterLab keeps", () => {
  it("are elements here, too, or show what is in them, or leave a mark; none is taken for words", () => {
    expect(JUPYTERLAB.length).toBeGreaterThan(90);
    const texts = JUPYTERLAB.map((name) => {
      const context = contextOf();
      const html = cleanHtml(`<${name}>words</${name}>`, htmlContext(context));
      return [name, html.includes("&lt;") || (context.warnings.length === 0 && html === "")] as const;
    });
    // No elements of HTML: attributes that stand in its list by mistake, and one of old drafts. Choices of a form have no words.
    expect(texts.filter(([, isLost]) => isLost).map(([name]) => name)).toEqual([
      "colspan",
      "command",
      "datalist",
      "option",
      "rowspan",
    ]);
  });
});

describe("attributes", () => {
  it.each([
    [
      "p",
      { hidden: "", title: "a", dir: "rtl", lang: "de", id: "x", onclick: "y()" },
      '<p hidden="hidden" title="a" dir="rtl" lang="de">',
    ],
    ["td", { colspan: "2", onclick: "y()" }, '<td colspan="2">'],
    ["section", { class: "x" }, "<div>"],
  ])("of <%s>: %j", (name, attributes, tag) => {
    expect(openingTag(name, attributes, PAGE_GROUND)?.tag).toBe(tag);
    expect(closingTag(tag)).toMatch(/^<\/(?:p|span|div|td)>$/);
  });
});
