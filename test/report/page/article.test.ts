/** A report with an article: what it shows again of the chapters, what stands at the head of the page, what is folded. */
import { VEGALITE_MIME } from "ncsparse";
import { beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../report/document/read.js";
import { renderPage, type PageInput } from "../../../report/page/page.js";
import { reuseDisplays } from "../../../report/page/reuse.js";
import type { ExecutedNotebook, Output } from "../../../report/types.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";
import { executed as notebook } from "../../support/executed.js";
import { proseCell } from "../../support/prose-cell.js";

const FINDING = "It holds, and says little.";
const SPEC = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "A point at one, which is all that this figure has to show.",
  data: { values: [{ x: 1 }] },
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative" } },
};
const display = (data: Record<string, unknown>, own: object = {}): Output => ({
  output_type: "display_data",
  data,
  metadata: { ncsparse: own },
});
const figure = display({ [VEGALITE_MIME]: SPEC }, { caption: "One point." });
const table = display({ "text/markdown": "| a |\n| - |\n| 1 |" }, { table: true });
const claim = display({ "application/vnd.ncsparse.claim+json": { ...SPARSITY_CLAIM, finding: FINDING } });
const CHAPTER = notebook(1, "01-a", [
  proseCell("title", "# A chapter\n\nIts question."),
  proseCell("summary", "What it comes to.", "summary"),
  codeCell("phase", [figure]),
  codeCell("reach", [table]),
  codeCell("box", [claim]),
]);
const ARTICLE = notebook(0, "00-short", [
  proseCell("front", 'What a window is.\n\n[The picture.](#fig:phase "show")\n\n- [Go on](#01-a)', "front"),
  proseCell(
    "title",
    '# In short\n\nBefore.\n\n[fig:phase](01-a.ipynb#fig:phase "show")\n\nBetween, see [fig:phase](#fig:phase).',
  ),
  proseCell(
    "found",
    `[${SPARSITY_CLAIM.id}](#${SPARSITY_CLAIM.id} "finding") So it is.\n\n[tbl:reach](#tbl:reach "show")\n\nAfter.`,
  ),
]);

const inputOf = (...notebooks: ExecutedNotebook[]): PageInput => ({
  ...CLEAN_INPUT,
  partial: false,
  abstract: "",
  findings: [],
  bibliography: null,
  citationStyle: null,
  document: readDocument(notebooks),
});

/** Formulas apart, the words of a part of the page. */
const wordsOf = (html: string): string => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const between = (html: string, from: string, to: string): string =>
  html.slice(html.indexOf(from), html.indexOf(to, html.indexOf(from)));

describe("the page of a report with an article", () => {
  let html: string;
  let opening: string;
  let article: string;
  let chapter: string;
  beforeAll(async () => {
    html = await renderPage(inputOf(ARTICLE, CHAPTER));
    opening = between(html, '<section class="opening"', "</section>");
    article = between(html, '<article class="chapter short"', "</article>");
    chapter = between(html, '<article class="chapter" id="chapter-1"', "</article>");
  });

  it("begins with the cell that is tagged so, which its own chapter leaves out", () => {
    expect(wordsOf(opening)).toContain("What a window is.");
    expect(opening).toContain('<a href="#01-a">Go on</a>');
    expect(article).not.toContain("What a window is.");
    expect(html.indexOf('<section class="opening"')).toBeLessThan(html.indexOf('<article class="chapter short"'));
  });

  it("shows the figure again where the article wants it, under a number of its own and with the first one's; at the head under the first one's alone", () => {
    expect([...html.matchAll(/<figure id="(fig-[^"]+)"/g)].map(([, id]) => id)).toEqual(["fig-0-1", "fig-1-1"]);
    expect(wordsOf(opening)).toMatch(/Figure 1\.1 The picture\./);
    expect(wordsOf(article)).toMatch(/Before\. .*Figure 1 One point\. \( Figure 1\.1 \) Between, see Figure/);
    expect(wordsOf(chapter)).toMatch(/Figure 1\.1 One point\./);
  });

  it("leads from other chapters to the first", async () => {
    const other = notebook(2, "02-b", [proseCell("title", "# B\n\nAs in [fig:phase](#fig:phase).")]);
    const page = await renderPage(inputOf(ARTICLE, CHAPTER, other));
    expect(page).toContain('As in <a href="#fig-1-1">Figure 1.1</a>.');
  });

  it("brings the copy at the head as it is drawn, the others for the page's script as well", () => {
    expect(opening.match(/<svg/g)).toHaveLength(1);
    expect(html.match(/<figure id="[^"]+" class="still">/g)).toEqual(['<figure id="front-1" class="still">']);
    expect(html).toContain('id="figure-sources"');
  });

  it("shows a table again, and a claim's finding with the place of its box", () => {
    expect(wordsOf(article)).toMatch(/Table 1 .*1 .*After\./);
    expect(wordsOf(article)).toMatch(new RegExp(`${FINDING} \\( .*${SPARSITY_CLAIM.id}.* \\) So it is\\.`));
  });

  it("has the article before the chapters and without a number", () => {
    expect(article).toMatch(/<h2 class="chapter-title" id="00-short">In short<\/h2>/);
    expect(html.indexOf('class="chapter short"')).toBeLessThan(html.indexOf('id="chapter-1"'));
  });

  it("folds the chapter behind its summary", () => {
    const [shown, folded] = chapter.split('<details class="whole-chapter">') as [string, string];
    expect(wordsOf(shown)).toContain("What it comes to.");
    expect(wordsOf(shown)).not.toContain("Its question.");
    expect(wordsOf(folded)).toContain("Chapter 1 in full");
    expect(wordsOf(folded)).toContain("Its question.");
  });
});

describe("a chapter that failed", () => {
  it("is not folded", async () => {
    const failure = {
      cellIndex: 2,
      codeCellNumber: 1,
      cellId: "phase",
      kind: "error",
      ename: "E",
      evalue: "x",
    } as const;
    const html = await renderPage(inputOf({ ...CHAPTER, failures: [{ ...failure, traceback: [] }] }));
    expect(html).not.toContain('whole-chapter">');
  });
});

describe("what is to be shown again", () => {
  const bad = (source: string): ExecutedNotebook =>
    notebook(0, "00-short", [proseCell("title", `# In short\n\n${source}`)]);

  it.each([
    ["a label that nothing has", '[fig:none](#fig:none "show")', 'nothing in the report has the label "#fig:none"'],
    ["a claim without a finding", '[](#T4.3-silent "finding")', "T4.3-silent has no finding that could be told"],
  ])("ends the build where it is %s", async (_, source, message) => {
    const silent = display({
      "application/vnd.ncsparse.claim+json": {
        ...SPARSITY_CLAIM,
        id: "T4.3-silent",
        parts: [],
        aliases: [],
        finding: null,
      },
    });
    const chapter = notebook(1, "01-a", [proseCell("title", "# A"), codeCell("box", [silent])]);
    await expect(renderPage(inputOf(bad(source), chapter))).rejects.toThrow(message);
  });

  it("says so in a report of some notebooks", async () => {
    const html = await renderPage({ ...inputOf(bad('[The picture](01-a.ipynb#fig:phase "show")')), partial: true });
    expect(wordsOf(between(html, '<article class="chapter short"', "</article>"))).toContain(
      "The picture (not in this report)",
    );
  });

  it.each([
    '`[fig:phase](#fig:phase "show")`',
    'Words [fig:phase](#fig:phase "show") around',
    "![words](plot.png)",
    '> [fig:phase](#fig:phase "show")',
  ])("is a paragraph of its own: not %s", (source) => {
    const { chapters } = readDocument([bad(source), CHAPTER]);
    expect(reuseDisplays(chapters)).toBe(chapters);
  });

  it("leaves the lines around it to their cells, which number nothing twice", () => {
    const { chapters } = readDocument([
      bad('One.\n\n[fig:phase](#fig:phase "show")\n\n[tbl:reach](#tbl:reach "show")\n\nTwo.\n'),
      CHAPTER,
    ]);
    const [article, chapter] = reuseDisplays(chapters);
    expect(article!.cells.map((cell) => (cell.kind === "prose" ? cell.source.trim() : cell.blocks[0]!.kind))).toEqual([
      "# In short\n\nOne.",
      "figure",
      "table",
      "Two.",
    ]);
    expect(chapter).toBe(chapters[1]);
  });
});
