import { beforeAll, describe, expect, it } from "vitest";
import type { CodePlace } from "../../../report/config/project.js";
import { readDocument } from "../../../report/document/read.js";
import { renderPage } from "../../../report/page/page.js";
import { warningLines, type Warning } from "../../../report/page/warnings.js";
import type { Cell, CellFailure, Output } from "../../../report/types.js";
import { CLAIM_MIME } from "ncsparse";
import { SPARSITY_CLAIM } from "../../fixtures/report/claims.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { proseCell } from "../../support/prose-cell.js";

const printed = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({ output_type: "stream", name, text });
const shown = (data: Record<string, unknown>): Output => ({ output_type: "display_data", data, metadata: {} });
const thrown: Output = { output_type: "error", ename: "RangeError", evalue: "no", traceback: ["RangeError: no"] };

function code(id: string, source: string, outputs: Output[], ...tags: string[]): Cell {
  return { cell_type: "code", id, metadata: { tags }, source, execution_count: 1, outputs };
}
interface Rendered {
  /** The chapter's HTML up to its appendix. */
  body: string;
  appendix: string;
  told: string[];
}

async function render(cells: Cell[], place: CodePlace = "shown", failures: CellFailure[] = []): Promise<Rendered> {
  const warnings: Warning[] = [];
  const notebook = { ...SPARSITY, name: "00-code", failures, notebook: { ...SPARSITY.notebook, cells } };
  const input = { ...PAGE_INPUT, code: place, document: readDocument([notebook]), findings: [] };
  const html = await renderPage(input, undefined, undefined, warnings);
  const chapter = /<article class="chapter"[^]*?<\/article>/.exec(html)![0];
  const [body = "", appendix = ""] = chapter.split('<section class="appendix');
  return { body, appendix, told: warningLines(warnings) };
}

describe("code", () => {
  const cells = [code("one", "first();", [printed("said one")]), code("two", "second();", [printed("said two")])];
  const order = (html: string, ...words: string[]): number[] => words.map((word) => html.indexOf(word));

  it("stands above its output, and in no appendix, where it is shown", async () => {
    const { body, appendix } = await render(cells, "shown");
    const places = order(body, "first</span>();", "said one", "second</span>();", "said two");
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(body).not.toContain("<details");
    expect(appendix).toBe("");
  });

  it("is folded above its output, and in the appendix on paper alone, where it is folded", async () => {
    const { body, appendix } = await render(cells, "folded");
    const places = order(body, "Listing 1.1", "said one", "Listing 1.2", "said two");
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(body.match(/<details class="code">/g)).toHaveLength(2);
    expect(appendix).toMatch(/^"/);
    expect(appendix.match(/<div class="on-paper">/g)).toHaveLength(2);
  });

  it("is linked above its output, and stands in the appendix, on screen too, where that is asked for", async () => {
    const { body, appendix } = await render(cells, "appendix");
    expect(body).toContain('<p class="listing-place"><a href="#00-code-listing-2">Listing 1.2</a></p>');
    expect(body).not.toContain("second");
    expect(appendix).toMatch(/^ on-page"/);
    expect(appendix).toMatch(
      /<div id="00-code-listing-2">\n<h4>Listing 1.2<\/h4>\n<pre class="listing"><code>.*second/,
    );
  });
});

describe("a cell's tags and options", () => {
  let page: Rendered;
  beforeAll(async () => {
    page = await render([
      proseCell("gone", "Gone prose.", "remove-cell"),
      proseCell("kept", "Kept prose.", "hide-cell"),
      code("a", "codeA", [printed("outA")], "hide-input"),
      code("b", "codeB", [printed("outB")], "hide-output"),
      code("c", "codeC", [printed("outC")], "hide-cell"),
      code("d", "codeD", [printed("outD")], "remove-input"),
      code("e", "codeE", [printed("outE")], "remove-output"),
      code("f", "codeF", [printed("outF")], "remove-cell"),
      code("g", "//| warning: false\n//| oddity: 1\ncodeG", [printed("outG"), printed("warnG", "stderr")]),
      code("h", "//| echo: false\ncodeH", [thrown], "raises-exception", "remove-output"),
    ]);
  });

  it("hide what opens with a line, above its output", () => {
    expect(page.body).toMatch(/<details class="code">\n<summary>[^\n]*\n<pre class="listing"><code>codeA[^]*outA/);
    expect(page.body).toMatch(
      /<code>codeB<\/code><\/pre>[^<]*<details class="folded">\n<summary>Output<\/summary>\n<pre class="output">outB/,
    );
    expect(page.body).toMatch(
      /<summary>Listing 1.3<\/summary>\n<pre class="listing" id="[^"]*"><code>codeC[^]*?outC<\/pre>\s*<\/details>/,
    );
    expect(page.body).toMatch(/<summary>A text<\/summary>\n<p>Kept prose/);
  });

  it("remove code, output or both", () => {
    for (const word of ["outD", "codeE"]) expect(page.body).toContain(word);
    for (const word of ["codeD", "outE", "codeF", "outF", "codeH", "RangeError", "Gone prose", "warnG"])
      expect(page.body + page.appendix).not.toContain(word);
  });

  it("are no part of the listing, and those without a meaning are told", () => {
    expect(page.body).toContain("<code>codeG</code>");
    expect(page.told).toEqual(['WARNING 00-code, cell 9 (g): the option "oddity" has no meaning in a report']);
  });

  it("hide neither a failure nor a claim", async () => {
    const failure: CellFailure = {
      ...{ cellIndex: 0, codeCellNumber: 1, cellId: "a", kind: "error", ename: "RangeError", evalue: "no" },
      traceback: [],
    };
    const { body } = await render([code("a", "codeA", [printed("outA"), thrown], "remove-cell")], "appendix", [
      failure,
    ]);
    expect(body).toMatch(/<code>codeA<\/code>[^]*<section class="error"/);
    expect(body).not.toContain("outA");
    const claim = await render([code("b", "codeB", [shown({ [CLAIM_MIME]: SPARSITY_CLAIM })], "remove-cell")]);
    expect(claim.body).toContain(`id="t4-3-order"`);
    expect(claim.body).not.toContain("codeB");
    expect(claim.told).toEqual(["WARNING 00-code, cell 1 (b): a claim is shown, whatever its cell says"]);
  });
});

describe("captions and labels among a cell's options", () => {
  const picture = shown({ "image/png": "iVBORw0KGgo=" });

  it("caption figures that have none, and are names to link to", async () => {
    const { body } = await render([
      proseCell("text", "See [](#fig:phase), [](#fig-phase) and [](#fig:cell)."),
      code("cell", '//| label: fig-phase\n//| fig-cap: The *phase*\n//| fig-alt: "A <curve>"\nx', [picture, picture]),
    ]);
    expect(body.match(/<a href="#fig-1-1">Figure 1.1<\/a>/g)).toHaveLength(3);
    expect(body).toMatch(/Figure 1.1<\/span> The <em>phase<\/em><\/figcaption>/);
    expect(body).toContain('alt="A &lt;curve&gt;"');
    expect(body).toMatch(/Figure 1.2<\/span><\/figcaption>/);
  });
});
