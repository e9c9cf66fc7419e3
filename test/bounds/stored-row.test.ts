import { describe, expect, it } from "vitest";
import { roundToFormat } from "../../src/attention/precision.js";
import { softmax } from "../../src/attention/softmax.js";
import { storedRowSum } from "../../src/bounds/stored-row.js";
import { meanInterval } from "../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

describe("the sum of a stored row", () => {
  // A quantum of 2^-12 does at n = 4096 what float16's 2^-24 does at 16 million keys: 400 rows, rounded one by one.
  it.each([
    [1, -12],
    [0.5, -11],
    [1, -10],
    [1, -15],
  ])("is the law's in rows that are rounded entry by entry (sigma %d, quantum 2^%d)", (sigma, exponent) => {
    const n = 4096;
    const quantum = 2 ** exponent;
    const row = new Float64Array(n);
    const sums = Float64Array.from({ length: 400 }, (_, i) => {
      fillNormal(stream(1, "stored", exponent, i), row, sigma);
      return softmax(row).reduce((sum, p) => sum + Math.round(p / quantum) * quantum, 0);
    });
    const { low, high } = meanInterval(sums);
    const law = storedRowSum(Math.log(n), sigma, exponent);
    expect(low).toBeLessThan(law * 1.01);
    expect(high).toBeGreaterThan(law * 0.99);
    expect(high - low).toBeLessThan(0.03 * law);
  });

  it("is 1 where entries span many quanta, and nothing where none reaches half of one", () => {
    expect(storedRowSum(Math.log(2 ** 16), 1, -40)).toBeCloseTo(1, 9);
    expect(storedRowSum(Math.log(2 ** 20), 1, -24)).toBeCloseTo(1, 3);
    expect(storedRowSum(Math.log(2 ** 40), 1, -24)).toBeLessThan(1e-20);
  });

  it("is the double that float16 itself gives for equal entries just above half a quantum", () => {
    // at sigma -> 0 every entry is 1/n: 2^25 / 1.5 keys store 2^-24 each
    const n = 2 ** 25 / 1.5;
    expect(storedRowSum(Math.log(n), 0.001, -24) / (n * roundToFormat(1 / n, "float16"))).toBeCloseTo(1, 6);
  });

  it("refuses what has no law", () => {
    expect(() => storedRowSum(10, 0, -24)).toThrow("storedRowSum: sigma must be positive, got 0");
    expect(() => storedRowSum(0, 1, -24)).toThrow("storedRowSum: lnN must be finite and > 0, got 0");
  });
});
