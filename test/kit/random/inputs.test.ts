import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialCdf, binomialTail } from "../../../src/kit/probability/index.js";
import {
  drawInput,
  fillNormal,
  inputBound,
  stream,
  varianceProxy,
  type InputModel,
} from "../../../src/kit/random/index.js";

const MODELS: InputModel[] = ["gaussian", "uniform", "rademacher"];
const ERROR_RATE = 1e-6;

function draw(model: InputModel, count: number, scale = 1): Float64Array {
  const out = new Float64Array(count);
  drawInput(stream(11, model), model, out, scale);
  return out;
}

/** ln E exp(t x) at scale 1 in closed form. */
const cumulant: Record<InputModel, (t: number) => number> = {
  gaussian: (t) => (t * t) / 2,
  uniform: (t) => Math.log(Math.sinh(Math.sqrt(3) * t) / (Math.sqrt(3) * t)),
  rademacher: (t) => Math.log(Math.cosh(t)),
};

describe("drawInput", () => {
  test.each(MODELS)("%s: mean 0 and variance scale^2 (5.3 standard errors: two-sided 1e-7)", (model) => {
    const [count, scale] = [400_000, 0.5];
    const values = draw(model, count, scale);
    const mean = values.reduce((sum, x) => sum + x, 0) / count;
    const square = values.reduce((sum, x) => sum + x * x, 0) / count;
    const kurtosis = { gaussian: 3, uniform: 1.8, rademacher: 1 }[model];
    expect(Math.abs(mean)).toBeLessThan((5.3 * scale) / Math.sqrt(count));
    expect(Math.abs(square - scale ** 2)).toBeLessThanOrEqual(
      5.3 * scale ** 2 * Math.sqrt((kurtosis - 1) / count) + 1e-12,
    );
  });

  test("gaussian is fillNormal", () => {
    const out = new Float64Array(100);
    fillNormal(stream(11, "gaussian"), out, 0.5);
    expect(draw("gaussian", 100, 0.5)).toEqual(out);
  });

  test("rademacher takes the values +-scale only, each about half of the time", () => {
    const values = draw("rademacher", 100_000, 2);
    const ups = values.filter((x) => x === 2).length;
    expect(values.filter((x) => x === -2).length).toBe(100_000 - ups);
    expect(binomialCdf(ups, 100_000, 0.5)).toBeGreaterThan(ERROR_RATE);
    expect(binomialTail(ups, 100_000, 0.5)).toBeGreaterThan(ERROR_RATE);
  });

  test.each(MODELS)("%s never leaves its bound, at any scale", (model) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (scale) => {
        const bound = inputBound(model, scale);
        return draw(model, 50, scale).every((x) => Math.abs(x) <= bound);
      }),
      { numRuns: 50 },
    );
  });

  test("rejects a negative scale", () => {
    expect(() => drawInput(stream(1), "uniform", new Float64Array(1), -2)).toThrow(
      "drawInput: scale must be finite and >= 0, got -2",
    );
  });
});

describe("varianceProxy and inputBound", () => {
  test.each(MODELS)("%s: E exp(tx) <= exp(t^2 tau^2 / 2) for all t, and no smaller tau does", (model) => {
    const tau = varianceProxy(model, 1);
    for (let t = 0.01; t < 200; t *= 1.1)
      expect(cumulant[model](t)).toBeLessThanOrEqual(((t * tau) ** 2 / 2) * (1 + 1e-9));
    expect(cumulant[model](0.01)).toBeGreaterThan((0.01 * 0.999 * tau) ** 2 / 2);
  });

  test("are the section's constants: s, B, B / sqrt 3, and the bound that goes with each", () => {
    expect([varianceProxy("gaussian", 2), inputBound("gaussian", 2)]).toEqual([2, Infinity]);
    expect([varianceProxy("rademacher", 2), inputBound("rademacher", 2)]).toEqual([2, 2]);
    expect(varianceProxy("uniform", 2)).toBeCloseTo(2, 15);
    expect(inputBound("uniform", 2)).toBeCloseTo(2 * Math.sqrt(3), 15);
    expect(inputBound("gaussian", 0)).toBe(0);
  });

  test("reject a scale that is not a number", () => {
    expect(() => varianceProxy("gaussian", NaN)).toThrow("varianceProxy: scale must be finite and >= 0, got NaN");
    expect(() => inputBound("uniform", -1)).toThrow("inputBound: scale must be finite and >= 0, got -1");
  });
});
