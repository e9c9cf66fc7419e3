import { describe, expect, it } from "vitest";
import { rowLogits } from "../../src/attention/logits.js";
import { softmax } from "../../src/attention/softmax.js";
import { isotropicWeights } from "../../src/attention/weights.js";
import { entryAfterWindow } from "../../src/experiments/entry-after-window.js";
import { drawInput, stream } from "../../src/kit/random/index.js";

describe("cross-attention", () => {
  it("draws its queries apart from the keys, and sees every key as any other", () => {
    const [n, d] = [6, 2];
    const weights = isotropicWeights(d);
    const setup = { n, input: "gaussian", inputScale: 1, weights, attention: "cross" } as const;
    const { lnEntry, rowScale } = entryAfterWindow(5, ["cross test"], setup, 1, [1], [1]);
    const [queries, keys] = [new Float64Array(n * d), new Float64Array(n * d)];
    drawInput(stream(5, "cross test", 0, "queries"), "gaussian", queries);
    drawInput(stream(5, "cross test", 0), "gaussian", keys);
    let [second, scale] = [0, 0];
    for (let i = 0; i < n; i++) {
      const { logits, rowNorm } = rowLogits(queries.subarray(i * d, (i + 1) * d), keys, weights);
      second = Math.max(second, softmax(logits).sort()[n - 2]!);
      scale = Math.max(scale, rowNorm);
    }
    expect(Math.exp(lnEntry[0]![0]![0]!)).toBeCloseTo(second, 13);
    expect(rowScale[0]).toBeCloseTo(scale, 13);
  });
});
