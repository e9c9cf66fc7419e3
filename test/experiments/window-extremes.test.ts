import { describe, expect, it } from "vitest";
import { rowErrorsByDefinition } from "../../src/attention/sparse-row.js";
import { softmax } from "../../src/attention/softmax.js";
import { isotropicWeights } from "../../src/attention/weights.js";
import { forEachMatrix, windowExtremes } from "../../src/experiments/index.js";

const SETUP = { n: 24, input: "gaussian", inputScale: 1, weights: isotropicWeights(16) } as const;
const SCALES = [0.25, 1] as const;
const WINDOWS = [1, 5, 23] as const;

describe("windowExtremes", () => {
  it("reads off every draw what the definitions of A_spar and D_spar give, diagonal included", () => {
    const draws = 3;
    const measured = windowExtremes(5, ["test"], SETUP, draws, SCALES, WINDOWS);
    forEachMatrix(5, ["test"], SETUP, draws, ({ z, n, rowNorms }, draw) => {
      expect(measured.rowScale[draw]).toBe(Math.max(...rowNorms));
      const rows = Array.from({ length: n }, (_, i) => z.slice(i * n, (i + 1) * n));
      expect(measured.largestDiagonal[draw]).toBe(Math.max(...rows.map((row, i) => Math.abs(row[i]!))));
      const others = rows.flatMap((row, i) => Array.from(row, Math.abs).filter((_, j) => j !== i));
      expect(measured.largestOffDiagonal[draw]).toBe(Math.max(...others));
      SCALES.forEach((scale, s) => {
        const at = measured.scales[s]!;
        const scaled = rows.map((row) => row.map((x) => scale * x));
        const sums = scaled.map((row) => row.reduce((sum, x) => sum + Math.exp(x), 0));
        expect(at.lnLargestSum[draw]).toBeCloseTo(Math.log(Math.max(...sums)), 10);
        expect(at.lnSmallestSum[draw]).toBeCloseTo(Math.log(Math.min(...sums)), 10);
        WINDOWS.forEach((k, w) => {
          const byRow = scaled.map((row, i) => {
            const p = softmax(row);
            const sorted = Float64Array.from(p).sort().reverse();
            const { mass } = rowErrorsByDefinition(p, k);
            return {
              dropped: sorted[k]!, // D^-1 (A - A_spar)
              kept: sorted[0]! / mass - sorted[0]!, // (D_spar^-1 - D^-1) A_spar
              tail: 1 - mass,
              keptSum: sums[i]! * mass,
            };
          });
          const most = (of: (row: (typeof byRow)[number]) => number): number => Math.max(...byRow.map(of));
          const columns = at.windows[w]!;
          expect(columns.lnDropped[draw]).toBeCloseTo(Math.log(most((row) => row.dropped)), 10);
          expect(columns.lnKept[draw]).toBeCloseTo(Math.log(most((row) => row.kept)), 9);
          expect(columns.lnTail[draw]).toBeCloseTo(Math.log(most((row) => row.tail)), 9);
          expect(columns.lnLargestKeptSum[draw]).toBeCloseTo(Math.log(most((row) => row.keptSum)), 10);
          expect(columns.lnSmallestKeptSum[draw]).toBeCloseTo(-Math.log(most((row) => 1 / row.keptSum)), 10);
        });
      });
    });
  });

  it("refuses a window of the whole row", () => {
    expect(() => windowExtremes(5, ["test"], SETUP, 1, [1], [24])).toThrow(
      "windowExtremes: k must be an integer in [1, 23], got 24",
    );
  });
});
