import fc from "fast-check";
import { expect, it } from "vitest";
import {
  constantBudget,
  logBudget,
  massBudget,
  powerBudget,
  shareKeys,
  type BudgetRow,
} from "../../../src/measure/model/budgets.js";

/** A row of falling probabilities proportional to r^-slope. */
function row(n: number, slope: number): BudgetRow {
  const weights = Float64Array.from({ length: n }, (_, r) => (r + 1) ** -slope);
  const sum = weights.reduce((a, b) => a + b, 0);
  return { sorted: weights.map((w) => w / sum) };
}

const BUDGETS = [constantBudget, logBudget, powerBudget(0.6), massBudget];

it.each(BUDGETS)("$name spends the budget, no key more, and one key a row at least", (budget) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 3, noNaN: true })), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (shapes, share) => {
        const rows = shapes.map(([n, slope]) => row(n, slope));
        const all = rows.reduce((sum, { sorted }) => sum + sorted.length, 0);
        const total = rows.length + Math.floor(share * (all - rows.length));
        const keys = shareKeys(budget, rows, total);
        keys.forEach((k, r) => {
          expect(k).toBeGreaterThanOrEqual(1);
          expect(k).toBeLessThanOrEqual(rows[r]!.sorted.length);
        });
        const spent = keys.reduce((sum, k) => sum + k, 0);
        expect(spent).toBeLessThanOrEqual(total);
        // What is left over is less than a key a row that has room.
        expect(total - spent).toBeLessThanOrEqual(Math.max(0, rows.length - 1));
      },
    ),
    { seed: 6, numRuns: 200 },
  );
});

it("budgets grow with the row as their names say", () => {
  const rows = [16, 64, 256, 1024].map((n) => row(n, 1));
  expect(shareKeys(constantBudget, rows, 32)).toEqual([8, 8, 8, 8]);
  const power = shareKeys(powerBudget(0.5), rows, 60);
  expect(power).toEqual([4, 8, 16, 32]);
  const log = shareKeys(logBudget, rows, 100);
  log.forEach((k, r) =>
    expect(Math.abs(k / log[0]! - Math.log(rows[r]!.sorted.length) / Math.log(16))).toBeLessThan(0.2),
  );
});

it("a mass budget gives every row the keys that reach the same mass", () => {
  const rows = [row(64, 0), row(64, 1), row(64, 3)];
  const keys = shareKeys(massBudget, rows, 80);
  const left = keys.map((k, r) => 1 - rows[r]!.sorted.subarray(0, k).reduce((a, b) => a + b, 0));
  // Uniform rows lose a 64th a key, so that all agree to about that.
  for (const loss of left) expect(Math.abs(loss - left[0]!)).toBeLessThan(1 / 32);
  expect(keys[0]!).toBeGreaterThan(keys[1]!);
  expect(keys[1]!).toBeGreaterThan(keys[2]!);
});

it("fewer keys than rows are refused", () => {
  expect(() => shareKeys(constantBudget, [row(4, 1), row(4, 1)], 1)).toThrow("shareKeys: total must be >= 2");
});
