import { expect, it } from "vitest";
import { contrast } from "../../../report/config/contrast.js";

// Values of the W3C's definition: extremes, and the grey that just reaches 4.5 on white.
it.each([
  ["#000000", "#ffffff", 21],
  ["#ffffff", "#ffffff", 1],
  ["#767676", "#FFFFFF", 4.54],
  ["#777777", "#ffffff", 4.48],
  ["#0000ff", "#ffffff", 8.59],
])("%s beside %s has contrast %d", (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2);
  expect(contrast(other, one)).toBe(contrast(one, other));
});
