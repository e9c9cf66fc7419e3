import { describe, expect, test } from "vitest";
import { sparseRow } from "../../src/attention/sparse-row.js";
import { softmax } from "../../src/attention/softmax.js";
import { RowSampler } from "../../src/limit/index.js";
import { logitShape } from "../../src/measure/logit-shape.js";
import type { MeasuredRow } from "../../src/measure/measured-row.js";
import { predictErrors } from "../../src/measure/predict-errors.js";
import { measureAttention, type Matrix, type MeasureRequest } from "../../src/measure/index.js";
import { rowVariance } from "../../src/measure/matrix.js";
import { fillNormal, stream } from "../../src/kit/random/index.js";

function gaussian(name: string, rows: number, columns: number, scale = 1): Matrix {
  const data = new Float64Array(rows * columns);
  fillNormal(stream(41, name), data, scale);
  return { rows, columns, data };
}

/** Frobenius norm of (P_k - P) V over that of P V, and mean total variation, entry by entry from the definitions. */
function byDefinition(
  { q, k, v, causal = false, scale }: MeasureRequest,
  window: number,
): { output: number; tv: number } {
  let [errors, output, tv] = [0, 0, 0];
  for (let i = 0; i < q.rows; i++) {
    const keys = causal ? i + 1 : k.rows;
    if (keys < 2) continue;
    const z = Float64Array.from({ length: keys }, (_, j) => {
      let sum = 0;
      for (let b = 0; b < q.columns; b++) sum += q.data[i * q.columns + b]! * k.data[j * k.columns + b]!;
      return scale! * sum;
    });
    const p = softmax(z);
    const kept = sparseRow(p, Math.min(window, keys));
    for (let b = 0; b < v!.columns; b++) {
      let [difference, full] = [0, 0];
      for (let j = 0; j < keys; j++) {
        difference += (kept[j]! - p[j]!) * v!.data[j * v!.columns + b]!;
        full += p[j]! * v!.data[j * v!.columns + b]!;
      }
      errors += difference ** 2;
      output += full ** 2;
    }
    tv += p.reduce((sum, x, j) => sum + Math.abs(x - kept[j]!), 0) / 2;
  }
  return { output: Math.sqrt(errors / output), tv: tv / (causal ? q.rows - 1 : q.rows) };
}

describe("measureAttention", () => {
  test.each([false, true])("errors of output and mass are those of the definitions (causal: %s)", (causal) => {
    const request = {
      q: gaussian("q", 40, 8),
      k: gaussian("k", 40, 8),
      v: gaussian("v", 40, 5),
      scale: 0.4,
      causal,
      tv: 0.05,
    };
    for (const { k, output, tv } of measureAttention(request).windows) {
      const expected = byDefinition(request, k);
      expect(output).toBeCloseTo(expected.output, 12);
      expect(tv).toBeCloseTo(expected.tv, 12);
    }
  });

  test("predicts what it measures where keys are Gaussian: total variation within .005, l2 within 3 %", () => {
    const x = gaussian("x", 600, 32);
    const { windows, budget, sigma, ...shape } = measureAttention({ q: x, k: x, v: gaussian("v", 600, 4), tv: 0.05 });
    for (const w of windows) {
      expect(Math.abs(w.tv - w.tvPredicted)).toBeLessThan(0.005);
      expect(Math.abs(w.l2 / w.l2Predicted - 1)).toBeLessThan(0.03);
      expect(Math.abs(w.output / w.outputPredicted - 1)).toBeLessThan(0.15); // the values are one draw
    }
    expect(Math.abs(budget.k / budget.kPredicted - 1)).toBeLessThan(0.03);
    expect(sigma.median).toBeCloseTo(1, 1);
    expect(shape.diagonal!.median).toBeCloseTo(Math.sqrt(32), 0);
    expect(Math.abs(shape.skewness.median)).toBeLessThan(0.05);
    expect(Math.abs(shape.excessKurtosis.median)).toBeLessThan(0.1);
    expect(shape.distance.median).toBeLessThan(0.04);
  });

  test("is unbiased: over 60 x 64 rows of independent logits the predicted total variation is the measured one", () => {
    // Queries along the axes: logit (i, j) is entry i of key j.
    const axes = Float64Array.from({ length: 64 * 64 }, (_, at) => (at % 65 === 0 ? 1 : 0));
    const q: Matrix = { rows: 64, columns: 64, data: axes };
    const excess = Array.from({ length: 60 }, (_, head) => {
      const k = gaussian(`bias ${head}`, 64, 64);
      const { windows } = measureAttention({ q, k, scale: 1, tv: 0.05, cross: true, seed: head });
      return windows.find((one) => one.k === 16)!;
    }).map(({ tv, tvPredicted }) => tvPredicted - tv);
    const mean = excess.reduce((a, b) => a + b) / excess.length;
    const error = Math.sqrt(excess.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / excess.length;
    expect(error).toBeLessThan(0.0007); // rows drawn at the measured deviation are off by .004
    expect(Math.abs(mean)).toBeLessThan(4 * error);
  });

  test("knows a row of two keys, its own among them, from its two logits alone", () => {
    const x = gaussian("two keys", 2, 4, 2);
    const { windows } = measureAttention({ q: x, k: x, causal: true, tv: 0.1 });
    expect(windows).toHaveLength(1);
    expect(windows[0]!.tvPredicted).toBeCloseTo(windows[0]!.tv, 12);
  });

  test("tells the shape of three logits in closed form", () => {
    // 1, 1, -2: mean 0, second moment 2, third -2, fourth 6.
    const { mean, sigma, skewness, excessKurtosis, distance } = logitShape(Float64Array.of(1, 1, -2));
    expect([mean, sigma]).toEqual([0, Math.SQRT2]);
    expect(skewness).toBeCloseTo(-1 / Math.SQRT2, 14);
    expect(excessKurtosis).toBeCloseTo(6 / 4 - 3, 14);
    // Below the two ones a normal law has Phi(1 / sqrt 2) = .760249938906524 (mpmath) of its mass, the sample a third.
    expect(distance).toBeCloseTo(0.760249938906524 - 1 / 3, 13);
  });

  test("has quartiles in their order, and c by the keys that a causal query sees", () => {
    const column = (...data: number[]): Matrix => ({ rows: data.length, columns: 1, data: Float64Array.from(data) });
    const spread = measureAttention({ q: column(0, 1, 2, 3, 4), k: column(0, 2), scale: 1, tv: 0.1 });
    expect(spread.mean).toEqual({ least: 0, lower: 1, median: 2, upper: 3, most: 4 });
    const causal = measureAttention({
      q: column(1, 1, 1),
      k: column(0, 2, 4),
      scale: 1,
      tv: 0.1,
      causal: true,
      cross: true,
    });
    // Rows of logits 0, 2 and 0, 2, 4: sigma = 1 and sqrt(8/3), n = 2 and 3.
    expect(causal.c.least).toBeCloseTo(1 / Math.sqrt(2 * Math.log(2)), 14);
    expect(causal.c.most).toBeCloseTo(Math.sqrt(8 / 3) / Math.sqrt(2 * Math.log(3)), 14);
  });

  test("predicts rows of more than 1024 keys at the scale of the unbiased variance, each draw from its own stream", () => {
    const [keys, sigma, k] = [1025, 2, 30];
    const row = { keys, self: undefined, shape: { sigma } } as unknown as MeasuredRow;
    const { tail } = predictErrors([row], [k], 9);
    const sampler = new RowSampler({ n: keys, scale: { sigma: sigma * Math.sqrt(1025 / 1024) }, windows: [k] });
    let sum = 0;
    for (let draw = 0; draw < 4096; draw++)
      sum += Math.exp(sampler.sample(stream(9, "predict", 0, draw)).windows[0]!.lnTail);
    expect(tail[0]! / (sum / 4096)).toBeCloseTo(1, 11);
  });

  test("takes a window that leaves exactly the budget: 2 of 4 equal keys leave one half", () => {
    const q: Matrix = { rows: 8, columns: 1, data: new Float64Array(8) };
    expect(measureAttention({ q, k: gaussian("k", 4, 1), tv: 0.5 }).budget.k).toBe(2);
  });

  test("sees logits that are not normal: keys of two clusters", () => {
    const k = gaussian("k", 500, 8, 0.2);
    for (let j = 0; j < 500; j += 2) k.data[j * 8] = k.data[j * 8]! + 3;
    const q: Matrix = { rows: 20, columns: 8, data: new Float64Array(160).fill(1) };
    const { excessKurtosis, distance } = measureAttention({ q, k, tv: 0.05 });
    expect(excessKurtosis.median).toBeLessThan(-1);
    expect(distance.median).toBeGreaterThan(0.1);
  });

  test("equal logits: every key counts alike, and nothing is undefined that the table shows", () => {
    const q: Matrix = { rows: 10, columns: 2, data: new Float64Array(20) };
    const { windows, budget, participation } = measureAttention({ q, k: gaussian("k", 100, 2), tv: 0.255 });
    expect(budget.k).toBe(75);
    expect(budget.kTypical).toBe(75);
    expect(participation.median).toBeCloseTo(100, 9);
    for (const { k, tv } of windows) expect(tv).toBeCloseTo(1 - k / 100, 12);
  });

  test("interpolates the predicted window in ln k: tails 1 - k/100 at 64 and 96 keys are .255 at 64 (3/2)^.328125", () => {
    const q: Matrix = { rows: 10, columns: 2, data: new Float64Array(20) };
    const { budget } = measureAttention({ q, k: gaussian("k", 100, 2), tv: 0.255 });
    expect(budget.kPredicted).toBe(74); // 73.1 rounded up; linear in k it would be 74.5
  });

  test("has the skewness and kurtosis of two values, whatever their distance: logits 0 with share 1/5, h with 4/5", () => {
    // (1 - 2 p) / sqrt(p q) = -3/2 and (1 - 6 p q) / (p q) = 1/4, p = 4/5
    for (const h of [0.01, 1, 20]) {
      const q: Matrix = { rows: 3, columns: 1, data: new Float64Array(3).fill(1) };
      const k: Matrix = {
        rows: 50,
        columns: 1,
        data: Float64Array.from({ length: 50 }, (_, j) => (j % 5 > 0 ? h : 0)),
      };
      const { sigma, skewness, excessKurtosis } = measureAttention({ q, k, scale: 1, tv: 0.1, cross: true });
      expect(sigma.median / h).toBeCloseTo(0.4, 10);
      expect(skewness.median).toBeCloseTo(-1.5, 9);
      expect(excessKurtosis.median).toBeCloseTo(0.25, 9);
    }
  });

  test("predicts the output's error from the values' mean squared distance from their mean, 40/9 by hand", () => {
    // Values (0, 0), (2, 0), (0, 4): mean (2/3, 4/3), squared distances 20/9, 32/9, 68/9, their mean 40/9.
    expect(rowVariance({ rows: 3, columns: 2, data: Float64Array.of(0, 0, 2, 0, 0, 4) })).toBeCloseTo(40 / 9, 14);
  });

  test("errors name the function, the requirement and the value", () => {
    const q = gaussian("q", 4, 3);
    expect(() => measureAttention({ q, k: gaussian("k", 5, 2), tv: 0.1 })).toThrow("the same width, got 3 and 2");
    expect(() => measureAttention({ q, k: gaussian("k", 5, 3), tv: 0.1, causal: true })).toThrow("got 4 and 5");
    expect(() => measureAttention({ q, k: q, v: gaussian("v", 5, 3), tv: 0.1 })).toThrow("got 5 for 4");
    expect(() => measureAttention({ q, k: q, tv: 0.1, rows: 0 })).toThrow("rows must be an integer >= 1, got 0");
  });
});
