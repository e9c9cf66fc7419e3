import { describe, expect, it } from "vitest";
import { exactly, minus, over, scaled, subtract, widened } from "../../../src/kit/claims/intervals.js";

describe("intervals", () => {
  it("divide, and subtract conservatively", () => {
    expect(over({ value: 4, low: 2, high: 6 }, 2)).toEqual({ value: 2, low: 1, high: 3 });
    const later = { value: 5, low: 4, high: 6 };
    expect(subtract(later, { value: 1, low: 0, high: 3 })).toEqual({ value: 4, low: 1, high: 6 });
  });

  it("are stretched and moved by numbers, which are intervals without width", () => {
    const interval = { value: 4, low: 2, high: 6 };
    expect(scaled(interval, 3)).toEqual({ value: 12, low: 6, high: 18 });
    expect(minus(interval, 1)).toEqual({ value: 3, low: 1, high: 5 });
    expect(minus(interval, 1)).toEqual(subtract(interval, exactly(1)));
    expect(widened(interval, 0.5)).toEqual({ value: 4, low: 1.5, high: 6.5 });
    expect(exactly(2)).toEqual({ value: 2, low: 2, high: 2 });
  });
});
