import { describe, expect, it } from "vitest";
import {
  detectableEffect,
  studentPower,
  studentQuantile,
  studentTwoSided,
} from "../../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

describe("Student's law", () => {
  it("has the quantiles of the tables: t(.975; 15) = 2.13145, t(.975; 10) = 2.22814, t(.95; 1) = 6.31375", () => {
    expect(studentQuantile(0.025, 15)).toBeCloseTo(2.1314495455597742, 10);
    expect(studentQuantile(0.025, 10)).toBeCloseTo(2.2281388519649385, 10);
    expect(studentQuantile(0.05, 1)).toBeCloseTo(6.313751514675043, 9);
  });

  it("has two-sided tails that undo the quantile, and Cauchy's in closed form", () => {
    expect(studentTwoSided(studentQuantile(0.025, 15), 15)).toBeCloseTo(0.05, 12);
    for (const t of [0.3, 1, 7]) expect(studentTwoSided(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(1 / t), 12);
    expect(studentTwoSided(-1, 1)).toBe(studentTwoSided(1, 1));
  });

  it("has a power equal to the level at no effect, and 80 % at effect .749 for n = 16 (Cohen: .75 needs 16)", () => {
    expect(studentPower(0, 16, 0.05)).toBeCloseTo(0.05, 4);
    expect(detectableEffect(16, 0.05, 0.8)).toBeGreaterThan(0.745);
    expect(detectableEffect(16, 0.05, 0.8)).toBeLessThan(0.755);
    // Cohen's d = .5 at 80 % needs n = 34 pairs: 33.4 before rounding up (Statistical Power Analysis, 2nd ed.)
    expect(studentPower(0.5, 33, 0.05)).toBeLessThan(0.8);
    expect(studentPower(0.5, 34, 0.05)).toBeGreaterThan(0.8);
  });

  it("has the power that simulated tests have (20,000 samples of 8, error rate 1e-6, fixed seed)", () => {
    const source = stream(17, "student-power");
    const sample = new Float64Array(8);
    let rejected = 0;
    for (let i = 0; i < 20_000; i++) {
      fillNormal(source, sample, 1);
      const values = sample.map((x) => x + 1);
      const mean = values.reduce((a, b) => a + b, 0) / 8;
      const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / 7;
      if (studentTwoSided(mean / Math.sqrt(variance / 8), 7) <= 0.05) rejected++;
    }
    const power = studentPower(1, 8, 0.05);
    expect(Math.abs(rejected / 20_000 - power)).toBeLessThan(5 * Math.sqrt((power * (1 - power)) / 20_000));
  });

  it("refuses a power that any test has", () => {
    expect(() => detectableEffect(16, 0.05, 0.04)).toThrow("power must exceed alpha = 0.05, got 0.04");
  });
});
