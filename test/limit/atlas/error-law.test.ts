import { describe, expect, it } from "vitest";
import { rowErrors } from "../../../src/attention/row-identities.js";
import { softmax } from "../../../src/attention/softmax.js";
import { errorLaw, keptRatios, limitExponent, lnNormLaw, strategyWindow } from "../../../src/limit/atlas/index.js";
import { lnScaledTail } from "../../../src/limit/atlas/kept-ratios.js";
import { logNormalTail, normalHazard, normalTail } from "../../../src/kit/probability/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

/** E[f(x) | x > y] of a standard normal x, by Simpson's rule on a fine grid: an integral of its own. */
function meanAbove(y: number, f: (x: number) => number): number {
  const [width, steps] = [14, 40_000];
  const h = width / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const x = y + i * h;
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * f(x) * Math.exp(-0.5 * x * x);
  }
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI) / normalTail(y);
}

describe("keptRatios", () => {
  it.each([
    [1, 0.5],
    [2.5, 1],
    [3, 2],
  ])("are exact for one kept logit: its p_k is 1, y=%d, sigma=%d", (y, sigma) => {
    const { squares, logit } = keptRatios(y, 1, sigma);
    expect(squares).toBeCloseTo(1, 6);
    expect(logit).toBeCloseTo(normalHazard(y) - y, 6);
  });

  it.each([
    [1.5, 1],
    [3, 2],
  ])("are a double integral for two kept logits, y=%d, sigma=%d", (y, sigma) => {
    // p_k = (u, 1 - u) with u the logistic function of sigma (x - x')
    const share = (x: number, other: number): number => 1 / (1 + Math.exp(sigma * (other - x)));
    const inner = (f: (u: number, x: number) => number): number => {
      const [width, steps] = [9, 900]; // Simpson in both variables
      const h = width / steps;
      let [sum, mass] = [0, 0];
      for (let i = 0; i <= steps; i++) {
        const a = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
        const x = y + i * h;
        for (let j = 0; j <= steps; j++) {
          const b = j === 0 || j === steps ? 1 : j % 2 === 1 ? 4 : 2;
          const other = y + j * h;
          const p = a * b * Math.exp(-0.5 * (x * x + other * other));
          mass += p;
          sum += p * f(share(x, other), x);
        }
      }
      return sum / mass;
    };
    const { squares, logit } = keptRatios(y, 2, sigma);
    expect(squares / inner((u) => u * u + (1 - u) ** 2)).toBeCloseTo(1, 5);
    expect(logit / inner((u, x) => 2 * u * (x - y))).toBeCloseTo(1, 5);
  });

  it("tend to moments for many kept logits: squares to E v^2 / (k (E v)^2), the logit to the tilted mean", () => {
    const [y, sigma, k] = [1, 0.5, 1e6];
    const v = meanAbove(y, (x) => Math.exp(sigma * (x - y)));
    const v2 = meanAbove(y, (x) => Math.exp(2 * sigma * (x - y)));
    const { squares, logit } = keptRatios(y, k, sigma);
    expect((squares * k * v * v) / v2).toBeCloseTo(1, 4);
    expect(logit).toBeCloseTo(sigma + normalHazard(y - sigma) - y, 4);
  });

  it("become those of equal weights at sigma -> 0", () => {
    expect(keptRatios(2, 7, 1e-6).squares).toBeCloseTo(1 / 7, 6);
  });
});

describe("lnScaledTail", () => {
  it.each([-8, -1, 0, 1, 8, 300])("is ln(e^(x^2/2) Phic(x)) at x=%d", (x) => {
    expect(lnScaledTail(x)).toBeCloseTo(logNormalTail(x) + 0.5 * x * x, x > 100 ? 8 : 12);
  });
});

describe("errorLaw", () => {
  // 3,000 rows: the standard errors of mean and median below are at most 1 %; the law's own bias is below 1 %.
  it.each([
    { n: 1024, k: 4, sigma: 1 },
    { n: 1024, k: 32, sigma: 1 },
    { n: 1024, k: 256, sigma: 0.5 },
  ])("is within 4 % of 3,000 drawn rows, n=$n, k=$k, sigma=$sigma", ({ n, k, sigma }) => {
    const source = stream(7, "error-law", k);
    const logits = new Float64Array(n);
    const sums = { tail: 0, squares: 0, along: 0 };
    const largest: number[] = [];
    const rows = 3000;
    for (let row = 0; row < rows; row++) {
      fillNormal(source, logits, sigma);
      logits.sort().reverse();
      const p = softmax(logits);
      const [errors] = rowErrors(p, [k]);
      sums.tail += errors!.tail / rows;
      sums.squares += errors!.l2 ** 2 / rows;
      largest.push(errors!.linf);
      const mean = (from: number, to: number): number => {
        let [weighted, mass] = [0, 0];
        for (let j = from; j < to; j++) {
          weighted += p[j]! * logits[j]!;
          mass += p[j]!;
        }
        return weighted / mass / sigma;
      };
      sums.along += (mean(0, k) - mean(0, n)) / rows;
    }
    const law = errorLaw(n, k, sigma);
    const median = largest.sort((a, b) => a - b)[rows / 2]!;
    expect(Math.abs(Math.exp(law.lnTail) / sums.tail - 1)).toBeLessThan(0.04);
    expect(Math.abs(Math.exp(2 * law.lnL2) / sums.squares - 1)).toBeLessThan(0.04);
    expect(Math.abs(Math.exp(law.lnMax) / median - 1)).toBeLessThan(0.04);
    expect(Math.abs(law.along / sums.along - 1)).toBeLessThan(0.04);
  });

  it("is exact at equal logits in the limit sigma -> 0", () => {
    const [n, k] = [100, 10];
    const law = errorLaw(n, k, 1e-7);
    expect(Math.exp(law.lnTail)).toBeCloseTo(1 - k / n, 6);
    expect(Math.exp(2 * law.lnL2)).toBeCloseTo(1 / k - 1 / n, 6);
    expect(Math.exp(law.lnMax)).toBeCloseTo(1 / k - 1 / n, 6);
  });

  it("is continuous where n passes from integers to logarithms, and where sums pass to their means", () => {
    const ln = Math.log(2 ** 40);
    const [near, far] = [errorLaw({ ln: 36.7 }, 4, 1), errorLaw({ ln: 36.77 }, 4, 1)];
    expect(far.lnMax - near.lnMax).toBeCloseTo(0, 2);
    expect(far.lnL2 - near.lnL2).toBeCloseTo(0, 2);
    const [few, many] = [errorLaw({ ln }, 999_999, 1), errorLaw({ ln }, 1_000_001, 1)];
    for (const name of ["lnTail", "lnL2", "lnMax"] as const) expect(many[name]).toBeCloseTo(few[name], 3);
    expect(many.along).toBeCloseTo(few.along, 2);
  });

  it("has the atlas's limits: h(t - sigma) along the query, a constant window's 1/k and k^(-1/2)", () => {
    const n = { ln: 1e8 };
    const law = errorLaw(n, 4, 1);
    expect(Math.exp(law.lnMax)).toBeCloseTo(1 / 4, 3);
    expect(Math.exp(law.lnL2)).toBeCloseTo(1 / 2, 3);
    const half = errorLaw(n, strategyWindow("k = √n", n), 1);
    expect(half.along / (Math.sqrt(1e8) - 1)).toBeCloseTo(1, 4); // sqrt(2 (1 - C) ln n) - sigma
  });

  it("refuses what has no law", () => {
    expect(() => errorLaw(100, 100, 1)).toThrow("errorLaw: k must be below n");
    expect(() => errorLaw(100, 10, 0)).toThrow("errorLaw: sigma must be finite and > 0, got 0");
  });
});

describe("the atlas", () => {
  it("adds half an exponent from the rows to the Frobenius norm, and sqrt(d - 1) to the orthogonal output", () => {
    const [row, all] = [lnNormLaw("l2", 1024, "k = √n", 1), lnNormLaw("frobenius", 1024, "k = √n", 1)];
    expect(all - row).toBeCloseTo(0.5 * Math.log(1024), 12);
    expect(lnNormLaw("orthogonal", 1024, "k = √n", 1, 7) - row).toBeCloseTo(0.5 * Math.log(7), 12);
  });

  it("has the exponents of k = n^C", () => {
    expect(limitExponent("max", "k = n^(3/4)")).toBe(-0.75);
    expect(limitExponent("l2", "k = √n")).toBe(-0.25);
    expect(limitExponent("frobenius", "k = ln n")).toBe(0.5);
    expect(limitExponent("tv", "k = √n")).toBe(0);
  });

  it("rounds windows of integer lengths", () => {
    expect(strategyWindow("k = ln n", 512)).toBe(6);
    expect(strategyWindow("k = ln n / ln ln n", 512)).toBe(4);
    expect(strategyWindow("k = ln n / ln ln n", { ln: 1e8 })).toBe(Math.ceil(1e8 / Math.log(1e8)));
    expect(strategyWindow("k = n^(3/4)", 512)).toBe(108);
    expect(strategyWindow("k = √n", { ln: 1000 })).toEqual({ ln: 500 });
  });
});
