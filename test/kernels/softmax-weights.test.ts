import { describe, expect, it } from "vitest";
import { Arena, bytesOf, instantiate, numbersAt, type Precision } from "../../src/kernels/index.js";
import { normal, stream } from "../../src/kit/random/index.js";

describe.each<Precision>(["float32", "float64"])("weights of a row and their sum in %s", (precision) => {
  const kernels = instantiate()[precision];
  const arena = new Arena(kernels.memory, kernels.heapBase, 2 ** 22);
  const z = arena.take(bytesOf(precision) * 1024);
  const tolerance = precision === "float32" ? 3e-7 : 1e-15;

  const soften = (logits: ArrayLike<number>): { weights: number[]; sum: number } => {
    numbersAt({ kernels, precision }, z, 0, 1024).fill(100); // what stands behind a row belongs to nobody
    numbersAt({ kernels, precision }, z, 0, logits.length).set(Array.from(logits));
    const sum = kernels.softmaxWeights(z, logits.length);
    return { weights: [...numbersAt({ kernels, precision }, z, 0, logits.length)], sum };
  };

  it.each([1, 2, 3, 4, 5, 7, 8, 9, 129, 1000])("are the definition's for %i logits", (n) => {
    const source = stream(3, "softmax weights", n);
    const logits = Array.from({ length: n }, () => Math.fround(4 * normal(source)));
    const top = Math.max(...logits);
    const { weights, sum } = soften(logits);
    logits.forEach((logit, j) => {
      const exact = Math.exp(logit - top);
      expect(Math.abs(weights[j]! - exact) / exact, `weight ${j}`).toBeLessThan(tolerance * (1 + top - logit));
    });
    const exactSum = weights.reduce((total, w) => total + w, 0);
    expect(Math.abs(sum - exactSum) / exactSum).toBeLessThan(1e-14);
  });

  it("gives no sum, and leaves the row, where a logit is not finite", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (const at of [0, 4, 8]) {
        const logits = Array.from({ length: 9 }, (_, j) => (j === at ? bad : j));
        expect(soften(logits)).toEqual({ weights: logits, sum: 0 });
      }
    }
  });
});
