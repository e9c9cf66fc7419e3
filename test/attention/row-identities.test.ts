import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entropy, l2Sandwich, participationRatio, rowErrors } from "../../src/attention/row-identities.js";
import { rowErrorsByDefinition, sparseRow } from "../../src/attention/sparse-row.js";
import { logSumExp, softmax } from "../../src/attention/softmax.js";
import { big, relativeError } from "../support/big.js";

const rows = fc.array(fc.double({ min: -6, max: 6, noNaN: true }), { minLength: 2, maxLength: 40 });

function sortedRow(logits: readonly number[]): Float64Array {
  return softmax(Float64Array.from(logits)).sort().reverse();
}

describe("softmax", () => {
  it("agrees with 64-digit arithmetic, also where the logits are huge", () => {
    for (const shift of [0, 700, -700, 1e4, -1e4]) {
      const row = softmax(Float64Array.from([2 + shift, shift, -1 + shift]));
      const exact = (z: number) => big("exp(z) / (exp(2) + 1 + exp(-1))", { z });
      [2, 0, -1].forEach((z, j) => expect(relativeError(row[j]!, exact(z))).toBeLessThan(1e-13));
    }
  });

  it("gives the logarithm of its normaliser", () => {
    expect(relativeError(logSumExp(Float64Array.from([1, 2, 3])), big("log(exp(1) + exp(2) + exp(3))"))).toBeLessThan(
      1e-15,
    );
    expect(logSumExp(Float64Array.from([-1000, -1000]))).toBe(-1000 + Math.LN2);
  });

  it("refuses an empty row, NaN and infinities, naming where they stand", () => {
    expect(() => softmax(new Float64Array(0))).toThrow("softmax: logits must hold at least one number, got 0");
    expect(() => softmax(Float64Array.from([0, NaN]))).toThrow("softmax: logits must be finite, got NaN at index 1");
    expect(() => logSumExp(Float64Array.from([Infinity]))).toThrow(
      "logSumExp: logits must be finite, got Infinity at index 0",
    );
  });
});

describe("the row identities", () => {
  it("save something with every further entry: at no cost, a window longer than k0 at every length beats it", () => {
    fc.assert(
      fc.property(rows, (logits) => {
        const windows = logits.map((_, j) => j + 1);
        const tails = rowErrors(sortedRow(logits), windows).map(({ tail }) => tail);
        for (let k = 1; k < tails.length; k++) expect(tails[k]!).toBeLessThan(tails[k - 1]!);
      }),
    );
  });

  it("equal the definitions for every window of random rows", () => {
    fc.assert(
      fc.property(rows, (logits) => {
        const sorted = sortedRow(logits);
        for (let k = 1; k < sorted.length; k++) {
          const [identity] = rowErrors(sorted, [k]);
          const definition = rowErrorsByDefinition(sorted, k);
          if (definition.tail < 1e-8) continue;
          for (const name of ["mass", "tail", "l1", "l2", "linf", "kl"] as const) {
            const error = Math.abs(identity![name] / definition[name] - 1);
            expect(error).toBeLessThanOrEqual((40 + 1 / definition.tail) * 2 ** -48);
          }
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("keep the l2 error of tails whose squares underflow: sqrt 2 times the tail of two entries", () => {
    for (const gap of [300, 400, 600, 680]) {
      const sorted = sortedRow([0, -gap]);
      const [errors] = rowErrors(sorted, [1]);
      expect(errors!.tail / Math.exp(-gap)).toBeCloseTo(1, 12);
      expect(errors!.l2 / (Math.SQRT2 * errors!.tail)).toBeCloseTo(1, 12);
      const { lower, upper } = l2Sandwich(sorted, 1);
      expect(lower / errors!.l2).toBeCloseTo(1, 12);
      expect(upper / errors!.l2).toBeCloseTo(1, 12);
    }
  });

  it("keep full relative precision where the tail is 1e-13, against 64 digits", () => {
    const sorted = sortedRow([30, 29, 0, -1]);
    const [errors] = rowErrors(sorted, [2]);
    const tail = big("(1 + exp(-1)) / (exp(30) + exp(29) + 1 + exp(-1))");
    expect(tail.toNumber()).toBeLessThan(1e-12);
    expect(relativeError(errors!.tail, tail)).toBeLessThan(1e-14);
    const kl = big("-log(1 - t)", { t: tail.toString() });
    expect(relativeError(errors!.kl, kl)).toBeLessThan(1e-14);
  });

  it("keep full relative precision where the mass is small", () => {
    const n = 100_000;
    const [errors] = rowErrors(new Float64Array(n).fill(1 / n), [1]);
    expect(errors!.mass).toBe(1 / n);
    expect(relativeError(errors!.kl, big("log(100000)"))).toBeLessThan(1e-14);
  });

  it("refuse windows outside [1, n] and rows that do not decrease", () => {
    const row = Float64Array.from([0.5, 0.5]);
    expect(() => rowErrors(row, [0])).toThrow("rowErrors: k must be an integer in [1, 2], got 0");
    expect(() => rowErrors(row, [3])).toThrow("rowErrors: k must be an integer in [1, 2], got 3");
    expect(() => rowErrors(Float64Array.from([0.4, 0.6]), [1])).toThrow(
      "rowErrors: the row must decrease, got 0.4 before 0.6",
    );
  });

  it("stand in their sandwich, with equality at equal logits", () => {
    const equal = new Float64Array(64).fill(1 / 64);
    const { lower, upper } = l2Sandwich(equal, 16);
    const [errors] = rowErrors(equal, [16]);
    expect(lower).toBeCloseTo(errors!.l2, 15);
    expect(upper).toBeCloseTo(errors!.l2, 15);
    expect(errors!.l2).toBeCloseTo(Math.sqrt(1 / 16 - 1 / 64), 15); // err^2 = 1/k - 1/n
  });

  it("leave nothing out when the window is the whole row", () => {
    expect(rowErrors(sortedRow([1, 0, -1]), [3])[0]).toMatchObject({ tail: 0, l1: 0, l2: 0, linf: 0, kl: 0 });
  });
});

describe("a sparse row", () => {
  it("keeps the top k with ties to the lower index and renormalises", () => {
    expect(Array.from(sparseRow(Float64Array.from([0.2, 0.3, 0.3, 0.2]), 3))).toEqual(
      [0.25, 0.375, 0.375, 0].map((x) => expect.closeTo(x, 15) as number),
    );
  });
});

describe("how spread a row is", () => {
  it("is n for equal entries and 1 for a single one", () => {
    const equal = new Float64Array(8).fill(1 / 8);
    expect(participationRatio(equal)).toBe(8);
    expect(Math.exp(entropy(equal))).toBeCloseTo(8, 12);
    expect(participationRatio(Float64Array.from([1, 0]))).toBe(1);
    expect(entropy(Float64Array.from([1, 0]))).toBe(0);
  });
});
