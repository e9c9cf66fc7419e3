import { expect, it } from "vitest";
import { instantiate, ViewsByLength } from "../../src/kernels/index.js";

it("views of a length are one view, until the memory grows", () => {
  const { memory, heapBase } = instantiate().float32;
  const views = new ViewsByLength(Float32Array, memory, () => heapBase);
  const three = views.of(3);
  three.set([1, 2, 3]);
  expect(views.of(3)).toBe(three);
  expect([...views.of(2)]).toEqual([1, 2]);
  memory.grow(1);
  expect(three).toHaveLength(0);
  expect([...views.of(3)]).toEqual([1, 2, 3]);
});
