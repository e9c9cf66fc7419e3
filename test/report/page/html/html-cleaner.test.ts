import { describe, expect, it } from "vitest";
import { cleanHtml, HtmlCleaner } from "../../../../report/page/html/html-cleaner.js";
import { htmlContext } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const SVG = '<svg width="80" height=40 viewBox="0 0 80 40"><title>Disc</title><circle r="15"/></svg>';
const PNG = "data:image/png;base64,iVBORw0KGgo=";

function clean(html: string): { html: string; told: string[] } {
  const context = contextOf();
  return { html: cleanHtml(html, htmlContext(context)), told: context.warnings.map(({ message }) => message) };
}

/** The drawing inside an image's data: URI. */
function drawing(html: string): string {
  return Buffer.from(/base64,([^"]+)"/.exec(html)![1]!, "base64").toString("utf8");
}

describe("HTML of a notebook", () => {
  it("keeps text, lists and tables, and closes what is left open", () => {
    expect(clean("<table><tr><td colspan=2><b>x</table>").html).toBe(
      '<table><tr><td colspan="2"><b>x</b></td></tr></table>',
    );
    expect(clean("a</div></table> <p>b<p>c").html).toBe("a <p>b</p><p>c</p>");
  });

  it.each([
    ["<style>*{}</style>"],
    ["<!-- note -->"],
    ['<link rel="stylesheet" href="https://example.org/x.css">'],
    ['<base href="x"><meta http-equiv="refresh" content="0;url=x"><title>t</title>'],
    ["<template><b>x</b></template>"],
    ['<script type="application/json">{}</script>'],
    ['<input type="hidden">'],
  ])("drops %s without a word, of which nobody sees anything", (html) => {
    expect(clean(html)).toEqual({ html: "", told: [] });
  });

  it("drops handlers, styles and links that run something, and keeps their text", () => {
    expect(clean('<p style="position:fixed" onclick="x">a</p>').html).toBe("<p>a</p>");
    expect(
      clean('<a href="javascript:x">a</a> <a href="//example.org">b</a> <a href=" java&#x0A;script:x">c</a>'),
    ).toEqual({
      html: "a b c",
      told: [],
    });
  });

  it.each([
    ["<script>Plotly.newPlot()</script>", "what a script would draw or do"],
    ['<iframe src="https://example.org/a?b=1&c=2"></iframe>', "an embedded page (https://example.org/a?b=1&c=2)"],
    ['<video src="a.mp4">fallback</video>', "a video (a.mp4)"],
    ['<object data="x.pdf"></object>', "an embedded object (x.pdf)"],
    ["<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>", "a formula in MathML"],
    ['<img src="https://example.org/x.png" alt="a plot">', "the image “a plot” (https://example.org/x.png)"],
    ["<form><label>name</label><input><select></select></form>", "a field of a form"],
  ])("leaves a mark for %s, once, and tells the author", (html, what) => {
    const { html: shown, told } = clean(html);
    expect(shown.match(/<span class="left-out">\[left out: /g)).toHaveLength(1);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(new RegExp(`^${what.replace(/[?()+.]/g, "\\$&")}: the? ?`.replace("the? ?", "")));
  });

  it("says once of several scripts that there is no script", () => {
    expect(clean("<script>a</script><div></div><script>b</script>").told).toHaveLength(1);
  });

  it("shows how far something is, and the boxes that Jupyter's style sheets have", () => {
    expect(clean('<progress value=3 max=10 onclick=x></progress><meter value="0.6"></meter>').html).toBe(
      '<progress value="3" max="10"></progress><meter value="0.6"></meter>',
    );
    expect(clean('<div class="alert alert-block alert-warning own">x</div>').html).toBe(
      '<div class="alert alert-warning">x</div>',
    );
  });

  it("takes words in angle brackets for words", () => {
    expect(clean("Array<number> and <my-element>text</my-element>").html).toBe("Array&lt;number&gt; and text");
  });

  it("goes on in pieces, with others' text between", () => {
    const cleaner = new HtmlCleaner(htmlContext(contextOf()));
    expect([cleaner.feed("<details><summary>a</summary>"), cleaner.feed("</b>"), cleaner.end()]).toEqual([
      "<details><summary>a</summary>",
      "",
      "</details>",
    ]);
  });
});

describe("a drawing in HTML", () => {
  it("becomes an image of its size, named by its title, well-formed as XML asks", () => {
    const { html, told } = clean(`<div>${SVG}</div>`);
    expect(html).toMatch(
      /^<div><img src="data:image\/svg\+xml;base64,[^"]+" alt="Disc" width="80" height="40"><\/div>$/,
    );
    expect(drawing(html)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="80" height="40" viewBox="0 0 80 40"><title>Disc</title><circle r="15"></circle></svg>',
    );
    expect(told).toEqual([]);
  });

  it("loses its scripts and handlers, and names the pictures that it would load", () => {
    const { html, told } = clean(
      '<svg onload="x"><script>if (a<b) c()</script><image href="https://example.org/a.png"/><text>1&nbsp;&lt;&nbsp;2</text></svg>',
    );
    expect(drawing(html)).not.toMatch(/onload|script/);
    expect(drawing(html)).toContain("<text>1\u00a0&lt;\u00a02</text>");
    expect(told).toEqual(["a picture in a drawing (https://example.org/a.png): the page loads nothing from elsewhere"]);
  });

  it("may hold words of HTML, in their own namespace", () => {
    const { html } = clean("<svg><foreignObject><div>a<br>b</div></foreignObject></svg>");
    expect(drawing(html)).toContain(
      '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">a<br></br>b</div></foreignObject>',
    );
  });
});

describe("an image in HTML", () => {
  it("keeps its data, words and size", () => {
    expect(clean(`<img src="${PNG}" alt="a &quot;b&quot;" width="20px" height="50%" onerror="x">`).html).toBe(
      `<img src="${PNG}" alt="a &quot;b&quot;" width="20" height="50%">`,
    );
  });

  it("is named where its data is no image", () => {
    expect(clean('<img src="data:text/html;base64,AAAA">').told).toEqual([
      "an image: its data is of no kind that the page shows",
    ]);
  });
});
