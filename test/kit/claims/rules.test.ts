import { describe, expect, it } from "vitest";
import {
  judgeDifference,
  judgeFailureRate,
  judgeInequality,
  judgeRatio,
  judgeSign,
  requiredPower,
} from "../../../src/kit/claims/rules.js";
import { combine } from "../../../src/kit/claims/combine.js";
import { clopperPearson, LEVEL } from "../../../src/kit/probability/index.js";

const interval = (low: number, high: number) => ({ value: (low + high) / 2, low, high });

describe("the failure-rate rule", () => {
  it("needs 117 draws without a failure to settle delta = .1, and 1,217 for .01", () => {
    expect(judgeFailureRate(0, 117, 0.1).outcome).toBe("holds");
    expect(judgeFailureRate(0, 116, 0.1)).toMatchObject({
      outcome: "inconclusive",
      note: "117 draws without a failure would decide",
    });
    expect(judgeFailureRate(0, 1217, 0.01).outcome).toBe("holds");
    expect(judgeFailureRate(0, 1216, 0.01).outcome).toBe("inconclusive");
  });
  it("finds a violation only where the interval lies above delta", () => {
    const firstViolated = Array.from({ length: 161 }, (_, failures) => failures).find(
      (f) => judgeFailureRate(f, 160, 0.1).outcome === "violated",
    )!;
    expect(clopperPearson(firstViolated, 160, LEVEL).low).toBeGreaterThan(0.1);
    expect(clopperPearson(firstViolated - 1, 160, LEVEL).low).toBeLessThanOrEqual(0.1);
  });
  it("leaves room for one failure in 160 draws at delta = .1", () => {
    expect(judgeFailureRate(1, 160, 0.1).outcome).toBe("holds");
    expect(judgeFailureRate(3, 160, 0.1).outcome).toBe("inconclusive");
  });
});

describe("the ratio rule", () => {
  it("holds inside the band, is violated outside it, and cannot tell across its end", () => {
    expect(judgeRatio(interval(0.9, 1.1), 0.1).outcome).toBe("holds");
    expect(judgeRatio(interval(1.11, 1.2), 0.1).outcome).toBe("violated");
    expect(judgeRatio(interval(0.5, 0.89), 0.1).outcome).toBe("violated");
    expect(judgeRatio(interval(1.05, 1.15), 0.1).outcome).toBe("inconclusive");
    expect(judgeRatio(interval(0.85, 0.95), 0.1).outcome).toBe("inconclusive");
  });
});

describe("the difference rule", () => {
  it("holds inside the band around 0, is violated outside it, and cannot tell across its end", () => {
    expect(judgeDifference(interval(-0.02, 0.02), 0.02)).toMatchObject({ outcome: "holds", target: 0 });
    expect(judgeDifference(interval(0.021, 0.03), 0.02).outcome).toBe("violated");
    expect(judgeDifference(interval(-0.03, -0.021), 0.02).outcome).toBe("violated");
    expect(judgeDifference(interval(0.01, 0.03), 0.02).outcome).toBe("inconclusive");
  });
});

describe("the sign rule", () => {
  it("decides only where the whole interval lies on one side of 0", () => {
    expect(judgeSign(interval(-0.2, -0.1), "negative").outcome).toBe("holds");
    expect(judgeSign(interval(-0.2, -0.1), "positive").outcome).toBe("violated");
    expect(judgeSign(interval(0.1, 0.2), "positive").outcome).toBe("holds");
    expect(judgeSign(interval(0.1, 0.2), "negative").outcome).toBe("violated");
    for (const sign of ["negative", "positive"] as const) {
      expect(judgeSign(interval(-0.1, 0.1), sign).outcome).toBe("inconclusive");
      expect(judgeSign(interval(0, 0.1), sign).outcome).toBe("inconclusive");
    }
  });
});

describe("the inequality rule", () => {
  it("allows rounding and nothing more", () => {
    expect(judgeInequality(2e-16, 2e-16).outcome).toBe("holds");
    expect(judgeInequality(3e-16, 2e-16).outcome).toBe("violated");
    expect(judgeInequality(-5, 0).outcome).toBe("holds");
  });
});

describe("a claim's outcome", () => {
  it("is the worst of its cells; cells out of range do not count", () => {
    expect(combine(["holds", "violated", "inconclusive"])).toBe("violated");
    expect(combine(["holds", "inconclusive"])).toBe("inconclusive");
    expect(combine(["holds", "out of range"])).toBe("holds");
    expect(combine(["out of range"])).toBe("out of range");
  });
});

describe("the power of a control", () => {
  it("asks a control for a failure probability of max(5 delta, 1/2)", () => {
    expect(requiredPower({ kind: "failure-rate", delta: 0.15, text: "" })).toBe(0.75);
    expect(requiredPower({ kind: "failure-rate", delta: 0.01, text: "" })).toBe(0.5);
    expect(requiredPower({ kind: "ratio", tolerance: 0.1, text: "" })).toBe(0.5);
  });
});
