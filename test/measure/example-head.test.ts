import { describe, expect, it } from "vitest";
import { fiveNumbers, quadraticForms } from "../../src/claims/your-attention/forms.js";
import { exampleHead, measureAttention } from "../../src/measure/index.js";

describe("the example heads", () => {
  it("are always the same: 256 x 32, unit variance (5 standard errors of 1/sqrt(4096))", () => {
    for (const kind of ["gaussian", "structured"] as const) {
      const { q, k, v } = exampleHead(kind);
      for (const matrix of [q, k, v]) expect([matrix.rows, matrix.columns]).toEqual([256, 32]);
      expect(exampleHead(kind).k.data).toEqual(k.data);
      expect(v.data.reduce((sum, x) => sum + x * x, 0) / v.data.length).toBeCloseTo(1, 1);
    }
  });

  it("have a sink where they are structured: key 1 gains exactly 3 through the first coordinate", () => {
    const { q, k } = exampleHead("structured");
    for (const i of [0, 7, 255]) {
      expect((q.data[i * 32]! * k.data[0]!) / Math.sqrt(32)).toBeCloseTo(3, 12);
      if (i > 0) expect(k.data[i * 32]).toBe(0);
    }
  });
});

describe("row scales by the covariance of the keys", () => {
  it("are exact on a case by hand: keys (1, 0), (-1, 0), (0, 2), (0, -2) have covariance diag(1/2, 2)", () => {
    const k = { rows: 4, columns: 2, data: Float64Array.of(1, 0, -1, 0, 0, 2, 0, -2) };
    const q = { rows: 2, columns: 2, data: Float64Array.of(2, 0, 1, 3) };
    // q^T Sigma q / d: (4 / 2) / 2 = 1 and (1 / 2 + 18) / 2 = 9.25
    const { sigmas, condition } = quadraticForms(q, k);
    expect(Array.from(sigmas)).toEqual([1, Math.sqrt(9.25)]);
    expect(condition).toBe(1);
    const { least, most } = measureAttention({ q, k, tv: 0.1, cross: true }).sigma;
    expect(least).toBeCloseTo(1, 14);
    expect(most).toBeCloseTo(Math.sqrt(9.25), 14);
  });

  it("are summarised by the ranks that measureAttention uses", () => {
    expect(fiveNumbers(Float64Array.of(5, 1, 4, 2, 3))).toEqual([1, 2, 3, 4, 5]);
  });
});
