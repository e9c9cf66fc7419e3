import { describe, expect, it } from "vitest";
import { softmax } from "../../src/attention/softmax.js";
import { rowErrorsByDefinition } from "../../src/attention/sparse-row.js";
import { frobeniusFloor, frobeniusRate, totalVariationFloor } from "../../src/bounds/theorem-6.2.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("the floor of the Frobenius error", () => {
  it("is sqrt(n) (1/sqrt k - 1/sqrt n) at equal logits, and 0 for one-hot rows", () => {
    const [n, k] = [100, 4];
    expect(frobeniusFloor(new Float64Array(n).fill(0.1), k)).toBeCloseTo(10 * (0.5 - 0.1), 13);
    expect(frobeniusFloor(new Float64Array(n).fill(1), k)).toBe(0);
  });

  it("lies below the error of every drawn matrix and above half of it where rows are spread", () => {
    const source = stream(3, "floor");
    const n = 50;
    for (const sigma of [0.1, 1, 4]) {
      for (const k of [1, 3, 20]) {
        const rows = Array.from({ length: n }, () => {
          const logits = new Float64Array(n);
          fillNormal(source, logits, sigma);
          return softmax(logits);
        });
        const norms = rows.map((p) => Math.sqrt(p.reduce((sum, x) => sum + x * x, 0)));
        const error = Math.sqrt(rows.reduce((sum, p) => sum + rowErrorsByDefinition(p, k).l2 ** 2, 0));
        const floor = frobeniusFloor(norms, k);
        expect(floor).toBeLessThanOrEqual(error);
        if (sigma === 0.1 && k <= 3) expect(floor).toBeGreaterThan(error / 2);
        rows.forEach((p) => {
          const largest = p.reduce((a, b) => Math.max(a, b));
          const { tail } = rowErrorsByDefinition(p, k);
          expect(totalVariationFloor.evaluate({ k, largest })).toBeLessThanOrEqual(tail + 1e-14);
        });
      }
    }
  });

  it("grows like sqrt(n / k)", () => {
    expect(frobeniusRate.evaluate({ n: 100, k: 4 })).toBe(5);
    expect(() => frobeniusFloor([1], 0)).toThrow("frobeniusFloor: k must be >= 1, got 0");
  });
});
