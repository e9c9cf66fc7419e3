import { describe, expect, it } from "vitest";
import { lnErrorRatio } from "../../src/claims/practical/estimate-trend.js";
import { sampleEstimates } from "../../src/claims/practical/estimates.js";
import { EQUAL_COST_HEADER, multiplyAddTable } from "../../src/claims/index.js";
import { readSession } from "../../src/kit/notebook/session.js";
import { idealKeys, nystromformer, performer, SPARSE, valueMean } from "../../src/practical/index.js";
import { readTex } from "../support/tex.js";

const context = readSession({ NCSPARSE_SEED: "7" });
const plan = { input: "Gaussian", n: 32, d: 8, draws: 3 } as const;

describe("samples of estimates", () => {
  it("take the same heads at every scale and budget, and other ones for the control", () => {
    const error = (s: number, k: number, role: "claim" | "control"): number =>
      sampleEstimates({ ...plan, s, k, estimators: [valueMean] }, context, role).of(valueMean)![0]!.output;
    expect(error(1, 8, "claim")).toBe(error(1, 16, "claim"));
    expect(error(1, 8, "claim")).not.toBe(error(1, 8, "control"));
    // At a small scale the mean is off by s times what depends on the head alone.
    expect(error(2e-4, 8, "claim") / error(1e-4, 8, "claim")).toBeCloseTo(2, 3);
  });

  it("give an estimate the same randomness whichever others are made beside it", () => {
    const [alone, beside] = [[performer], [idealKeys, performer]].map((estimators) =>
      sampleEstimates({ ...plan, s: 1, k: 16, estimators }, context, "claim").of(performer),
    );
    expect(alone).toEqual(beside);
  });

  it("have nothing where the budget does not buy a method", () => {
    const hashed = SPARSE.find(({ name }) => name === "LSH buckets")!;
    const sample = sampleEstimates({ ...plan, s: 1, k: 2, estimators: [idealKeys, hashed] }, context, "claim");
    expect(sample.of(idealKeys)).toHaveLength(3);
    expect(sample.of(hashed)).toBeUndefined();
  });
});

describe("the ratio of two errors", () => {
  const pair = [idealKeys, nystromformer] as const;
  const request = { ...plan, s: 1, k: 8, estimators: pair };

  it("is ln of the first over the second, head by head", () => {
    const sample = sampleEstimates(request, context, "claim");
    const ratios = lnErrorRatio("output", pair, request, context, "claim");
    ratios.forEach((ln, draw) =>
      expect(Math.exp(ln)).toBeCloseTo(
        sample.of(idealKeys)![draw]!.output / sample.of(nystromformer)![draw]!.output,
        12,
      ),
    );
  });

  it("is refused where one of them has no such error", () => {
    expect(() => lnErrorRatio("variation", pair, request, context, "claim")).toThrow(
      "lnErrorRatio: Nyströmformer must have an error of the variation at k = 8, got none",
    );
  });
});

describe("the table of multiply-adds", () => {
  it("has the methods of the table of errors, each with a formula that the report reads and an m", () => {
    const rows = multiplyAddTable();
    expect(rows.map(([name]) => name)).toEqual(EQUAL_COST_HEADER.slice(1));
    for (const [, , cost, m] of rows) {
      expect(() => readTex(String(cost).slice(1, -1)), String(cost)).not.toThrow();
      expect(m).toBeGreaterThanOrEqual(1);
    }
  });
});
