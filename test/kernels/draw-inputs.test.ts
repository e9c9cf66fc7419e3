import { describe, expect, it } from "vitest";
import { drawInputs } from "../../src/kernels/index.js";
import { drawInput, stream, type InputModel } from "../../src/kit/random/index.js";

const MODELS: readonly InputModel[] = ["gaussian", "uniform", "rademacher"];

function differences(a: Float64Array, b: Float64Array): number {
  return a.reduce((count, x, i) => count + (Object.is(x, b[i]) ? 0 : 1), 0);
}

describe.each(MODELS)("the kernel's %s draws", (model) => {
  it("are the generator's own, bit for bit, from any position and for any length", () => {
    for (const [position, length] of [
      [0, 1],
      [0, 8],
      [3, 9],
      [7, 1],
      [8, 40_000],
      [2 ** 33 - 5, 20],
      [2 ** 52, 17],
    ] as const) {
      const expected = new Float64Array(length);
      const actual = new Float64Array(length).fill(NaN);
      drawInput(stream(11, "draws").seek(position), model, expected, 1.3);
      const source = stream(11, "draws").seek(position);
      drawInputs(source, model, actual, 1.3);
      expect(differences(actual, expected), `${length} from ${position}`).toBe(0);
      expect(source.position).toBe(position + length);
    }
  });

  it("do not depend on how they are split", () => {
    const whole = new Float64Array(1000);
    drawInputs(stream(11, "split"), model, whole);
    const parts = new Float64Array(1000);
    const source = stream(11, "split");
    for (let at = 0, size = 1; at < 1000; at += size, size = (size * 3) % 97) {
      drawInputs(source, model, parts.subarray(at, at + size));
    }
    expect(differences(parts, whole)).toBe(0);
  });
});

it("refuses a scale that is negative or not finite", () => {
  expect(() => drawInputs(stream(1), "gaussian", new Float64Array(1), -1)).toThrow(
    "drawInputs: scale must be finite and >= 0, got -1",
  );
});
