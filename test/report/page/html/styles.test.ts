import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast } from "../../../../report/config/contrast.js";
import { cleanHtml } from "../../../../report/page/html/html-cleaner.js";
import { PAGE_GROUND } from "../../../../report/page/html/paint.js";
import { styleOf } from "../../../../report/page/html/styles.js";
import { htmlContext } from "../../../../report/page/markdown/markdown.js";
import { contextOf } from "../context.js";

const css = (style: string): string => styleOf(style, PAGE_GROUND).css;
const clean = (html: string): string => cleanHtml(html, htmlContext(contextOf()));
/** The tones that an element's style names: its ink, and its ground if it has one. */
const tones = (tag: string): Record<string, string> =>
  Object.fromEntries([...tag.matchAll(/--(g?[ld]):(#[0-9a-f]{6})/g)].map(([, name, tone]) => [name!, tone!]));

describe("a style of a notebook's element", () => {
  it.each([
    ["font-size:x-large; FONT-WEIGHT: bold"],
    ["display: flex;flex-wrap:wrap;max-width:480px;gap:4px 8px"],
    ["display:grid;grid-template-columns:repeat(3, minmax(0, 1fr)) 20px"],
    ["text-align:right;vertical-align:middle;white-space:nowrap"],
    ["border-collapse:collapse;padding:2px 1em;margin:0 auto"],
    ["width:50%"],
  ])("keeps %s", (style) => {
    const words = (text: string): string => text.toLowerCase().replace(/\s*([:;])\s*/g, "$1");
    expect(css(style)).toBe(words(style));
  });

  it.each([
    ["position:fixed;top:0;left:0;z-index:9"],
    ["background:url(https://example.org/x.png)"],
    ["color:var(--jp-ui-font-color1)"],
    ["width:calc(100% + 50px);width:9000px"],
    ["margin-left:-400px"],
    ["transform:rotate(3deg);animation:x 1s;content:'a'"],
    ["font-size:900px;font-size:1px"],
    ["height:600px"],
    ["opacity:0;line-height:0"],
    ["color:expression(alert(1));color:red</style>"],
  ])("drops %s", (style) => {
    expect(styleOf(style, PAGE_GROUND)).toEqual({ classes: [], css: "", ground: PAGE_GROUND });
  });

  it("has a border in the colour that it names, or in that of the page's rules", () => {
    expect(css("border:1px solid #ccc;border-left:4px solid rgb(255, 165, 0)")).toBe(
      "border:1px solid #cccccc;border-left:4px solid #ffa500",
    );
    expect(css("border:solid 2px")).toBe("border:2px solid var(--rule)");
    expect(css("border:none;border-top:3px groove red")).toBe("border:0");
  });

  it("has the page's own faces", () => {
    expect(css("font-family: 'Courier New', monospace")).toBe("font-family:var(--mono)");
    expect(css("font-family: Papyrus")).toBe("");
  });

  it("keeps a swatch's height as its least", () => {
    expect(css("width:30px;height:20px")).toBe("width:30px;min-height:20px");
  });

  it("never says more than is safe, whatever is written", () => {
    const value = fc.oneof(
      fc.constantFrom(
        "url(x)",
        "red",
        "1px",
        "expression(1)",
        "fixed",
        "}",
        '"',
        "<b>",
        "\\65",
        "/**/",
        "-1px",
        "var(--x)",
      ),
      fc.string({ maxLength: 12 }),
    );
    const name = fc.constantFrom(
      "color",
      "background",
      "border",
      "width",
      "display",
      "position",
      "font",
      "margin",
      "height",
    );
    const style = fc.array(fc.tuple(name, fc.array(value, { maxLength: 3 })), { maxLength: 5 });
    fc.assert(
      fc.property(style, (declarations) => {
        const written = declarations.map(([property, values]) => `${property}:${values.join(" ")}`).join(";");
        expect(css(written)).toMatch(/^(?:(?:[a-z-]+:[a-z0-9#.%(), -]+|--g?[ld]:#[0-9a-f]{6})(?:;|$))*$/);
        expect(css(written)).not.toMatch(/url|position|expression|:-|var\((?!--rule\))/);
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
});

describe("a colour in a notebook's HTML", () => {
  it("stays as it is where it can be read, and is moved where it cannot", () => {
    const { l, d } = tones(clean('<b style="color:#007ACC">x</b>'));
    expect(contrast(l!, PAGE_GROUND.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(d!, PAGE_GROUND.dark)).toBeGreaterThanOrEqual(4.5);
    expect(tones(clean('<b style="color:navy">x</b>')).l).toBe("#000080");
    expect(clean('<font color="red" size=7>x</font>')).toMatch(/^<span class="t-ink" style="--l:#[^"]*">x<\/span>$/);
  });

  it("is read on the ground that it stands on, not on the page's", () => {
    const html = clean('<div style="background:navy"><p><span style="color:white">x</span></p></div>');
    expect(html).toMatch(
      /^<div class="t-ink t-ground" style="[^"]*"><p><span class="t-ink" style="--l:#ffffff;--d:#ffffff">/,
    );
    expect(tones(html)).toMatchObject({ gl: "#000080", gd: "#000080" });
    expect(clean('<div style="background:navy"></div><i style="color:navy">x</i>')).toContain("--l:#000080");
  });

  it("gives text of the page's ink one that can be read on a ground", () => {
    const { l, d, gl } = tones(clean('<table><tr><td bgcolor="#ffffee">x</td></tr></table>'));
    expect(gl).toBe("#ffffee");
    for (const ink of [l!, d!]) expect(contrast(ink, gl!)).toBeGreaterThanOrEqual(12);
  });

  it("lets the page shine through as far as it is transparent", () => {
    const { gl, gd } = tones(clean('<p style="background-color:rgba(255, 0, 0, 0.5)">x</p>'));
    expect(contrast(gl!, PAGE_GROUND.light)).toBeLessThan(contrast("#ff0000", PAGE_GROUND.light));
    expect(gd).not.toBe(gl);
    expect(clean('<p style="background:transparent">x</p>')).toBe("<p>x</p>");
  });
});
