import { VEGALITE_MIME, type ChartSpec } from "ncsparse-kit";
import { drawOnPaper } from "ncsparse-kit/figures/paper";
import { describe, expect, it } from "vitest";
import { drawingOutputs } from "../../../../report/page/figures/draw-outputs.js";
import type { Pieces } from "../../../../report/page/pieces.js";
import type { CodeCell, ExecutedNotebook, Output } from "../../../../report/types.js";

const nothingKept: Pieces = { once: (_kind, _label, _parts, make) => make() };
const SPEC: ChartSpec = {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json",
  description: "Three points on a line.",
  data: { values: [{ x: 1 }, { x: 2 }, { x: 3 }] },
  mark: "point",
  encoding: { x: { field: "x", type: "quantitative" } },
};

function display(data: Record<string, unknown>, metadata: Record<string, unknown> = { ncsparse: { alt: "" } }): Output {
  return { output_type: "display_data", data, metadata };
}

/** The outputs, as a report leaves them. */
async function drawn(...outputs: Output[]): Promise<readonly Output[]> {
  const cell: CodeCell = { cell_type: "code", id: "a", metadata: {}, source: "", execution_count: 1, outputs };
  const notebook = { cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 } as const;
  const executed = { name: "a", notebook } as unknown as ExecutedNotebook;
  await drawingOutputs((draw) => draw(executed), nothingKept);
  return cell.outputs;
}

describe("figures that a kernel left to the report", () => {
  it("get the drawing that a kernel makes, in the place where it stands there", async () => {
    const [output] = await drawn(display({ [VEGALITE_MIME]: SPEC, "text/plain": "words" }));
    const { data } = output as { data: Record<string, unknown> };
    expect(Object.keys(data)).toEqual([VEGALITE_MIME, "image/svg+xml", "text/plain"]);
    expect(data["image/svg+xml"]).toBe(await drawOnPaper(structuredClone(SPEC)));
  });

  it.each([
    ["has a drawing", display({ [VEGALITE_MIME]: SPEC, "image/svg+xml": "<svg/>" })],
    ["is not of the kit", display({ [VEGALITE_MIME]: SPEC, "text/plain": "words" }, {})],
    ["is no figure", display({ "text/plain": "words" })],
    ["cannot be drawn", display({ [VEGALITE_MIME]: { ...SPEC, data: { url: "a.json" } }, "text/plain": "words" })],
    ["is text", { output_type: "stream", name: "stdout", text: "words" } satisfies Output],
  ])("stay as they are where one %s", async (_, output) => {
    const before = structuredClone(output);
    expect(await drawn(output)).toEqual([before]);
  });
});
