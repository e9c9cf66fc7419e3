import { describe, expect, it } from "vitest";
import { boundBlocks } from "../../../report/document/bound-blocks.js";
import type { Block } from "../../../report/document/model.js";

const printed = (count: number): Block[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "rich", bundle: { "text/plain": `${index + 1}` } }));
const error: Block = { kind: "error", ename: "Error", evalue: "at the end", traceback: [] };

describe("the outputs of a cell", () => {
  it.each([0, 1, 60])("are all shown where there are few: %d", (count) => {
    expect(boundBlocks(printed(count))).toEqual({ blocks: printed(count), foldedFrom: null, leftOff: 0 });
  });

  it("are folded behind the first fifty", () => {
    expect(boundBlocks(printed(61))).toEqual({ blocks: printed(61), foldedFrom: 50, leftOff: 0 });
    expect(boundBlocks(printed(500))).toEqual({ blocks: printed(500), foldedFrom: 50, leftOff: 0 });
  });

  it("are left off behind five hundred, with their count", () => {
    expect(boundBlocks(printed(10_000))).toEqual({ blocks: printed(500), foldedFrom: 50, leftOff: 9_500 });
  });

  it("are never folded where they are an error", () => {
    const { blocks, foldedFrom, leftOff } = boundBlocks([...printed(10_000), error]);
    expect(blocks.slice(0, foldedFrom!)).toEqual([...printed(50), error]);
    expect(blocks.slice(foldedFrom!)).toEqual(printed(500).slice(50));
    expect(leftOff).toBe(9_500);
    expect(boundBlocks([...printed(60), error])).toMatchObject({ foldedFrom: null, leftOff: 0 });
  });
});
