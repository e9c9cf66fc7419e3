import { SPARSITY } from "../../../fixtures/report/notebooks.js";
import { readDocument } from "../../../../report/document/read.js";
import { describe, expect, it } from "vitest";
import { missingText } from "../../../../report/page/fonts/fallback-fonts.js";
import { pageFonts } from "../../../../report/page/fonts/fonts.js";
import { renderPage } from "../../../../report/page/page.js";
import type { Warning } from "../../../../report/page/warnings.js";
import { CLEAN_INPUT } from "../../../fixtures/report/page-input.js";

const facesOf = (css: string, family: string): string[] =>
  css.split("\n").filter((rule) => rule.startsWith(`@font-face{font-family:"${family}"`));
const codesOf = (rules: readonly string[]): string =>
  rules.map((rule) => /unicode-range:([^}]*)/.exec(rule)![1]!).join();

describe("characters that the page's own faces lack", () => {
  it("embeds nothing more for Latin, Greek, Cyrillic and mathematics", async () => {
    const { css, missing } = await pageFonts("<p>naïve Ωμέγα Привет ∑ ∫ ≤ → ∞ “quoted” – 10⁻⁶</p><pre>a_1 = 2</pre>");
    expect(facesOf(css, "Fallback")).toEqual([]);
    expect(facesOf(css, "Fallback Mono")).toEqual([]);
    expect(missing).toEqual([]);
  });

  it("embeds frames of tables in the width of the monospace, where they stand in output", async () => {
    const { css, missing } = await pageFonts("<p>┏</p><pre>┌───┐\n│ x │\n└───┘</pre>");
    const [mono] = facesOf(css, "Fallback Mono");
    expect(codesOf([mono!])).toBe("U+250c,U+2500,U+2510,U+2502,U+2514,U+2518");
    expect(mono).toContain("size-adjust:99.66%");
    expect(missing).toEqual([]);
  });

  it("embeds emoji, joined ones included", async () => {
    const { css, missing } = await pageFonts("<p>🔥 and 👩‍🔬 and &#x1f600;</p>");
    const codes = codesOf(facesOf(css, "Fallback"));
    for (const code of ["U+1f525", "U+1f469", "U+1f52c", "U+1f600", "U+200d"]) expect(codes).toContain(code);
    expect(missing).toEqual([]);
  });

  it("names the letters of a script whose fonts are not installed, and what to install", async () => {
    const { missing } = await pageFonts("<p>注意力 한국어 🔥</p><script>未</script>");
    expect(missing.join("")).toBe("力意注국어한");
    expect(missingText(missing)).toEqual([
      "力 U+529B 意 U+610F 注 U+6CE8 (Han: npm install @fontsource/noto-sans-sc)",
      "국 U+AD6D 어 U+C5B4 한 U+D55C (Hangul: npm install @fontsource/noto-sans-kr)",
    ]);
  });

  it("names a character that belongs to no script by its code alone", () => {
    expect(missingText(["\u{16fe4}"])).toEqual(["\u{16fe4} U+16FE4"]);
  });
});

describe("a report with characters that no font has", () => {
  it("names the cell of each, and is not as it should be", async () => {
    const cells = ["# Title", "Here is 注意.", "And 注 again."].map((source, index) => ({
      cell_type: "markdown" as const,
      id: `cell-${index}`,
      metadata: {},
      source,
    }));
    const notebook = { ...SPARSITY, name: "00-letters", notebook: { ...SPARSITY.notebook, cells } };
    const warnings: Warning[] = [];
    await renderPage(
      { ...CLEAN_INPUT, findings: [], document: readDocument([notebook]) },
      undefined,
      undefined,
      warnings,
    );
    expect(warnings).toEqual([
      {
        place: "00-letters, cell 2 (cell-1)",
        message: "no font has 意 U+610F 注 U+6CE8 (Han: npm install @fontsource/noto-sans-sc)",
        isLoss: true,
      },
      {
        place: "00-letters, cell 3 (cell-2)",
        message: "no font has 注 U+6CE8 (Han: npm install @fontsource/noto-sans-sc)",
        isLoss: true,
      },
    ]);
  });
});
