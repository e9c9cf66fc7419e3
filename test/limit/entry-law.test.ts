import { expect, test } from "vitest";
import { entryLaw } from "../../src/bounds/index.js";
import { entryLawValue } from "../../src/limit/index.js";

test("is the formula of Theorem 4.3's law, to 1e-12 where a double holds n", () => {
  for (const n of [100, 1e6, 1e15]) {
    for (const k of [1, 20, 0.5 * n]) {
      for (const sigma of [0, 1, 3]) {
        const { ln } = entryLawValue(n, k, sigma);
        // The formula's quantile is taken at 1 - q, where a double resolves q / eps digits.
        expect(Math.abs(ln - Math.log(entryLaw.evaluate({ n, k, sigma })))).toBeLessThan(
          n > 1e10 && k < n / 4 ? 0.1 : 1e-9,
        );
      }
    }
  }
});

test("goes on at n = 10^1000, and says where it does not apply", () => {
  const { ln, applies } = entryLawValue({ ln: 2302.585 }, 1, 1);
  expect(applies).toBe(true);
  expect(ln).toBeGreaterThan(-2302.585 + 60);
  expect(entryLawValue(1024, 1, 3).applies).toBe(false);
  expect(() => entryLawValue(10, 10, 1)).toThrow("entryLawValue: k must be below n");
});
