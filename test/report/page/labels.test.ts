import { readDocument } from "../../../report/document/read.js";
import { VEGALITE_MIME } from "ncsparse";
import { describe, expect, it } from "vitest";
import { claimsOf, type ProseCell } from "../../../report/document/model.js";
import { numberDisplays } from "../../../report/page/labels.js";
import { renderMarkdown } from "../../../report/page/markdown/markdown.js";
import { splitFinalCaption } from "../../../report/page/markdown/tables.js";
import type { Cell, Output } from "../../../report/types.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";
import { contextOf } from "./context.js";
import { codeCell } from "../../support/code-cell.js";
import { executed as notebook } from "../../support/executed.js";

const display = (data: Record<string, unknown>, own: object): Output => ({
  output_type: "display_data",
  data,
  metadata: { ncsparse: own },
});
const figure = (claim?: string): Output => display({ [VEGALITE_MIME]: {} }, claim === undefined ? {} : { claim });
const table = (): Output => display({ "text/markdown": "| a |\n| - |\n| 1 |" }, { table: true });
const claim = (): Output => display({ "application/vnd.ncsparse.claim+json": SPARSITY_CLAIM }, {});
const prose = (id: string, source: string): Cell => ({ cell_type: "markdown", id, metadata: {}, source });

describe("labels of figures, tables and headings", () => {
  it("come from cells and claims, in the order of the page: a claim's figures stand in its box", () => {
    const { chapters } = readDocument([
      notebook(1, "01-a", [
        codeCell("free", [figure(), figure(), figure(SPARSITY_CLAIM.id)]),
        codeCell("box", [claim()]),
        codeCell("last", [figure()]),
      ]),
    ]);
    const { named, ofBlock } = numberDisplays(chapters);
    expect([...named].map(([name, { label }]) => `${name} ${label}`)).toEqual([
      "01-a#fig:free Figure 1.1",
      "01-a#fig:free-2 Figure 1.2",
      `01-a#fig:${SPARSITY_CLAIM.id} Figure 1.3`,
      "01-a#fig:last Figure 1.4",
    ]);
    const [early] = claimsOf(chapters[0]!)[0]!.figures.get(SPARSITY_CLAIM.id)!;
    expect(ofBlock.get(early!)?.anchor).toBe("fig-1-3");
  });

  it("count tables of Markdown and of code together, and figures apart from them", () => {
    const text = prose("text", "# Title\n\n## A $x$ heading\n\n| a |\n| - |\n| 1 |\n\n```\n| b |\n| - |\n```\n");
    const cells = [text, codeCell("shown", [table(), figure()])];
    const { chapters } = readDocument([notebook(2, "01-a", cells)]);
    const { named, ofCell, headings } = numberDisplays(chapters);
    expect([...named].map(([name, { anchor }]) => `${name} ${anchor}`)).toEqual([
      "01-a#tbl:text tbl-2-1",
      "01-a#tbl:shown tbl-2-2",
      "01-a#fig:shown fig-2-1",
    ]);
    expect(ofCell.get(chapters[0]!.cells[0] as ProseCell)?.map(({ label }) => label)).toEqual(["Table 2.1"]);
    expect([...headings]).toEqual(["01-a-a-heading"]);
  });

  it("know the ids and the headings of HTML in prose", () => {
    const source = '<a id="Top"></a> x <a name=mid>y</a>\n\n<h3 class="c">Raw <b>one</b></h3>\n\n`<a id="no">`';
    const { headings } = numberDisplays(readDocument([notebook(1, "01-a", [prose("text", source)])]).chapters);
    expect([...headings]).toEqual(["01-a-top", "01-a-mid", "01-a-raw-one"]);
  });
});

describe("numbered tables", () => {
  const TABLE = "| a |\n| - |\n| 1 |";
  const tables = [{ label: "Table 1.1", anchor: "tbl-1-1" }];
  const shown = (source: string): string =>
    renderMarkdown(source, contextOf({ tables })).replace(/<table>[\s\S]*<\/table>/g, "(table)");

  it.each([`Table: Of *a*.\n\n${TABLE}`, `${TABLE}\n\nTable: Of *a*.`])(
    "take the caption beside them: %s",
    (source) => {
      expect(shown(source).replace(/\n/g, "")).toBe(
        '<figure class="numbered-table" id="tbl-1-1"><figcaption><span class="figure-label">Table 1.1</span> Of <em>a</em>.</figcaption><div class="table-scroll">(table)</div></figure>',
      );
    },
  );

  it("stand without one, too; a table beyond the numbers stays as it is", () => {
    const html = shown(`before\n\n${TABLE}\n\nafter\n\n${TABLE}`);
    expect(html.match(/<figure/g)).toHaveLength(1);
    expect(html).toContain('<span class="figure-label">Table 1.1</span></figcaption>');
    expect(html).toMatch(/^<p>before<\/p>/);
  });

  it("get the caption that ends the Markdown before their code", () => {
    expect(splitFinalCaption("Words.\n\nTable: Of\n$a$.\n")).toEqual({
      source: "Words.",
      caption: "Table: Of\n$a$.",
    });
    expect(splitFinalCaption("Table: x.\n\nWords.").caption).toBeNull();
  });
});
