import { describe, expect, it } from "vitest";
import {
  gaussianInput,
  ideal,
  keptRow,
  capturedMass,
  meanCrossingFactors,
  openHead,
  rowErrorSquared,
  type Head,
} from "../../src/practical/index.js";
import { stream } from "../../src/kit/random/index.js";

const [n, d] = [24, 6];
const input = gaussianInput({ n, d }, stream(17, "crossing"));
const open = (scale: number, causal = false): Head => openHead(input, { scale, causal });

/** Squared distances from the exact rows: of the ideal top-k and of the mean of the values. */
function distances(head: Head, k: number): readonly [number, number] {
  const kept = ideal.choose(head, k, stream(17, "none"));
  let [top, mean] = [0, 0];
  for (let i = 0; i < n; i++) {
    expect(keptRow(head, kept, i)).toHaveLength(k);
    const row = head.attention.subarray(i * n, (i + 1) * n);
    const squares = row.reduce((sum, p) => sum + p * p, 0);
    top += rowErrorSquared(head, kept, i, { mass: capturedMass(head, kept, i), squares });
    mean += row.reduce((sum, p) => sum + (p - 1 / n) ** 2, 0);
  }
  return [top, mean];
}

describe("the scale at which the ideal top-k and the mean of the values are equally good", () => {
  it("is where their distances from the exact rows are equal", () => {
    const windows = [2, 6, 12];
    meanCrossingFactors(open(1), windows).forEach((factor, at) => {
      const k = windows[at]!;
      const [top, mean] = distances(open(factor), k);
      expect(Math.abs(top / mean - 1)).toBeLessThan(0.01);
      const below = distances(open(0.9 * factor), k);
      expect(below[0]).toBeGreaterThan(below[1]);
      const above = distances(open(1.1 * factor), k);
      expect(above[0]).toBeLessThan(above[1]);
    });
  });

  it("is a factor of the head's own logits", () => {
    const [plain, doubled] = [1, 2].map((scale) => meanCrossingFactors(open(scale), [6])[0]!);
    expect(plain! / doubled!).toBeCloseTo(2, 2);
  });

  it("is the end of the range where every key is kept, and is refused for a causal head or a broken window", () => {
    expect(meanCrossingFactors(open(1), [n])[0]).toBeCloseTo(1 / 8, 3);
    expect(() => meanCrossingFactors(open(1, true), [6])).toThrow("the head must be bidirectional, got causal");
    expect(() => meanCrossingFactors(open(1), [0])).toThrow("k must be an integer in [1, 24], got 0");
  });
});
