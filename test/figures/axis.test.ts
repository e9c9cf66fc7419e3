import { describe, expect, it } from "vitest";
import { axisFraction, resolveAxis } from "../../src/figures/axis.js";

describe("axes of figures", () => {
  it("label powers of two and ten as such", () => {
    const n = resolveAxis({ title: "$n$", scale: "log2" }, [256, 32768]);
    expect(n.labels).toEqual(["2⁸", "2⁹", "2¹⁰", "2¹¹", "2¹²", "2¹³", "2¹⁴", "2¹⁵"]);
    const p = resolveAxis({ title: "$p$", scale: "log" }, [1e-9, 1]);
    expect(p.ticks).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
  });

  it("use 1, 2, 5 where a logarithmic axis is short", () => {
    expect(resolveAxis({ title: "ratio", scale: "log" }, [1, 20]).labels).toEqual(["1", "2", "5", "10", "20"]);
  });

  it("round a linear domain outwards", () => {
    const axis = resolveAxis({ title: "rate" }, [0.013, 0.94]);
    expect(axis.domain).toEqual([0, 1]);
    expect(axis.labels).toEqual(["0", "0.2", "0.4", "0.6", "0.8", "1"]);
  });

  it("take exponents for values that no float holds", () => {
    expect(resolveAxis({ title: "$n$", scale: "exponent" }, [3, 1000]).labels.slice(0, 3)).toEqual([
      "10⁰",
      "10²⁰⁰",
      "10⁴⁰⁰",
    ]);
  });

  it("place values by their logarithm", () => {
    const axis = resolveAxis({ title: "p", scale: "log", domain: [1e-4, 1] }, [1e-2]);
    expect(axisFraction(axis, 1e-2)).toBeCloseTo(0.5, 12);
  });

  it("refuse what cannot be plotted, naming axis and value", () => {
    expect(() => resolveAxis({ title: "bound" }, [1, Infinity])).toThrow(
      'figure: values on "bound" must be finite, got Infinity',
    );
    expect(() => resolveAxis({ title: "bound" }, [NaN])).toThrow("must be finite, got NaN");
    expect(() => resolveAxis({ title: "p", scale: "log" }, [0])).toThrow(
      'figure: values on the log axis "p" must be positive, got 0',
    );
  });
});
