/** The panels' numbers and what they read, without a browser: `explore.test.ts` sees them shown. */
import { describe, expect, it } from "vitest";
import {
  lengthText,
  lnOf,
  parseLength,
  parseRange,
  parseShare,
  parseWindow,
} from "../../../../../report/page/client/explore/parse.js";
import { phaseValues, windowOf } from "../../../../../report/page/client/explore/phase-values.js";
import { formatExp } from "../../../../../report/page/client/explore/quantity.js";
import { drawnRow, lawCurve } from "../../../../../report/page/client/explore/row-values.js";
import { countOf } from "../../../../../src/limit/sampler/count.js";

describe("what readers type", () => {
  it("is a length in any of four ways, to its last digit or by its logarithm to the base e", () => {
    expect(["131072", "131,072", "1e6", "2^17"].map((text) => parseLength("n", text))).toEqual([
      ...[131072, 131072, 1_000_000, 131072],
    ]);
    for (const text of ["1e400", "10^400", "10e399"])
      expect(lnOf(parseLength("n", text))).toBeCloseTo(400 * Math.LN10, 9);
    expect(parseLength("n", lengthText(3))).toBe(1000);
  });

  it("is a length in thousands of 1,024, a share in per cent, a range of numbers", () => {
    expect(["32k", "32 K", "1M", "1.5k"].map((text) => parseLength("n", text))).toEqual([32768, 32768, 2 ** 20, 1536]);
    expect(() => parseLength("n", "1.0001k")).toThrow("must be an integer");
    expect(["1%", "1 %", "0.01"].map((text) => parseShare("amount", text))).toEqual([0.01, 0.01, 0.01]);
    for (const text of ["%", "100%", "0", "x%"]) expect(() => parseShare("amount", text)).toThrow("such as 0.05 or 5%");
    const span = { least: 0, most: 100, open: true };
    expect(["2", "1.8..2.2"].map((text) => parseRange("sigma", text, span))).toEqual([
      { low: 2, high: 2 },
      { low: 1.8, high: 2.2 },
    ]);
    for (const text of ["2..1", "1..2..3", "..2", "1..100"])
      expect(() => parseRange("sigma", text, span)).toThrow("or a range such as 1.8..2.2");
  });

  it("is a length of up to 10^1000, and no more", () => {
    expect(lnOf(parseLength("n", "10^1000"))).toBeCloseTo(1000 * Math.LN10, 9);
    for (const text of ["10^1001", "1e1001"]) expect(() => parseLength("n", text)).toThrow("from 2 to 10^1000");
  });

  it("is a window from one key to all of them, and no more", () => {
    expect([1, 99, 100].map((k) => parseWindow("k", String(k), 100))).toEqual([1, 99, 100]);
    expect(() => parseWindow("k", "101", 100)).toThrow("must be an integer from 1 to n, got “101”.");
    expect(() => parseWindow("k", "0", 100)).toThrow("from 1 to n");
  });
});

describe("numbers by their logarithm", () => {
  it("are powers of ten beyond the doubles", () => {
    expect(formatExp(1000 * Math.LN10)).toBe("10<sup>1000</sup>");
    expect(formatExp(400 * Math.LN10 + Math.log(2.5))).toBe("2.50&thinsp;×&thinsp;10<sup>400</sup>");
    expect(formatExp(-400 * Math.LN10 + Math.log(2.5))).toBe("2.50&thinsp;×&thinsp;10<sup>−400</sup>");
    expect(formatExp(400 * Math.LN10 + Math.log(9.996))).toBe("10<sup>401</sup>");
    expect([formatExp(-Infinity), formatExp(Math.log(0.25))]).toEqual(["0", "0.250"]);
  });
});

describe("a point of the plane", () => {
  const phase = (c: number, C: number): string => phaseValues(Math.log(1e6), { c, C }).phase;

  it("lies above the critical line where C > 1 - c^2, below it where C is less, and in the frozen phase from c = 1 on", () => {
    expect([phase(0.5, 0.8), phase(0.5, 0.75), phase(0.5, 0.7), phase(1.2, 0.5)]).toEqual([
      ...["above critical", "critical", "below critical", "frozen"],
    ]);
  });

  it("has the window n^C, of which something is left", () => {
    expect(windowOf(Math.log(1e6), 0.5).value).toBe(1000);
    expect(windowOf(Math.log(10), 0.99).value).toBe(9);
  });
});

describe("a drawn row", () => {
  const n = countOf("test", "n", 1000);
  const { points, at } = drawnRow(n, countOf("test", "k", 100), 1, 0);

  it("stands by the base-10 logarithm of its windows, from one key to all, and captures everything at the last", () => {
    expect(points[0]!.log10K).toBe(0);
    expect(points.at(-1)!.log10K).toBeCloseTo(3, 12);
    expect(points.at(-1)!.mass).toBeCloseTo(1, 12);
    const own = points.find(({ log10K }) => Math.abs(log10K - 2) < 1e-9);
    expect(own!.mass).toBeCloseTo(Math.exp(at.lnMass), 12);
    expect(lawCurve(n, 1).at(-1)).toEqual({ log10K: n.ln / Math.LN10, mass: 1 });
  });
});

describe("the law's curve", () => {
  it("is that of equal entries at equal logits: a window of the share k / n captures k / n", () => {
    const curve = lawCurve(countOf("test", "n", 1e6), 0);
    expect(curve.length).toBeGreaterThan(10);
    for (const { log10K, mass } of curve) expect(Math.abs(mass - 10 ** (log10K - 6))).toBeLessThan(1e-5);
  });
});
