/** A page made of kept chapters is, byte for byte, the page that is made of none. */
import { readDocument } from "../../../report/document/read.js";
import { describe, expect, it } from "vitest";
import { KeptChapters } from "../../../report/page/kept-chapters.js";
import { renderPage } from "../../../report/page/page.js";
import { REMEMBERED_PIECES, type Pieces } from "../../../report/page/pieces.js";
import type { ExecutedNotebook } from "../../../report/types.js";
import { HOSTILE, SPARSITY } from "../../fixtures/report/notebooks.js";
import { CLEAN_INPUT, PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { AFTER, edited } from "./chapters.js";

/** Tells which figures a rendering asked for: those of kept chapters it does not. */
function watched(): { asked: string[]; pieces: Pieces } {
  const asked: string[] = [];
  const once: Pieces["once"] = (kind, label, parts, make) => {
    if (kind === "figure") asked.push(label);
    return REMEMBERED_PIECES.once(kind, label, parts, make);
  };
  return { asked, pieces: { once } };
}

const page = (notebooks: ExecutedNotebook[], pieces?: Pieces, kept?: KeptChapters): Promise<string> =>
  renderPage({ ...PAGE_INPUT, document: readDocument(notebooks), partial: true }, pieces, kept);

describe("kept chapters", () => {
  it.each([
    ["prose", "What is left is small", "what is left is small", "what is left is tiny", ["fig-1"]],
    ["a title", "the contents and every link to it", "How small is", "How tiny is", ["fig-1", "fig-2", "fig-3"]],
    ["a heading", "anchors", "## A literal", "## One more\n\n## A literal", ["fig-1", "fig-2", "fig-3"]],
    [
      "a label",
      "links to it",
      "\\label{eq:law}",
      "\\label{eq:first}\n$$\n\n$$\ny \\label{eq:law}",
      ["fig-1", "fig-2", "fig-3"],
    ],
    ["a table", "its number", "## A literal", "| a |\n| - |\n| 1 |\n\n## A literal", ["fig-1", "fig-2", "fig-3"]],
  ])("follow a change of %s, with %s", async (_what, _where, from, to, rendered) => {
    const kept = new KeptChapters();
    const before = [SPARSITY, HOSTILE, AFTER];
    expect(await page(before, REMEMBERED_PIECES, kept)).toBe(await page(before));
    const after = [edited(SPARSITY, from, to), HOSTILE, AFTER];
    const { asked, pieces } = watched();
    expect(await page(after, pieces, kept)).toBe(await page(after));
    expect([...new Set(asked.map((id) => id.replace(/-\d+$/, "")))]).toEqual(rendered);
  });

  it("follow a change of the project's macros", async () => {
    const kept = new KeptChapters();
    const notebook = edited(SPARSITY, "what is left is small", "what is left is $\\rest$ small");
    const withMacros = (macros: string, own?: KeptChapters): Promise<string> =>
      renderPage({ ...CLEAN_INPUT, document: readDocument([notebook]), macros }, undefined, own);
    await withMacros("\\newcommand{\\rest}{\\frac12}", kept);
    const other = await withMacros("\\newcommand{\\rest}{\\frac13}", kept);
    expect(other).toContain("<mfrac><mn>1</mn><mn>3</mn></mfrac>");
    expect(other).toBe(await withMacros("\\newcommand{\\rest}{\\frac13}"));
  });

  it("are rendered anew where they stand elsewhere", async () => {
    const kept = new KeptChapters();
    await page([SPARSITY, HOSTILE], REMEMBERED_PIECES, kept);
    for (const moved of [[HOSTILE, SPARSITY], [SPARSITY], [{ ...HOSTILE, number: 1 }]]) {
      expect(await page(moved, REMEMBERED_PIECES, kept)).toBe(await page(moved));
    }
  });
});
