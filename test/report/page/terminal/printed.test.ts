import { describe, expect, it } from "vitest";
import { printedHtml } from "../../../../report/page/terminal/printed.js";

const numbered = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join("\n");
const folded = (html: string): string | null => /<summary>([^<]*)<\/summary>/.exec(html)?.[1] ?? null;
const leftOff = (html: string): string | null => /class="left-off">([^<]*)</.exec(html)?.[1] ?? null;

describe("printed text", () => {
  it("is escaped, in its colours, with its links", () => {
    const link = "\u001b]8;;https://example.org/?a=1&b=2\u001b\\here\u001b]8;;\u001b\\";
    expect(printedHtml(`<b> \u001b[1;4mstrong\u001b[0m ${link}`, "output")).toContain(
      '<pre class="output">&lt;b&gt; <span class="t-bold t-underline">strong</span> <a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">here</a></pre>',
    );
  });

  it("has a colour for each scheme, or one with its own ground", () => {
    expect(printedHtml("\u001b[31mred", "")).toMatch(
      /<pre><span class="t-ink" style="--l:#[0-9a-f]{6};--d:#[0-9a-f]{6}">red<\/span><\/pre>/,
    );
    expect(printedHtml("\u001b[97;44mx", "")).toMatch(/style="color:#[0-9a-f]{6};background:#208ffb"/);
  });

  it("links to nothing that runs", () => {
    expect(printedHtml("\u001b]8;;javascript:alert(1)\u0007here\u001b]8;;\u0007", "")).toContain("<pre>here</pre>");
  });

  it("links the addresses that stand in it, without the signs behind them", () => {
    const at = (address: string): string => `<a href="${address}" rel="noreferrer">${address}</a>`;
    const written = "see https://example.org/a?b=1, (http://127.0.0.1:80/x). \u001b[32m'https://a.b/c'\u001b[39m";
    const html = printedHtml(`${written} https:// ftp://x.y`, "");
    expect(html).toContain(`see ${at("https://example.org/a?b=1")}, (${at("http://127.0.0.1:80/x")}). `);
    expect(html).toMatch(/<span class="t-ink" style="[^"]*">'<a href="https:\/\/a.b\/c"/);
    expect(html).toContain("</span> https:// ftp://x.y</pre>");
  });

  it("keeps the lines of a table whole that is wider than the page, and of nothing else", () => {
    const row = (cell: string): string => `\u2502 ${Array.from({ length: 12 }, () => cell).join(" \u2502 ")} \u2502`;
    expect(printedHtml([row("12345"), row("67890")].join("\n"), "output")).toContain(
      '<pre class="output columns" style="--cells:97" tabindex="0">\u2502 12345 ',
    );
    expect(printedHtml([row("\u6771\u4eac1"), row("67890")].join("\n"), "")).toContain(
      '<pre class="columns" style="--cells:97" tabindex="0">',
    );
    const aligned = ["name", "mass"].map((word) => word.padEnd(40) + word.padEnd(40) + word).join("\n");
    expect(printedHtml(aligned, "")).toContain("columns");
    expect(printedHtml([row("12"), row("34")].join("\n"), "")).not.toContain("columns");
    expect(printedHtml("a long line of words ".repeat(9).concat("\n").repeat(3), "")).not.toContain("columns");
  });

  it("gives wide characters the cells that they take", () => {
    expect(printedHtml("\u2502 \u6771\u4eac \u{1f600} \u{1f469}\u200d\u{1f467} \u2502", "")).toContain(
      '<pre>\u2502 <span class="t-square" style="width:4ch">\u6771\u4eac</span> <span class="t-wide">\u{1f600}</span> ' +
        '<span class="t-wide" style="width:4ch">\u{1f469}\u200d\u{1f467}</span> \u2502</pre>',
    );
  });

  it("lets a long text of square letters break into lines", () => {
    expect(printedHtml("\u6771".repeat(13), "")).toContain(`<span class="t-square">${"\u6771".repeat(13)}</span>`);
  });

  it("is nothing where it is blank", () => {
    expect(printedHtml("\n  \n\u001b[31m\u001b[0m", "output")).toBe("");
  });
});

describe("long text", () => {
  it("is folded behind its beginning, with a count", () => {
    const html = printedHtml(numbered(1_000), "output");
    expect(folded(html)).toBe("940 more lines");
    expect(leftOff(html)).toBeNull();
    expect(html.indexOf("line 60\n")).toBe(-1);
    expect(html).toMatch(/line 60<\/pre>\n<details class="more">.*\n<pre class="output">line 61\n/);
    expect(html).toContain("line 1000</pre>");
  });

  it("is not folded for a few lines", () => {
    expect(folded(printedHtml(numbered(70), "output"))).toBeNull();
    expect(folded(printedHtml(numbered(71), "output"))).toBe("11 more lines");
  });

  it("of a whole log is left in the notebook, with a count", () => {
    const html = printedHtml(numbered(20_000), "output");
    expect(folded(html)).toBe("2,000 more lines");
    expect(leftOff(html)).toBe("17,940 more lines stand in the executed notebook.");
    expect(html.length).toBeLessThan(40_000);
  });

  it("in one line is cut, with a count", () => {
    const html = printedHtml("x".repeat(100_000), "output");
    expect(html).toContain(`x … (96,000 more characters)</pre>`);
    expect(html.length).toBeLessThan(5_000);
  });

  it("in long lines is folded by its length", () => {
    const html = printedHtml(Array.from({ length: 50 }, () => "y".repeat(1_000)).join("\n"), "output");
    expect(folded(html)).toBe("43 more lines");
  });
});
