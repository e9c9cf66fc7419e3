import { describe, expect, it } from "vitest";
import { softmax } from "../../src/attention/softmax.js";
import { countDrawn, drawnLnPartition, drawnWindow } from "../../src/experiments/drawn-row.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

/** A row longer than a block, drawn by the plain generator. */
const LONG = { n: 70_000, sigma: 1.5 };

function logitsOf({ n, sigma }: { n: number; sigma: number }, seed: number): Float64Array {
  const logits = new Float64Array(n);
  fillNormal(stream(seed, "drawn"), logits, sigma);
  return logits;
}

describe("a row drawn logit by logit", () => {
  it.each([1, 2, 700, 30_000, 69_999])("keeps the k = %i largest, as sorting the whole row does", (k) => {
    const sorted = softmax(logitsOf(LONG, 3)).sort().reverse();
    const tail = sorted.subarray(k).reduceRight((sum, p) => sum + p, 0);
    const mass = sorted.subarray(0, k).reduceRight((sum, p) => sum + p, 0);
    const { lnMass, lnTail, lnLargest, lnNext } = drawnWindow(stream(3, "drawn"), LONG, k);
    expect(Math.exp(lnMass) / mass).toBeCloseTo(1, 11);
    expect(Math.exp(lnTail) / tail).toBeCloseTo(1, 11);
    expect(Math.exp(lnLargest) / sorted[0]!).toBeCloseTo(1, 11);
    expect(Math.exp(lnNext) / sorted[k]!).toBeCloseTo(1, 11);
  });

  it("has the sum of its weights, from either reader, and takes n positions of its stream", () => {
    const lnSum = Math.log(logitsOf(LONG, 4).reduce((sum, z) => sum + Math.exp(z), 0));
    const own = stream(4, "drawn");
    expect(drawnLnPartition(own, LONG)).toBeCloseTo(lnSum, 11);
    expect(own.position).toBe(LONG.n);
    expect(drawnWindow(stream(4, "drawn"), LONG, 100).lnPartition).toBeCloseTo(lnSum, 11);
  });

  it("counts the probabilities that satisfy a condition", () => {
    const level = 1 / LONG.n;
    const expected = softmax(logitsOf(LONG, 5)).filter((p) => p > level).length;
    expect(countDrawn(stream(5, "drawn"), LONG, (p) => p > level)).toBe(expected);
  });

  it("refuses a window of the whole row, and stops between blocks when its signal is aborted", () => {
    expect(() => drawnWindow(stream(1), LONG, LONG.n)).toThrow(
      "drawnWindow: k must be an integer in [1, 69999], got 70000",
    );
    const own = stream(1);
    let looks = 0;
    const signal = {
      throwIfAborted: () => {
        if (++looks > 1) throw new Error("stopped");
      },
    } as AbortSignal;
    expect(() => drawnWindow(own, LONG, 5, signal)).toThrow("stopped");
    expect(own.position).toBe(65_536);
  });
});
