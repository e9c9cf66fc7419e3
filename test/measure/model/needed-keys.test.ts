import fc from "fast-check";
import { expect, it } from "vitest";
import { RowEngine } from "../../../src/attention/index.js";
import { fewestReaching, NeededKeys } from "../../../src/measure/model/needed-keys.js";

/** The smallest k whose loss is within the budget, by sorting. */
function neededByDefinition(logits: ArrayLike<number>, tv: number): number {
  const top = Math.max(...Array.from(logits));
  const weights = Array.from(logits, (z) => Math.exp(z - top)).sort((a, b) => b - a);
  const sum = weights.reduceRight((total, w) => total + w, 0);
  let kept = 0;
  for (const [i, w] of weights.entries()) {
    kept += w;
    if (sum - kept <= tv * sum * (1 + 1e-12)) return i + 1;
  }
  return weights.length;
}

it("the fewest values that reach a sum are the largest ones", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0, max: 1 }),
      (values, share) => {
        const sum = share * values.reduce((total, x) => total + x, 0);
        const sorted = [...values].sort((a, b) => b - a);
        let [count, reached] = [0, 0];
        while (reached < sum && count < sorted.length) reached += sorted[count++]!;
        expect(fewestReaching(Float64Array.from(values), sum)).toBe(count);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});

it.each(["float32", "float64"] as const)("needed keys of a row in %s are those of a sorted row", (precision) => {
  const engine = new RowEngine();
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 2, maxLength: 90 }),
      fc.constantFrom(0.3, 0.05, 0.011, 1e-4),
      (tenths, tv) => {
        const logits = Float64Array.from(tenths, (z) => Math.fround(z / 40));
        const windows = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64].filter((k) => k < logits.length);
        const needs = new NeededKeys(logits.length, tv);
        let found = 0;
        engine
          .open({ kind: "logits", keys: logits.length, logits }, { windows, thresholds: [] }, precision)
          .measure(undefined, 1, (line, _weights, so, ordered) => {
            found = needs.find(so, line, ordered);
          });
        const expected = neededByDefinition(logits, tv);
        // In float32 a loss within rounding of the budget may fall on either side of it.
        if (precision === "float64") expect(found).toBe(expected);
        else
          expect([
            neededByDefinition(logits, tv * (1 + 1e-5)),
            expected,
            neededByDefinition(logits, tv * (1 - 1e-5)),
          ]).toContain(found);
      },
    ),
    { seed: 4, numRuns: 500 },
  );
});

it("equal weights need their share, rounded up", () => {
  const engine = new RowEngine();
  for (const [n, tv, k] of [
    [100, 0.05, 95],
    [64, 0.25, 48],
    [2, 0.5, 1],
    [10, 0.001, 10],
  ] as const) {
    const needs = new NeededKeys(n, tv);
    engine
      .open(
        { kind: "logits", keys: n, logits: new Float64Array(n) },
        { windows: [1, n >> 1], thresholds: [] },
        "float64",
      )
      .measure(undefined, 1, (line, _weights, so, ordered) => expect(needs.find(so, line, ordered)).toBe(k));
  }
});
