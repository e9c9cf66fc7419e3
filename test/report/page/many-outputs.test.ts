/** Cells that display thousands of times. */
import { beforeAll, describe, expect, it } from "vitest";
import { readDocument } from "../../../report/document/read.js";
import { renderPage } from "../../../report/page/page.js";
import type { Output } from "../../../report/types.js";
import { SPARSITY } from "../../fixtures/report/notebooks.js";
import { PAGE_INPUT } from "../../fixtures/report/page-input.js";
import { codeCell } from "../../support/code-cell.js";

const PNG = "iVBORw0KGgo=";
const picture: Output = { output_type: "display_data", data: { "image/png": PNG }, metadata: {} };
const print = (name: "stdout" | "stderr", text: string): Output => ({ output_type: "stream", name, text });

let html: string;
beforeAll(async () => {
  const cells = [
    codeCell("pictures", Array<Output>(10_000).fill(picture)),
    codeCell(
      "streams",
      Array.from({ length: 3_000 }, (_, i) => print(i % 2 === 0 ? "stdout" : "stderr", `said ${i + 1}\n`)),
    ),
    codeCell("last", [picture]),
  ].map((cell) => ({ ...cell, source: "show()" }));
  const notebook = { ...SPARSITY, name: "00-many", notebook: { ...SPARSITY.notebook, cells } };
  html = await renderPage({ ...PAGE_INPUT, document: readDocument([notebook]), findings: [] });
});

const summaries = (): string[] =>
  [...html.matchAll(/<summary>([^<]*more outputs)<\/summary>/g)].map(([, text]) => text!);
const leftOff = (): string[] => [...html.matchAll(/<p class="left-off">([^<]*)</g)].map(([, text]) => text!);

describe("a cell that displays thousands of times", () => {
  it("shows fifty outputs, folds more, and counts the rest", () => {
    expect(summaries()).toEqual(["450 more outputs", "450 more outputs"]);
    expect(leftOff()).toEqual([
      "9,500 more outputs stand in the executed notebook.",
      "2,500 more outputs stand in the executed notebook.",
    ]);
    const [at, ...ends] = ["450 more outputs", "said 50<", "said 51<", "said 500<"].map((text) =>
      html.lastIndexOf(text),
    );
    expect(ends.map((end) => Math.sign(end - at!))).toEqual([-1, 1, 1]);
    expect(html).not.toContain("said 501");
  });

  it("numbers the figures that are there", () => {
    const labels = [...html.matchAll(/<span class="figure-label">([^<]*)</g)].map(([, text]) => text);
    expect([labels.length, labels.at(-1)]).toEqual([501, `Figure ${SPARSITY.number}.501`]);
  });
});
