import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { formatInterval, formatNumber, formatParameter } from "../../../report/page/claims/numbers.js";
import { plainText, runningHeads } from "../../../report/page/assets/print-css.js";
import { sanitize } from "../../../report/page/html/sanitize.js";
import { boundText, packText, slug } from "../../../report/page/text.js";
import { inRange } from "../../../report/page/fonts/unicode-range.js";
import { renderMath } from "../../../report/page/math/math.js";

describe("numbers", () => {
  it("have three significant digits, thousands marked, and true minus signs", () => {
    expect([0.0313123, 1.5, 12345, 1234.5, -0.5, 0, 32768].map(formatNumber)).toEqual([
      "0.0313",
      "1.5",
      "12,345",
      "1,230",
      "−0.5",
      "0",
      "32,768",
    ]);
  });

  it("are powers of ten beyond a thousandth and a hundred thousand", () => {
    expect(formatNumber(3.1e-7)).toBe("3.1&thinsp;×&thinsp;10<sup>−7</sup>");
    expect([1e112, -1e7, 1e5, 0.001].map(formatNumber)).toEqual([
      "10<sup>112</sup>",
      "−10<sup>7</sup>",
      "10<sup>5</sup>",
      "0.001",
    ]);
    expect([Infinity, -Infinity, NaN].map(formatNumber)).toEqual(["∞", "−∞", "–"]);
  });

  it("are never rounded where they are integers of the grid", () => {
    expect([125252966, 0.25, 32768].map(formatParameter)).toEqual(["125,252,966", "0.25", "32,768"]);
  });

  it("come with their interval unless it has no width", () => {
    expect(formatInterval({ value: 0.0031, low: 0.0029, high: 0.0033 })).toBe(
      '0.0031 <span class="interval">[0.0029, 0.0033]</span>',
    );
    expect(formatInterval({ value: 1, low: 1, high: 1 })).toBe("1");
  });
});

describe("text", () => {
  it("is bounded by lines, and says how many were left off", () => {
    const { text, linesLeftOff } = boundText(Array.from({ length: 100 }, (_, i) => `${i}`).join("\n"));
    expect(text.split("\n")).toHaveLength(60);
    expect(linesLeftOff).toBe(40);
  });

  it("becomes an anchor of letters, digits and hyphens", () => {
    expect(["T4.3-order", "L4.2", "Poisson–Dirichlet é", "§"].map(slug)).toEqual([
      "t4-3-order",
      "l4-2",
      "poisson-dirichlet-e",
      "section",
    ]);
  });

  it("packed cannot close a script element", () => {
    const packed = packText("</script><!--");
    expect(packed).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(gunzipSync(Buffer.from(packed, "base64")).toString()).toBe("</script><!--");
  });

  it("of a title is the visible half of its formulas, powers behind a caret, safe in CSS", () => {
    const title = `When is it ${renderMath("n^C", false)}-sparse &amp; why?`;
    expect(plainText(title)).toBe("When is it n^C-sparse & why?");
    expect(plainText(renderMath("\\sqrt{n^C}", false))).toBe("n^C");
    const chapter = {
      number: 1,
      anchor: "a",
      title: 'a "b" \\ </style>',
      sections: [],
      citations: [],
      warnings: [],
      html: "",
    };
    expect(runningHeads([chapter], "t", "f")).not.toContain("</style");
  });
});

describe("HTML of a bibliography's entries", () => {
  it("keeps text and tables", () => {
    expect(sanitize("<table><tr><td colspan=2><b>x</b></td></tr></table>")).toBe(
      '<table><tr><td colspan="2"><b>x</b></td></tr></table>',
    );
  });

  it.each([
    "<script>x</script>",
    "<style>*{}</style>",
    '<img src=x onerror="x">',
    '<img src="data:image/svg+xml;base64,AAAA">',
    '<iframe src="https://example.org"></iframe>',
    "<form><input></form>",
    "<svg onload=x></svg>",
    '<link rel="stylesheet" href="x">',
    '<base href="x">',
  ])("drops %s", (html) => {
    expect(sanitize(html)).toBe("");
  });

  it("loses handlers, styles, ids and links that run something", () => {
    expect(sanitize('<p id="top" style="position:fixed" onclick="x">a</p>')).toBe("<p>a</p>");
    expect(sanitize('<a href="javascript:x">a</a> <a href="//example.org">b</a>')).toBe(
      '<a rel="noreferrer">a</a> <a rel="noreferrer">b</a>',
    );
  });
});

describe("font subsets", () => {
  it("are chosen by CSS unicode ranges", () => {
    expect(inRange(0x3c3, "U+0370-0377,U+03A3-03FF")).toBe(true);
    expect(inRange(0x131, "U+0131")).toBe(true);
    expect(inRange(0x4e00, "U+0000-00FF,U+0131")).toBe(false);
  });
});
