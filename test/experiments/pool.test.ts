import { describe, expect, it } from "vitest";
import { frobeniusNorm, isotropicWeights, measureRowsByDefinition, randomWeights } from "../../src/attention/index.js";
import {
  BlockError,
  forEachMatrix,
  measureMatrices,
  measureMatricesAtScales,
  type MatrixPlan,
} from "../../src/experiments/index.js";
import { drawInput, stream } from "../../src/kit/random/index.js";

const PLAN = {
  seed: 7,
  path: ["pool"],
  matrices: 3,
  n: 300,
  input: "gaussian" as const,
  inputScale: 1,
  weights: isotropicWeights(8),
  attention: "self" as const,
  rows: "all" as const,
  values: "inputs" as const,
  precision: "float32" as const,
  windows: [1, 8, 64],
  thresholds: [1e-3, 1e-2],
} satisfies MatrixPlan;

describe("matrices measured by workers", () => {
  it("are the same bits for 1, 2 and 8 workers and any split into blocks", async () => {
    const alone = await measureMatrices(PLAN, { workers: 1 });
    for (const [workers, blockAtoms] of [
      [1, 1],
      [2, 4],
      [8, 1],
    ] as const) {
      expect(await measureMatrices(PLAN, { workers, blockAtoms })).toEqual(alone);
    }
    const others: MatrixPlan[] = [
      { ...PLAN, rows: 40, attention: "cross" },
      { ...PLAN, attention: "causal" },
    ];
    for (const plan of others) {
      const whole = await measureMatrices(plan, { workers: 1 });
      expect(await measureMatrices(plan, { workers: 2, blockAtoms: 1 })).toEqual(whole);
    }
  });

  it("are the matrices of forEachMatrix, and their norms those of the definitions", async () => {
    const plan = { ...PLAN, n: 70, matrices: 1, precision: "float64" } as const;
    const norms = await measureMatrices(plan, { workers: 1 });
    const inputs = new Float64Array(70 * 8);
    drawInput(stream(7, "pool", 0), "gaussian", inputs);
    const rows = measureRowsByDefinition(
      { kind: "inputs", inputs, weights: plan.weights, values: { d: 8, entries: inputs } },
      plan,
    );
    const column = (values: Float64Array, w: number): Float64Array => values.filter((_, i) => i % 3 === w);
    const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
    for (const w of [0, 1, 2]) {
      const close = (actual: Float64Array, expected: number): void => {
        expect(Math.abs(actual[w]! / expected - 1)).toBeLessThan(1e-12);
      };
      close(norms.meanTail, sum(column(rows.tail, w)) / 70);
      close(norms.frobenius, Math.sqrt(sum(column(rows.l2, w).map((x) => x * x))));
      close(norms.maxRowL1, Math.max(...column(rows.l1, w)));
      close(norms.entrywiseMax, Math.max(...column(rows.linf, w)));
      close(norms.maxOutput!, Math.max(...column(rows.output!.error, w)));
    }
    expect(norms.R[0]! / Math.max(...rows.queryNorm!)).toBeCloseTo(1, 12); // tau = 1
    expect(norms.meanRowScale[0]! / (sum(rows.queryNorm!) / 70)).toBeCloseTo(1, 12);
    forEachMatrix(7, ["pool"], plan, 1, ({ z, rowNorms }) => {
      expect(rowNorms).toEqual(rows.queryNorm);
      expect(Math.log(z.subarray(0, 70).reduce((s, x) => s + Math.exp(x), 0))).toBeCloseTo(rows.lnSum[0]!, 12);
    });
  });

  it("of several hundred rows, random weights and scaled cross-attention are those of the definitions, each by itself", async () => {
    const [n, d, inputScale] = [300, 8, 0.5];
    const weights = { label: "random", d, scale: 2 } as const;
    const plan = { ...PLAN, n, matrices: 2, inputScale, weights, attention: "cross", precision: "float64" } as const;
    const norms = await measureMatrices(plan, { workers: 1 });
    const sampled = await measureMatrices({ ...plan, rows: 40 }, { workers: 1 });
    for (const m of [0, 1]) {
      const [inputs, queries] = [new Float64Array(n * d), new Float64Array(n * d)];
      drawInput(stream(7, "pool", m), "gaussian", inputs, inputScale);
      drawInput(stream(7, "pool", m, "queries"), "gaussian", queries, inputScale);
      const values = { d, entries: inputs };
      const given = {
        kind: "inputs",
        inputs,
        queries,
        values,
        weights: randomWeights(stream(7, "pool", m, "weights"), d, 2),
      } as const;
      const rows = measureRowsByDefinition(given, plan);
      const closeAt = (actual: Float64Array, at: number, expected: number): void =>
        expect(actual[at]! / expected).toBeCloseTo(1, 11);
      closeAt(norms.R, m, inputScale * Math.max(...rows.queryNorm!));
      for (const w of [0, 1, 2]) {
        const column = (of: Float64Array): Float64Array => of.filter((_, i) => i % 3 === w);
        closeAt(norms.maxRowL1, 3 * m + w, 2 * Math.max(...column(rows.tail)));
        closeAt(norms.entrywiseMax, 3 * m + w, Math.max(...column(rows.linf)));
        closeAt(norms.maxOutput!, 3 * m + w, Math.max(...column(rows.output!.error)));
        // The middles of 40 equal parts of the matrix.
        const chosen = Array.from({ length: 40 }, (_, r) => Math.floor((r + 0.5) * 7.5));
        const mean = (of: (i: number) => number): number => chosen.reduce((sum, i) => sum + of(i), 0) / 40;
        closeAt(
          sampled.meanTail,
          3 * m + w,
          mean((i) => column(rows.tail)[i]!),
        );
        closeAt(sampled.frobenius, 3 * m + w, Math.sqrt(n * mean((i) => column(rows.l2)[i]! ** 2)));
      }
      for (const t of [0, 1])
        expect(norms.mostAbove[2 * m + t]).toBe(Math.max(...rows.above.filter((_, i) => i % 2 === t)));
    }
  });

  it("have random weights of mean square Frobenius norm scale^2: 200 of them, to 5 standard errors", () => {
    const squares = Array.from(
      { length: 200 },
      (_, i) => frobeniusNorm(randomWeights(stream(8, "scale", i), 16, 3)) ** 2,
    );
    const mean = squares.reduce((sum, x) => sum + x, 0) / 200;
    const error = Math.sqrt(squares.reduce((sum, x) => sum + (x - mean) ** 2, 0)) / 200;
    expect(error).toBeLessThan(0.1);
    expect(Math.abs(mean - 9)).toBeLessThan(5 * error);
  });

  it("have the maxima of all their rows, not of the last 256 only", async () => {
    const plan = { ...PLAN, matrices: 1, precision: "float64", windows: [8] } as const;
    const norms = await measureMatrices(plan, { workers: 1 });
    const inputs = new Float64Array(300 * 8);
    drawInput(stream(7, "pool", 0), "gaussian", inputs);
    const rows = measureRowsByDefinition(
      { kind: "inputs", inputs, weights: plan.weights, values: { d: 8, entries: inputs } },
      plan,
    );
    const above = [0, 1].map((t) => rows.above.filter((_, i) => i % 2 === t));
    const pairs: [number, Float64Array][] = [
      [norms.maxRowL1[0]!, rows.l1],
      [norms.entrywiseMax[0]!, rows.linf],
      [norms.maxOutput![0]!, rows.output!.error],
      [norms.R[0]!, rows.queryNorm!], // tau = 1
      [norms.mostAbove[0]!, above[0]!],
      [norms.mostAbove[1]!, above[1]!],
    ];
    for (const [value, ofRows] of pairs) expect(value / Math.max(...ofRows)).toBeCloseTo(1, 12);
    // Some of the maxima lie among the first rows: those that a mere copy of the last sums would lose.
    expect(pairs.some(([, ofRows]) => ofRows.indexOf(Math.max(...ofRows)) < 256)).toBe(true);
  });

  it("are at scale s what weights s times as large make them, drawn once", async () => {
    const plan = { ...PLAN, rows: 40, precision: "float64" } as const;
    const [one, four] = await measureMatricesAtScales(plan, [1, 4], { workers: 1 });
    expect(one).toEqual(await measureMatrices(plan, { workers: 1 }));
    const larger = await measureMatrices({ ...plan, weights: isotropicWeights(8, 4) }, { workers: 1 });
    four!.frobenius.forEach((x, i) => expect(Math.abs(x / larger.frobenius[i]! - 1)).toBeLessThan(1e-12));
  });

  it("are drawn anew where the weights differ in one entry, or the stream in one word", async () => {
    const plan = { ...PLAN, n: 80, matrices: 1 };
    const entries = plan.weights.entries.map((x, i) => (i === 63 ? x + 1 : x));
    const others: MatrixPlan[] = [
      { ...plan, weights: { ...plan.weights, entries } },
      { ...plan, path: ["pool", "again"] },
    ];
    for (const other of others) {
      const [first, second] = [
        await measureMatrices(plan, { workers: 1 }),
        await measureMatrices(other, { workers: 1 }),
      ];
      expect(second.meanTail).not.toEqual(first.meanTail);
      expect(await measureMatrices(structuredClone(plan), { workers: 1 })).toEqual(first);
    }
  });

  it("give a sample's norms close to the whole's, and no others", async () => {
    const whole = await measureMatrices(PLAN, { workers: 1 });
    const sample = await measureMatrices({ ...PLAN, rows: 150 }, { workers: 1 });
    expect(sample).not.toHaveProperty("maxRowL1");
    expect(sample).not.toHaveProperty("entrywiseMax");
    sample.frobenius.forEach((x, i) => expect(Math.abs(x / whole.frobenius[i]! - 1)).toBeLessThan(0.1));
  });

  it("report progress, block by block", async () => {
    const seen: string[] = [];
    await measureMatrices(PLAN, { workers: 1, blockAtoms: 2, onProgress: (done, of) => seen.push(`${done}/${of}`) });
    expect(seen).toEqual(["1/3", "2/3", "3/3"]);
  });

  it.each([1, 2])("stop when cancelled, with the reason, on %i workers", async (workers) => {
    const abort = new AbortController();
    const run = measureMatrices(
      { ...PLAN, matrices: 1000 },
      { workers, blockAtoms: 1, signal: abort.signal, onProgress: () => abort.abort(new Error("enough")) },
    );
    await expect(run).rejects.toThrow("enough");
  });

  it("report a worker that dies with its block and its seed", async () => {
    const error = await measureMatrices({ ...PLAN, path: ["test: exit"] }, { workers: 2, blockAtoms: 6 }).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(BlockError);
    expect((error as BlockError).message).toBe(
      'block 0 (n = 300, matrices 0..2 of the stream [7,"test: exit"], atoms 0..5) failed: worker exited with code: 3',
    );
  });

  it.each([1, 2])("keep to the memory's ceiling, on %i workers", async (workers) => {
    const run = measureMatrices({ ...PLAN, n: 5000, rows: 4, matrices: 1 }, { workers, memory: workers * 2 ** 19 });
    await expect(run).rejects.toThrow(/block 0 .* failed: Arena\.take: \d+ bytes are needed, the ceiling is 524288/);
  });

  it("refuse plans that do not fit", async () => {
    await expect(measureMatrices({ ...PLAN, rows: 301 }, { workers: 1 })).rejects.toThrow(
      'selectedRows: rows must be "all" or an integer in [1, 300], got 301',
    );
    await expect(measureMatrices(PLAN, { workers: 0 })).rejects.toThrow(
      "runBlocks: workers must be an integer >= 1, got 0",
    );
  });
});
