import { describe, expect, it } from "vitest";
import { axisFraction, resolveAxis } from "../../../src/kit/figures/axis.js";
import { boundChart } from "../../../src/kit/figures/bound-chart.js";
import { curveFamily } from "../../../src/kit/figures/curve-family.js";
import { dotChart } from "../../../src/kit/figures/dot-chart.js";
import { forestChart } from "../../../src/kit/claims/forest-chart.js";
import { phaseChart } from "../../../src/kit/figures/phase-chart.js";

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
    const n = resolveAxis({ title: "$n$", scale: "log2", domain: [256, 4096] }, [1024]);
    expect(axisFraction(n, 1024)).toBeCloseTo(0.5, 12);
  });

  it("label neighbouring ticks apart, also where they differ in the third digit", () => {
    const { ticks, labels } = resolveAxis({ title: "ratio", domain: [1, 1.05] }, [1.02]);
    expect(ticks).toEqual([1, 1.01, 1.02, 1.03, 1.04, 1.05]);
    expect(labels).toEqual(["1", "1.01", "1.02", "1.03", "1.04", "1.05"]);
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

describe("a number that is not finite", () => {
  const DESCRIPTION = "A figure that cannot be drawn.";
  const axis = { title: "$x$" };
  const curve = { labelled: false, colour: "blue", line: [{ x: 1, y: 1 }], measured: [], sampled: [] } as const;
  const outcome = "holds" as const;
  const line = { label: "law", points: [{ x: 0, y: NaN }], colour: "blue", width: 1, at: 0, away: 0 } as const;
  const plane = { x: { ...axis, domain: [0, 1] }, y: { ...axis, domain: [0, 1] } } as const;
  const point = { label: "all", summary: { value: 1, low: -Infinity, high: 2 }, points: [] };
  it.each([
    [
      'point 2 of series "measured" must have a finite low, got NaN',
      () =>
        boundChart({
          series: [
            {
              kind: "measured",
              label: "measured",
              points: [
                { x: 1, y: 1 },
                { x: 2, y: 1, low: NaN },
              ],
            },
          ],
          x: axis,
          y: axis,
          description: DESCRIPTION,
        }),
    ],
    [
      'a point of curve "c" must have a finite y, got Infinity',
      () =>
        curveFamily({
          curves: [{ ...curve, name: "c", measured: [{ x: 1, y: Infinity }] }],
          panels: [{ title: "share", complement: true }],
          x: axis,
          description: DESCRIPTION,
        }),
    ],
    [
      'row "n = 1" must have a finite value, got NaN',
      () =>
        forestChart({
          rows: [{ label: "n = 1", value: NaN, low: 0, high: 1, outcome }],
          axis,
          target: 0,
          targetLabel: "",
          description: DESCRIPTION,
        }),
    ],
    [
      'line "all" of panel "p" must have a finite low, got -Infinity',
      () => dotChart({ panels: [{ title: "p", groups: [point] }], axis, target: 0, description: DESCRIPTION }),
    ],
    [
      'line "law" must have a finite y, got NaN',
      () => phaseChart({ ...plane, shades: [], lines: [line], regions: [], description: DESCRIPTION }),
    ],
  ])("fails the cell, and the message names where it stands: %s", (message, draw) => {
    expect(draw).toThrow(`figure: ${message}`);
  });
});
