/** Where code stands on paper, and what is folded there, printed by the browser that comes with the packages. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CodePlace } from "../../../report/config/project.js";
import { readDocument } from "../../../report/document/read.js";
import { renderPage } from "../../../report/page/page.js";
import { findBrowser } from "../../../report/pdf/browser.js";
import { printPdf } from "../../../report/pdf/print.js";
import type { Cell } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { CLEAN_INPUT } from "../../fixtures/report/page-input.js";
import { readPdf } from "./read-pdf.js";

const printed = (text: string): { output_type: "stream"; name: "stdout"; text: string } => ({
  ...{ output_type: "stream", name: "stdout", text },
});
const code = (id: string, source: string, text: string, ...tags: string[]): Cell => ({
  ...{ cell_type: "code", id, metadata: { tags }, source, execution_count: 1, outputs: [printed(text)] },
});
const ROWS = Array.from({ length: 300 }, (_, i) => `row-${i + 1}`).join("\n");
const CELLS: Cell[] = [
  {
    ...{ cell_type: "markdown", id: "title", metadata: {} },
    source: "# Code\n\n<details><summary>More</summary>\n\nwords-in-a-fold\n\n</details>",
  },
  code("one", "codeOne", "said-one"),
  code("two", "codeTwo", "said-two", "hide-output"),
  code("three", "codeThree", "said-three", "hide-cell"),
  code("four", "codeFour", ROWS),
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The text on paper, in its order, without blanks. */
async function print(place: CodePlace): Promise<string> {
  const html = join(folder, `${place}.html`);
  const notebook = { ...SPARSITY, name: "00-code", notebook: { ...SPARSITY.notebook, cells: CELLS } };
  const document = readDocument([notebook]);
  await writeFile(html, await renderPage({ ...CLEAN_INPUT, code: place, abstract: "", findings: [], document }));
  await printPdf(html, join(folder, `${place}.pdf`), { browser: await findBrowser({ installed: false }) });
  const pdf = await readPdf(await readFile(join(folder, `${place}.pdf`)));
  return pdf.pages.join(" ").replace(/\s+/g, "");
}

const isInOrder = (text: string, ...words: string[]): boolean => {
  const places = words.map((word) => text.indexOf(word));
  return places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
};

describe("on paper", () => {
  it("code that is shown stands above its output, and there is no appendix", async () => {
    const text = await print("shown");
    const words = ["codeOne", "said-one", "codeTwo", "said-two", "codeThree", "said-three", "codeFour", "row-1"];
    expect(isInOrder(text, ...words)).toBe(true);
    expect(text).not.toContain("Appendix");
  });

  it("code that is folded stands in the appendix, what an author folded is open, and long prints stay folded", async () => {
    const text = await print("folded");
    expect(isInOrder(text, "words-in-a-fold", "said-one", "said-two", "codeThree", "said-three", "row-60")).toBe(true);
    expect(isInOrder(text, "240morelines:onthepage", "Appendixtochapter1", "codeOne", "codeTwo", "codeFour")).toBe(
      true,
    );
    expect(text).not.toContain("row-61");
  });
});
