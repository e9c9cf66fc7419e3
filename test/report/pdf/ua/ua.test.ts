/** PDF/UA-1 as far as a program can check it; veraPDF, where it is installed, is asked in `verapdf.slow.test.ts`. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDict, type PDFName } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../../../report/pdf/browser.js";
import { fixMetadata } from "../../../../report/pdf/metadata.js";
import { printPdf } from "../../../../report/pdf/print.js";
import { checkPdfUa } from "./check.js";
import { listOf, name, readModel, textOf, type Model, type Node } from "./model.js";
import { writeSmallReport } from "./small-report.js";

let folder: string;
let bytes: Buffer;
let model: Model;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ncsparse-test-"));
  const html = join(folder, "index.html");
  await writeSmallReport(html);
  const browser = await findBrowser({ installed: false });
  await printPdf(html, join(folder, "whole.pdf"), { browser });
  bytes = await readFile(join(folder, "whole.pdf"));
  model = await readModel(bytes);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const all = (role: string): Node[] => model.nodes.filter((node) => node.role === role);
const wordsOf = (node: Node): string => textOf(node.dict.lookup(name("Alt")));

/** The rules that a document breaks where an element lacks an entry, or has another, when it is finished. */
async function rulesWithout(key: string, element: PDFDict, other?: PDFName): Promise<string[]> {
  const entry = element.get(name(key))!;
  if (other === undefined) element.delete(name(key));
  else element.set(name(key), other);
  const printed = await model.document.save();
  element.set(name(key), entry);
  const finished = await fixMetadata(printed, { headings: [], links: [] }, undefined);
  return (await checkPdfUa(finished)).map(({ rule }) => rule);
}

describe("a printed report", () => {
  it("meets every condition of PDF/UA-1 that a program can check", async () => {
    expect(await checkPdfUa(bytes)).toEqual([]);
  });

  it("has one of everything that is checked", () => {
    for (const role of [
      "Formula",
      "Figure",
      "Table",
      "L",
      "Lbl",
      "LBody",
      "Link",
      "Code",
      "BlockQuote",
      "Div",
      "Caption",
    ])
      expect(all(role), role).not.toEqual([]);
  });

  it("says formulas in words", () => {
    const formulas = all("Formula").map(wordsOf);
    expect(formulas).toContain("√(2 ln n)");
    expect(formulas).toContain("p_(k+1)");
    expect(formulas.find((words) => words.includes("∑"))).toMatch(/∑_\(i=1\)\^n.*\/\(a\/b\).*≤/);
  });

  it("says what pictures show", () => {
    expect(all("Figure").map(wordsOf)).toContain("A blue square over a black one");
  });

  it("draws what shines through as content of its figure", () => {
    const drawing = all("Figure").find((node) => wordsOf(node) === "Two squares")!;
    // The frame, and the object in which the squares are drawn.
    expect(drawing.content).toHaveLength(2);
  });

  it("describes links by their words", () => {
    const said = model.nodes.flatMap(({ annotations }) =>
      annotations.map((each) => textOf(each.lookup(name("Contents")))),
    );
    expect(said).toContain("the section below");
    expect(said).toContain("another");
    expect(said).toContain("a site");
    expect(said).toContain("1 How small is the largest dropped entry?");
  });

  it("keeps empty cells of tables in their columns", () => {
    const table = all("Table").find(({ kids }) => kids.length === 3 && kids.every((row) => row.kids.length === 3));
    const header = (row: number, column: number): unknown => headersOf(table!.kids[row]!.kids[column]!);
    expect(header(1, 2)).toEqual(header(2, 2));
    expect(header(1, 2)).not.toEqual(header(1, 1));
  });

  it("does not claim the standard with a picture that has no words", async () => {
    expect(await rulesWithout("Alt", all("Figure")[0]!.dict)).toEqual(["5-1", "7.3-1"]);
  });

  it("does not claim the standard with a list that holds something else", async () => {
    const rules = await rulesWithout("S", all("L")[0]!.kids[0]!.dict, name("P"));
    expect(rules).toContain("5-1");
    expect(rules).toContain("7.2-19");
  });
});

function headersOf(cell: Node): string[] {
  const attributes = listOf(cell.dict, "A").filter((each) => each instanceof PDFDict);
  return attributes.flatMap((each) => listOf(each, "Headers").map(textOf));
}
