/** The page in a real browser, from file://, without network. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { openPage, read, visitOnce, type Visit, type Visitor } from "./open-page.js";

let visitor: Visitor;
beforeAll(async () => {
  visitor = await openPage(PAGE_INPUT);
});
afterAll(() => visitor.close());

const visit = (width: number, dark = false): Promise<Visit> => visitor.visit(width, { dark });

describe("the page in a browser", () => {
  const shared = visitOnce(() => visit(1280));

  it("draws every figure interactively, asks for nothing and complains of nothing", async () => {
    const { page, complaints, requests } = shared;
    expect(await read(page, 'document.querySelectorAll("figure > .drawing").length')).toBe(4);
    expect(await read(page, 'document.querySelectorAll("figure [data-interactive] svg.chart").length')).toBe(4);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it("runs nothing of what notebooks hold", async () => {
    const { page } = shared;
    expect(await read(page, "window.pwned ?? null")).toBeNull();
    expect(
      await read(
        page,
        'document.querySelectorAll("iframe, object, embed, form:not(.ledger-filter), [onerror], [onload], [onclick]").length',
      ),
    ).toBe(0);
  });

  it("shows a tooltip with symbols when a point is pointed at", async () => {
    const { page } = shared;
    await page.hover("#fig-1-1 .mark-symbol path:last-of-type");
    await page.waitForSelector("#vg-tooltip-element.visible");
    expect(await read(page, 'document.getElementById("vg-tooltip-element").innerHTML')).toContain("<sub>");
  });

  it.each([
    [1280, false],
    [390, false],
    [390, true],
  ])(
    "fits a window of %i px (dark: %s): nothing sticks out, and no figure text leaves its drawing",
    async (width, dark) => {
      const { page } = await visit(width, dark);
      expect(await read(page, "document.documentElement.scrollWidth")).toBe(width);
      const outside = `[...document.querySelectorAll("svg.chart")].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
      }).map((text) => text.textContent);
    })`;
      expect(await read(page, outside)).toEqual([]);
      await page.close();
    },
  );

  it("is set in its own fonts, and draws figures with the same widths as Node did", async () => {
    const { page } = shared;
    const loaded = await read<string[]>(
      page,
      '[...document.fonts].filter((f) => f.status === "loaded").map((f) => f.family.replaceAll(\'"\', ""))',
    );
    for (const family of ["Source Serif 4", "Source Sans 3", "Source Code Pro", "STIX Two Math", "STIX Two Text"])
      expect(loaded).toContain(family);
    const label =
      '[...document.querySelectorAll("#fig-1-1 text")].find((t) => t.textContent === "order statistics").getComputedTextLength()';
    const { chartTextWidth } = await import("ncsparse");
    // Kerning and hinting are left out of Node's widths: within 2 %.
    expect((await read<number>(page, label)) / chartTextWidth("order statistics", 12.5)).toSatisfy(
      (ratio: number) => ratio > 0.98 && ratio < 1.02,
    );
  });

  it("has a contrast of 4.5 between text and ground, light and dark", async () => {
    const { page } = await visit(1280);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const contrast = `(() => {
        const lin = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        const lum = (rgb) => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number); return 0.2126 * lin(r) + 0.7152 * lin(g) + 0.0722 * lin(b); };
        const ground = lum(getComputedStyle(document.body).backgroundColor);
        const ratio = (colour) => { const l = lum(colour); return (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05); };
        const seen = new Map();
        for (const e of document.querySelectorAll("p, a, h1, h2, h3, h4, td, th, li, summary, figcaption, .outcome, code, .tag")) seen.set(getComputedStyle(e).color, ratio(getComputedStyle(e).color));
        for (const e of document.querySelectorAll("svg.chart text")) seen.set(getComputedStyle(e).fill, ratio(getComputedStyle(e).fill));
        return [...seen].filter(([, r]) => r < 4.5);
      })()`;
      expect({ scheme, low: await read(page, contrast) }).toEqual({ scheme, low: [] });
    }
    await page.close();
  });

  it("is complete without JavaScript", async () => {
    const { page } = await visitor.visit(1280, { script: false });
    const drawings = await page.$$("figure svg.chart");
    expect(drawings).toHaveLength(4);
    await page.close();
  });
});
