import { describe, expect, it } from "vitest";
import { GramMatrix, type Precision } from "../../src/kernels/index.js";
import { normal, stream } from "../../src/kit/random/index.js";

const SHAPES = [
  [1, 1],
  [2, 3],
  [3, 4],
  [5, 9],
  [64, 31],
] as const;

describe.each<Precision>(["float32", "float64"])("E^T E v in %s", (precision) => {
  it.each(SHAPES)("is the definition's for %i x %i", (rows, columns) => {
    const source = stream(5, "gram", rows, columns);
    const draw = (n: number): Float64Array => Float64Array.from({ length: n }, () => normal(source));
    const e = Array.from({ length: rows }, () => {
      const row = draw(columns);
      return precision === "float32" ? row.map(Math.fround) : row;
    });
    const v = draw(columns);
    const matrix = new GramMatrix(precision, rows, columns, 2 ** 20);
    e.forEach((row, i) => matrix.row(i).set(row));
    const out = new Float64Array(columns).fill(NaN);
    for (let repeat = 0; repeat < 2; repeat++) matrix.multiply(v, out); // nothing is left of the first
    const scale = Math.sqrt(rows * columns);
    out.forEach((x, j) => {
      const exact = e.reduce((s, row) => s + row[j]! * row.reduce((u, y, i) => u + y * v[i]!, 0), 0);
      expect(Math.abs(x - exact)).toBeLessThan(1e-13 * scale * scale);
    });
  });

  it("keeps to the memory's ceiling", () => {
    expect(() => new GramMatrix(precision, 1000, 1000, 2 ** 20)).toThrow(
      /Arena\.take: \d+ bytes are needed, the ceiling is 1048576/,
    );
  });
});
