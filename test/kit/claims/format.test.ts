import { describe, expect, it } from "vitest";
import { formatNumber, formatRange } from "../../../src/kit/claims/format.js";

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [0.031234, "0.0312"],
    [4.7, "4.70"],
    [-2.5, "-2.50"],
    [125_000.4, "125,000"],
    [125_252_966, "125,252,966"],
    [3.1e-7, "3.10 × 10⁻⁷"],
    [2.5e12, "2.50 × 10¹²"],
    [-2.5e12, "-2.50 × 10¹²"],
    [0.001, "0.00100"],
    [0.9999, "1.00"],
    [1234, "1,234"],
    [999_999.4, "1,000,000"],
    [1_234_567.8, "1.23 × 10⁶"],
    [999_999_999, "999,999,999"],
    [1_234_567_890, "1.23 × 10⁹"],
    [123_456.7, "123,000"],
    [-6543.2, "-6,540"],
  ])("%d is set as %s", (x, text) => {
    expect(formatNumber(x)).toBe(text);
  });

  it("sets a range by its ends, and once where they read the same", () => {
    expect(formatRange([3, 1, 2])).toBe("1 – 3");
    expect(formatRange([1.0001, 1.0002])).toBe("1.00");
  });
});
