import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { boundaryGapBound, groupedBound } from "../../src/attention/certificate.js";
import { RowCertificate, type CertificateName } from "../../src/attention/row-certificate.js";
import { rowErrors } from "../../src/attention/row-identities.js";
import { logSumExp, softmax } from "../../src/attention/softmax.js";
import { big } from "../support/big.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const ordinary = fc.double({ min: -6, max: 6, noNaN: true });
/** Rows of every kind: of any doubles, of ordinary logits, of a few values with many ties. */
const rows = fc.oneof(
  fc.array(finite, { minLength: 1, maxLength: 40 }),
  fc.array(ordinary, { minLength: 1, maxLength: 60 }),
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 60 }),
  fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 1, maxLength: 20 }),
);
const blockSizes = fc.integer({ min: 1, max: 20 });

/** The total variation of each window as float64 has it. */
function tails(logits: readonly number[]): number[] {
  const p = softmax(Float64Array.from(logits)).sort().reverse();
  return rowErrors(
    p,
    logits.map((_, i) => i + 1),
  ).map(({ tail }) => tail);
}

/** The same in 64 digits. */
function exactTail(logits: readonly number[], k: number): number {
  const sorted = [...logits].sort((a, b) => b - a);
  const sum = (part: readonly number[]): string => part.map((z) => `exp(${z})`).join(" + ");
  return big(`(${sum(sorted.slice(k))}) / (${sum(sorted)})`).toNumber();
}

function windows(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

/** What rounding up adds at most to a bound of these rows, relative: some units in the last place for every key. */
const ROUNDED_UP = 1e-12;
/** Pairs of which the second knows more and is a sharper bound of the same sums. */
const SHARPER: readonly [CertificateName, CertificateName][] = [
  ["gap", "kept"],
  ["kept", "gaps"],
  ["kept", "blocks"],
];

describe("a row's certificates", () => {
  it("are at least the total variation, of every window of every row", () => {
    fc.assert(
      fc.property(rows, blockSizes, (logits, block) => {
        const certificate = new RowCertificate(Float64Array.from(logits), block);
        const exact = tails(logits);
        for (const name of certificate.names) {
          for (const k of windows(logits.length)) {
            expect(certificate.bound(name, k)).toBeGreaterThanOrEqual(exact[k - 1]!);
            expect(certificate.bound(name, k)).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("are at least what 64 digits say, also where float64 has nothing left of the tail", () => {
    const cases = [
      // doubles that are decimals of a few digits, which both read alike
      [0.125, 0.125, 0.125],
      [1, 0.25, 0.25, -2],
      [0, -740, -745.5],
      [0, -900],
      [700, 699.875, -20],
    ];
    for (const logits of cases) {
      const certificate = new RowCertificate(Float64Array.from(logits), 2);
      for (const k of windows(logits.length - 1)) {
        const exact = exactTail(logits, k);
        for (const name of certificate.names) expect(certificate.bound(name, k)).toBeGreaterThanOrEqual(exact);
      }
    }
    expect(new RowCertificate(Float64Array.of(0, -900)).bound("kept", 1)).toBeGreaterThan(0);
  });

  test.each(SHARPER)("%s is no sharper than %s", (blunt, sharp) => {
    fc.assert(
      fc.property(fc.array(ordinary, { minLength: 1, maxLength: 60 }), blockSizes, (logits, block) => {
        const certificate = new RowCertificate(Float64Array.from(logits), block);
        for (const k of windows(logits.length)) {
          const most = certificate.bound(blunt, k) * (1 + ROUNDED_UP);
          expect(certificate.bound(sharp, k)).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it("are the total variation itself where they lose nothing", () => {
    const even = new RowCertificate(new Float64Array(50).fill(3), 7);
    for (const name of even.names) expect(even.bound(name, 20) / 0.6).toBeCloseTo(1, 12); // equal logits
    const logits = [2, 1, 0.5, 0, -1, -2];
    const single = new RowCertificate(Float64Array.from(logits), 1);
    for (const k of windows(5)) expect(single.bound("blocks", k) / exactTail(logits, k)).toBeCloseTo(1, 12);
  });

  it("are what their definitions say of a row of eight", () => {
    const logits = [1, -1, 3, 0.5, 0, -2, 2, -3]; // sorted: 3 2 1 .5 0 -1 -2 -3
    const certificate = new RowCertificate(Float64Array.from(logits), 3);
    const tv = (T: string, K: string): number => big(`(${T}) / (${T} + ${K})`).toNumber();
    const kept = "(exp(3) + exp(2))";
    expect(certificate.bound("gap", 2)).toBeCloseTo(tv("(6 * exp(1))", "(2 * exp(2))"), 14);
    expect(certificate.bound("kept", 2)).toBeCloseTo(tv("(6 * exp(1))", kept), 14);
    // Ranks 3; 4 to 7; 8.
    expect(certificate.bound("gaps", 2)).toBeCloseTo(tv("(exp(1) + 4 * exp(0.5) + exp(-3))", kept), 14);
    // Blocks 1 -1 | .5 0 -2 | -3 without 3 and 2; what is left of the first and the last is at most z_(3) = 1.
    expect(certificate.bound("blocks", 2)).toBeCloseTo(tv("(3 * exp(1) + 3 * exp(0.5))", kept), 14);
  });

  it("certify the smallest window that each can, and never one that leaves more than the budget", () => {
    fc.assert(
      fc.property(rows, blockSizes, fc.double({ min: 0.001, max: 0.9, noNaN: true }), (logits, block, tv) => {
        const certificate = new RowCertificate(Float64Array.from(logits), block);
        const exact = tails(logits);
        for (const name of certificate.names) {
          const k = certificate.smallest(name, tv);
          expect(exact[k - 1]!).toBeLessThanOrEqual(tv);
          expect(certificate.bound(name, k)).toBeLessThanOrEqual(tv);
          for (const smaller of windows(k - 1)) {
            expect(certificate.bound(name, smaller)).toBeGreaterThan(tv * (1 - ROUNDED_UP));
          }
        }
      }),
    );
  });

  it("by one gap may certify a window and not the next", () => {
    const certificate = new RowCertificate(Float64Array.of(9, 9, 0, 0, 0, 0));
    expect(certificate.bound("gap", 2)).toBeLessThan(0.001);
    expect(certificate.bound("gap", 3)).toBeCloseTo(0.5, 12);
    expect(certificate.smallest("gap", 0.01)).toBe(2);
  });

  it("take a gap from the logits themselves, beside one so large that it hides their digits", () => {
    const certificate = new RowCertificate(Float64Array.of(1e15, 0.3, 0.1));
    expect(certificate.bound("gap", 2)).toBeCloseTo(1 / (1 + 2 * Math.exp(0.2)), 12);
  });

  it("are at least the sum that float64 makes of thousands of equal weights", () => {
    // Lengths at which the sum of n - 1 times 1/n comes out too large by 3 to 19 parts in 10^14.
    for (const n of [1667, 3258, 5515, 6847]) {
      const logits = new Float64Array(n);
      const [exact] = rowErrors(softmax(logits), [1]);
      expect(exact!.tail).toBeGreaterThan((n - 1) / n);
      for (const name of ["gap", "kept", "gaps"] as const) {
        expect(new RowCertificate(logits).bound(name, 1)).toBeGreaterThanOrEqual(exact!.tail);
      }
    }
  });

  it("refuse what is no row, no block, no window and no budget", () => {
    const row = Float64Array.of(1, 2, 3);
    expect(() => new RowCertificate(new Float64Array(0))).toThrow("logits must hold at least one number, got 0");
    expect(() => new RowCertificate(Float64Array.of(0, NaN))).toThrow("logits must be finite, got NaN at index 1");
    expect(() => new RowCertificate(row, 0)).toThrow("RowCertificate: block must be an integer >= 1, got 0");
    expect(() => new RowCertificate(row).bound("gap", 4)).toThrow("k must be an integer in [1, 3], got 4");
    expect(() => new RowCertificate(row).bound("blocks", 1)).toThrow("blocks need a block's size, got none");
    expect(() => new RowCertificate(row).smallest("gap", 1)).toThrow("tv must be in (0, 1), got 1");
  });
});

const ONE = { k: 1, lnSum: 0 };

describe("bounds from what an implementation knows", () => {
  it("need no shift of the logits: the sum of the weights kept is given by its logarithm", () => {
    for (const shift of [-1e4, 0, 1e4, 1e12]) {
      const lnSum = logSumExp(Float64Array.of(3 + shift, 2 + shift));
      const bound = groupedBound({ k: 2, lnSum }, [
        { size: 3, most: 1 + shift },
        { size: 0, most: 9 },
      ]);
      const exact = big("3 * exp(1) / (3 * exp(1) + exp(3) + exp(2))").toNumber();
      expect(bound).toBeGreaterThanOrEqual(exact);
      expect(bound / exact).toBeCloseTo(1, shift === 1e12 ? 2 : 8);
    }
  });

  it("hold at the ends: nothing left out, weights beyond every double", () => {
    expect(boundaryGapBound(5, 5, 0)).toBe(0);
    expect(groupedBound({ k: 1, lnSum: 0 }, [])).toBe(0);
    expect(groupedBound({ k: 1, lnSum: -1e308 }, [{ size: 2, most: 1e308 }])).toBe(1);
    expect(groupedBound({ k: 1, lnSum: 1e308 }, [{ size: 2, most: -1e308 }])).toBeLessThan(1e-300);
    expect(boundaryGapBound(1e6, 1, 1e308)).toBeLessThan(1e-300);
  });

  test.each([
    ["boundaryGapBound: k must be an integer in [1, 5], got 6", () => boundaryGapBound(5, 6, 0)],
    ["boundaryGapBound: gap must be finite and >= 0, got -1", () => boundaryGapBound(5, 2, -1)],
    ["groupedBound: k must be an integer >= 1, got 0", () => groupedBound({ k: 0, lnSum: 0 }, [])],
    ["groupedBound: lnSum must be finite, got NaN", () => groupedBound({ k: 1, lnSum: NaN }, [])],
    ["groupedBound: size must be an integer >= 0, got -1", () => groupedBound(ONE, [{ size: -1, most: 0 }])],
    ["groupedBound: most must be finite, got Infinity", () => groupedBound(ONE, [{ size: 1, most: Infinity }])],
  ])("refuse what they cannot use: %s", (message, call) => {
    expect(call).toThrow(message);
  });
});
