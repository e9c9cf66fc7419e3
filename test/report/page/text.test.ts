import { gunzipSync } from "node:zlib";
import { formatNumber as inWords } from "ncsparse-kit/claims/format";
import { describe, expect, it } from "vitest";
import { formatInterval, formatNumber, formatParameter } from "../../../report/text/numbers.js";
import { plainText, runningHeads } from "../../../report/page/assets/print-css.js";
import { sanitize } from "../../../report/page/html/sanitize.js";
import { anchorOf } from "../../../report/document/anchors.js";
import { packText } from "../../../report/page/text.js";
import { inRange } from "../../../report/page/fonts/unicode-range.js";
import { renderMath } from "../../../report/page/math/math.js";

describe("numbers", () => {
  it("have three significant digits, thousands marked, and true minus signs", () => {
    expect([0.0313123, 1.5, 12345, 1234.5, -0.5, 0, 32768].map(formatNumber)).toEqual([
      "0.0313",
      "1.50",
      "12,345",
      "1,230",
      "−0.500",
      "0",
      "32,768",
    ]);
  });

  it("have the digits that claims tell in their own words", () => {
    const plain = (html: string): string =>
      html.replaceAll("−", "-").replace("&thinsp;×&thinsp;10<sup>", " × 10^").replace("</sup>", "");
    const told = (x: number): string =>
      inWords(x).replace(/10(\D+)$/, (_, power: string) => `10^${power.normalize("NFKC").replace("−", "-")}`);
    for (const x of [4.7, 0.05, 1 / 3, -12.34, 99_999.5, 123_456.7, 3.1e-7, -2e-9, 125_252_966, 1.5e12])
      expect(plain(formatNumber(x))).toBe(told(x));
  });

  it("are powers of ten below a thousandth, and far beyond what is counted", () => {
    expect([3.1e-7, 1e112, -1.5e9].map(formatNumber)).toEqual([
      "3.10&thinsp;×&thinsp;10<sup>−7</sup>",
      "1.00&thinsp;×&thinsp;10<sup>112</sup>",
      "−1.50&thinsp;×&thinsp;10<sup>9</sup>",
    ]);
    expect([Infinity, -Infinity, NaN].map(formatNumber)).toEqual(["∞", "−∞", "–"]);
  });

  it("are never rounded where they are integers of the grid", () => {
    expect([12_345_678_901, 125_252_966, 32_768].map(formatParameter)).toEqual([
      "12,345,678,901",
      "125,252,966",
      "32,768",
    ]);
    expect([0.25, 1.1, 0.001, 1e-6, 2.5e-6].map(formatParameter)).toEqual([
      "0.25",
      "1.1",
      "0.001",
      "10<sup>−6</sup>",
      "2.5&thinsp;×&thinsp;10<sup>−6</sup>",
    ]);
  });

  it("come with their interval unless it has no width", () => {
    expect(formatInterval({ value: 0.0031, low: 0.0029, high: 0.0033 })).toBe(
      '0.00310 <span class="interval">[0.00290, 0.00330]</span>',
    );
    expect(formatInterval({ value: 1, low: 1, high: 1 })).toBe("1");
  });
});

describe("text", () => {
  it("becomes an anchor of letters, digits and hyphens", () => {
    expect(["T4.3-order", "L4.2", "Poisson–Dirichlet é", "§"].map(anchorOf)).toEqual([
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
