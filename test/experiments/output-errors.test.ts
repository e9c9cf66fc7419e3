import { describe, expect, it } from "vitest";
import { softmax } from "../../src/attention/softmax.js";
import { topK } from "../../src/attention/top-k.js";
import { outputErrors } from "../../src/experiments/output-errors.js";
import { drawInputs } from "../../src/kernels/index.js";
import { stream } from "../../src/kit/random/index.js";

describe("outputErrors", () => {
  it("are (p_k - p) V by the definition, split along the first axis", () => {
    const [n, d, draws] = [40, 3, 4];
    const [scales, windows] = [
      [0.5, 2],
      [1, 6, 39],
    ];
    const measured = outputErrors(9, ["test"], { n, d }, draws, scales, windows);
    for (let draw = 0; draw < draws; draw++) {
      const x = new Float64Array(n * d);
      drawInputs(stream(9, "test", draw), "gaussian", x, 1);
      scales.forEach((sigma, s) => {
        const p = softmax(Float64Array.from({ length: n }, (_, j) => sigma * x[j * d]!));
        windows.forEach((k, w) => {
          const kept = new Set(topK(p, k));
          const mass = p.reduce((sum, value, j) => (kept.has(j) ? sum + value : sum), 0);
          const error = Array.from({ length: d }, (_, f) =>
            p.reduce((sum, value, j) => sum + ((kept.has(j) ? value / mass : 0) - value) * x[j * d + f]!, 0),
          );
          expect(measured.along[s]![w]![draw]).toBeCloseTo(Math.abs(error[0]!), 12);
          expect(measured.orthogonal[s]![w]![draw]).toBeCloseTo(Math.hypot(error[1]!, error[2]!), 12);
        });
      });
    }
  });

  it("refuses a window of the whole row", () => {
    expect(() => outputErrors(1, ["test"], { n: 4, d: 2 }, 1, [1], [4])).toThrow(
      "outputErrors: k must be an integer in [1, 3], got 4",
    );
  });
});
