/** What executed notebooks come to as a document. */
import { CLAIM_MIME, VEGALITE_MIME } from "ncsparse";
import { describe, expect, it } from "vitest";
import { claimsOf, figuresOf, type Block } from "../../../report/document/model.js";
import { readDocument } from "../../../report/document/read.js";
import type { Cell, ExecutedNotebook, Output } from "../../../report/types.js";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { codeCell } from "../../support/code-cell.js";

const display = (data: Record<string, unknown>, ncsparse: object = {}): Output => ({
  output_type: "display_data",
  data,
  metadata: { ncsparse },
});
const figure = (claim?: string): Output => display({ [VEGALITE_MIME]: {} }, claim === undefined ? {} : { claim });
const claim = (): Output => display({ [CLAIM_MIME]: SPARSITY_CLAIM });
const notebook = (...cells: Cell[]): ExecutedNotebook => ({
  ...SPARSITY,
  notebook: { ...SPARSITY.notebook, cells },
});
const blocksOf = (...outputs: Output[]): Block[] =>
  readDocument([notebook(codeCell("cell", outputs))]).chapters[0]!.cells.flatMap((cell) =>
    cell.kind === "result" ? [...cell.blocks] : [],
  );

describe("a document", () => {
  it.each<[string, Output, object[]]>([
    [
      "what is printed",
      { output_type: "stream", name: "stderr", text: ["a\n", "b"] },
      [{ kind: "stream", name: "stderr", text: "a\nb" }],
    ],
    ["an error", { output_type: "error", ename: "E", evalue: "v", traceback: [] }, [{ kind: "error", ename: "E" }]],
    ["a claim", claim(), [{ kind: "claim", claim: SPARSITY_CLAIM, anchor: "t4-3-order" }]],
    ["a spec", figure(), [{ kind: "figure", spec: {}, cell: "cell" }]],
    ["a picture", display({ "image/png": "aGk=" }), [{ kind: "figure", spec: null }]],
    ["a table", display({ "text/markdown": "| a |" }, { table: true }), [{ kind: "table", source: "| a |" }]],
    ["a figure's caption, which the figure has", display({ "text/markdown": "x" }, { figureCaption: true }), []],
    [
      "any other display",
      display({ "text/html": "<b>x</b>" }),
      [{ kind: "rich", bundle: { "text/html": "<b>x</b>" } }],
    ],
    ["a picture that is none", display({ "image/png": "<script>" }), [{ kind: "rich" }]],
  ])("has a block for %s", (_, output, blocks) => {
    expect(blocksOf(output)).toMatchObject(blocks);
  });

  it("has the figures of a claim in its block, also those that stand before it, in the order of its statements", () => {
    const { chapters } = readDocument([
      notebook(
        codeCell("early", [figure(SPARSITY_CLAIM.id), figure()]),
        codeCell("box", [claim(), figure("T9-other")]),
      ),
    ]);
    expect(claimsOf(chapters[0]!)[0]!.figures.get(SPARSITY_CLAIM.id)).toMatchObject([{ cell: "early" }]);
    expect(figuresOf(chapters[0]!).map(({ about }) => about.claim)).toEqual([undefined, SPARSITY_CLAIM.id, "T9-other"]);
  });

  it("reads of a figure's metadata only what is text", () => {
    const [block] = blocksOf(display({ [VEGALITE_MIME]: {} }, { caption: ["no text"], alt: "words", claim: 3 }));
    expect(block).toMatchObject({ about: { alt: "words" } });
    expect((block as { about: object }).about).toEqual({ alt: "words" });
  });

  it("keeps cells in their places, without raw ones", () => {
    const raw = { cell_type: "raw" as const, id: "raw", metadata: {}, source: "for others" };
    const prose = { cell_type: "markdown" as const, id: "prose", metadata: {}, source: ["# T", "itle"] };
    const { chapters } = readDocument([notebook(raw, prose, codeCell("code", []))]);
    expect(chapters[0]!.cells).toMatchObject([
      { kind: "prose", number: 2, id: "prose", source: "# Title" },
      { kind: "result", number: 3, id: "code", blocks: [] },
    ]);
  });
});
