import { describe, expect, it } from "vitest";
import { growthDerivative, payingScale } from "../../src/claims/strategies/criterion.js";
import { equalCostFactors } from "../../src/claims/strategies/cost.js";
import {
  advantageAtEqualLogits,
  errorAtEqualLogits,
  trendAtEqualLogits,
} from "../../src/claims/strategies/equal-logits.js";
import { medianChange, relative } from "../../src/claims/strategies/compare.js";
import { percent } from "../../src/claims/strategies/tables.js";
import { statedDirection } from "../../src/claims/strategies/trend.js";
import { controlPower, medianControlPower } from "../../src/claims/strategies/words.js";
import { equalCostWindows, weightsOf } from "../../src/experiments/index.js";
import {
  binomialTail,
  LEVEL,
  meanInterval,
  normalCdf,
  normalHazard,
  normalQuantile,
  studentPower,
} from "../../src/kit/probability/index.js";

const LENGTHS = [256, 512, 1024, 2048, 4096, 8192];

describe("growth at equal cost", () => {
  it("changes the error at the rate that the covariance gives (central differences at C = +-1e-4)", () => {
    // err = k^(-1/2) (1 + 1/n^2)-free: slopes g = k^(-3/2)/2, the same at each length.
    const k0 = 32;
    const slopes = LENGTHS.map(() => 0.5 * k0 ** -1.5);
    for (const weighting of ["rows", "lengths"] as const) {
      const weights = weightsOf(weighting, LENGTHS);
      const error = (C: number): number => {
        const shapes = LENGTHS.map((n) => n ** C);
        const alpha = (k0 * 16128) / LENGTHS.reduce((sum, n, i) => sum + n * shapes[i]!, 0);
        return LENGTHS.reduce((sum, _, i) => sum + weights[i]! / Math.sqrt(alpha * shapes[i]!), 0);
      };
      const difference = (error(1e-4) - error(-1e-4)) / 2e-4;
      expect(growthDerivative(LENGTHS, weighting, slopes, k0)).toBeCloseTo(difference, 7);
    }
  });

  it("pays from h(t) on for rows and 2 h(t) for lengths; h runs from 1.65 to 2.97 at k0 = 32 and n = 2^8..2^13", () => {
    expect(payingScale("rows", [1000], 100)).toBeCloseTo(normalHazard(normalQuantile(0.9)), 9);
    expect(payingScale("lengths", [1000], 100)).toBeCloseTo(2 * normalHazard(normalQuantile(0.9)), 9);
    expect(payingScale("rows", [256], 32)).toBeCloseTo(1.65, 2);
    expect(payingScale("rows", [8192], 32)).toBeCloseTo(2.97, 2);
  });
});

describe("equal logits", () => {
  it("have errors that add up by hand: k0 = 32, each length alike", () => {
    const byHand = LENGTHS.reduce((sum, n) => sum + Math.sqrt(1 / 32 - 1 / n) / 6, 0);
    expect(
      errorAtEqualLogits(
        LENGTHS.map(() => 32),
        "lengths",
      ),
    ).toBeCloseTo(byHand, 14);
  });

  it("punish every growing window, more for lengths than for rows", () => {
    for (const C of [0.25, 0.5, 0.75]) {
      const lengths = advantageAtEqualLogits({ kind: "power", C }, "lengths");
      const rows = advantageAtEqualLogits({ kind: "power", C }, "rows");
      expect(rows).toBeLessThan(0);
      expect(lengths).toBeLessThan(rows);
    }
  });

  it("make the constant window's error rise by 7 % to 1/sqrt(32), and a growing one's fall", () => {
    const rise = Math.sqrt((1 / 32 - 1 / 8192) / (1 / 32 - 1 / 256)) - 1;
    expect(trendAtEqualLogits({ kind: "constant" }, 32)).toBeCloseTo(rise, 14);
    expect(rise).toBeCloseTo(0.067, 3);
    expect(trendAtEqualLogits({ kind: "power", C: 0.5 }, 32)).toBeLessThan(-0.5);
  });
});

describe("the claims' near controls", () => {
  it("are on the other side at equal logits: a slightly cheaper constant window loses to n^0.02, k = 24 to ln n", () => {
    expect(advantageAtEqualLogits({ kind: "power", C: 0.02 }, "rows", 32)).toBeLessThan(0);
    expect(advantageAtEqualLogits({ kind: "power", C: 0.02 }, "rows", 31)).toBeGreaterThan(0.01);
    expect(advantageAtEqualLogits({ kind: "power", C: 0.02 }, "lengths", 32)).toBeLessThan(0);
    expect(advantageAtEqualLogits({ kind: "power", C: 0.02 }, "lengths", 30)).toBeGreaterThan(0.01);
    expect(advantageAtEqualLogits({ kind: "log" }, "lengths", 32)).toBeLessThan(0);
    expect(advantageAtEqualLogits({ kind: "log" }, "lengths", 24)).toBeGreaterThan(0.01);
    expect(trendAtEqualLogits({ kind: "power", C: 0.02 }, 32)).toBeGreaterThan(0.02);
  });

  it("have the power of Student's test, or of 29 of 32 signs where medians are judged", () => {
    expect(controlPower(0.016).value).toBeCloseTo(studentPower(1.6, 32, 2 * LEVEL), 12);
    expect(medianControlPower(0.01).value).toBeCloseTo(binomialTail(29, 32, normalCdf(1)), 12);
    expect(medianControlPower(0).value).toBeLessThan(2 * LEVEL);
  });

  it("judge the median of a loss that is bounded, whatever the errors' sizes", () => {
    const constant = Float64Array.from({ length: 32 }, () => 1e-16);
    const other = constant.map((_, m) => (m < 2 ? 1e-20 : 10 ** (m - 10)));
    const { value, low, high } = medianChange(constant, other);
    expect([low > 0.99, value > 0.99, high <= 1]).toEqual([true, true, true]);
  });
});

describe("what the paper says of Figure 2", () => {
  it("is growth for the constant and the logarithmic window and descent for the powers", () => {
    expect(
      (["constant", "log", "C = 1/4", "C = 1/2", "C = 3/4"] as const).map((window) => statedDirection({ window })),
    ).toEqual([1, 1, -1, -1, -1]);
  });
});

describe("the comparison", () => {
  it("pairs replicates and scales by the constant's mean", () => {
    const constant = Float64Array.of(1, 2, 3);
    const other = Float64Array.of(0.5, 1.75, 2.25);
    const { value, low, high } = relative(constant, other, LEVEL);
    const differences = meanInterval(Float64Array.of(0.5, 0.25, 0.75));
    expect([value, low, high]).toEqual([differences.value / 2, differences.low / 2, differences.high / 2]);
  });

  it("has alpha and beta by the closed forms, and none where the window would fall below 1", () => {
    const lines = equalCostFactors();
    const at32 = lines.find((line) => line.k0 === 32)!;
    const windows = equalCostWindows({ kind: "power", C: 0.25 }, LENGTHS, 32);
    expect(at32.alpha[0]! * 256 ** 0.25).toBeCloseTo(windows[0]!, 9);
    expect(at32.beta * Math.log(8192)).toBeCloseTo(equalCostWindows({ kind: "log" }, LENGTHS, 32)[5]!, 9);
    expect(lines[0]!.alpha[2]).toBeNull();
  });
});

describe("an advantage in a table", () => {
  it("is told in percent, with its sign and half the width of its interval", () => {
    expect(percent(0.002, 0.0003)).toBe("+0.20 ± 0.03");
    expect(percent(-0.0132, 0.0025)).toBe("−1.32 ± 0.25");
  });
});
