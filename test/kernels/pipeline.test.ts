import { describe, expect, it } from "vitest";
import {
  measureRows,
  measureRowsByDefinition,
  randomWeights,
  RowEngine,
  type RowQuestions,
  type RowSource,
} from "../../src/attention/index.js";
import { drawInputs, type Precision } from "../../src/kernels/index.js";
import { stream, type InputModel } from "../../src/kit/random/index.js";
import { differingColumns, worstError } from "./compare.js";

/** The kernel against the reference on the same logits. */
const TOLERANCE: Readonly<Record<Precision, number>> = { float32: 5e-6, float64: 1e-12 };
const PRECISIONS: readonly Precision[] = ["float32", "float64"];
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100, 257, 1000];

function inputs(rows: number, d: number, name: string, model: InputModel = "gaussian"): Float64Array {
  const x = new Float64Array(rows * d);
  drawInputs(stream(5, name, rows, d), model, x);
  return x;
}

/** Every window of a short row, or some of a long one, and thresholds around 1/n. */
function questionsFor(n: number): RowQuestions {
  const windows = n <= 20 ? Array.from({ length: n }, (_, k) => k + 1) : [1, 2, 3, Math.floor(n / 3), n - 1, n, 17];
  return { windows, thresholds: [2 / n, 1 / n, 0.3 / n, 0, 1] };
}

/** Logits as float32 numbers, so that both precisions see the same. */
function singleLogits(n: number, sigma: number): Float64Array {
  return inputs(n, 1, "logits").map((z) => Math.fround(sigma * z));
}

describe.each(PRECISIONS)("rows in %s", (precision) => {
  it("agree with the definition for given logits of every length around the vector width", () => {
    for (const n of SIZES) {
      for (const sigma of [0.01, 1, 4]) {
        const source: RowSource = { kind: "logits", keys: n, logits: singleLogits(n, sigma) };
        const { error, at } = worstError(
          measureRows(source, questionsFor(n), precision),
          measureRowsByDefinition(source, questionsFor(n)),
        );
        expect(error, `n = ${n}, sigma = ${sigma}, ${at}`).toBeLessThan(TOLERANCE[precision]);
      }
    }
  });

  it("agree with the definition for inputs and weights, whole, causal and crossed, with values", () => {
    for (const [n, d, model] of [
      [1, 1, "gaussian"],
      [5, 1, "uniform"],
      [37, 3, "rademacher"],
      [130, 16, "gaussian"],
    ] as const) {
      const weights = randomWeights(stream(5, "weights"), d);
      const x = inputs(n, d, "inputs", model);
      const shared = { kind: "inputs", weights, inputs: x, values: { d: 5, entries: inputs(n, 5, "values") } } as const;
      const sources: RowSource[] = [
        shared,
        { ...shared, causal: true },
        { ...shared, queries: inputs(3, d, "queries") },
      ];
      for (const source of sources) {
        const asked = questionsFor(n);
        const { error, at } = worstError(measureRows(source, asked, precision), measureRowsByDefinition(source, asked));
        expect(error, `n = ${n}, d = ${d}, ${at}`).toBeLessThan(TOLERANCE[precision]);
      }
    }
  });

  it("agree with the definition for queries and keys, and for the row law", () => {
    const sources: RowSource[] = [
      { kind: "keys", d: 8, queries: inputs(6, 8, "q"), keys: inputs(51, 8, "k"), scale: 8 ** -0.5 },
      { kind: "keys", d: 8, queries: inputs(51, 8, "q"), keys: inputs(51, 8, "k"), scale: 8 ** -0.5, causal: true },
      { kind: "law", keys: 501, rows: 3, sigma: 2, seed: 9, path: ["law"] },
    ];
    for (const source of sources) {
      const asked = { windows: [1, 4, 30], thresholds: [0.01] };
      const { error, at } = worstError(measureRows(source, asked, precision), measureRowsByDefinition(source, asked));
      expect(error, at).toBeLessThan(TOLERANCE[precision]);
    }
  });

  it("know equal logits exactly: err^2 = 1/k - 1/n", () => {
    for (const n of [1, 6, 4099]) {
      const k = Math.ceil(n / 3);
      const row = measureRows(
        { kind: "logits", keys: n, logits: new Float64Array(n).fill(-3) },
        { windows: [k], thresholds: [0.5 / n, 1 / n] },
        precision,
      );
      expect(row.participation[0]).toBeCloseTo(n, 8);
      expect(row.entropy[0]).toBeCloseTo(Math.log(n), 12);
      expect(row.l2[0]).toBeCloseTo(Math.sqrt(1 / k - 1 / n), 14);
      expect(Array.from(row.above)).toEqual([n, 0]);
    }
  });

  it("count entries above eps exactly, also where eps is one of them", () => {
    const n = 300;
    const logits = singleLogits(n, 1.5);
    const windows = Array.from({ length: n - 1 }, (_, k) => k + 1);
    const source: RowSource = { kind: "logits", keys: n, logits };
    const row = measureRows(source, { windows, thresholds: [] }, precision);
    const p = [row.largest[0]!, ...row.next]; // all of the kernel's own probabilities, in decreasing order
    const thresholds = p.flatMap((x) => [x, x * (1 - 2 ** -53), x * (1 + 2 ** -52)]);
    const { above } = measureRows(source, { windows, thresholds }, precision); // the same windows: the same sum
    expect(Array.from(above)).toEqual(thresholds.map((eps) => p.filter((x) => x > eps).length));
  });

  it("are the same bits in whatever block, order and memory they are computed", () => {
    const [n, d] = [203, 9];
    const source: RowSource = {
      kind: "inputs",
      weights: randomWeights(stream(5, "w"), d),
      inputs: inputs(n, d, "x"),
      causal: true,
      values: { d: 9, entries: inputs(n, d, "x") },
    };
    const asked = questionsFor(n);
    const whole = new RowEngine().open(source, asked, precision).measure();
    const poisoned = new RowEngine();
    poisoned
      .open({ kind: "logits", keys: 5000, logits: new Float64Array(5000).fill(3e38) }, asked, precision)
      .measure();
    const rows = Int32Array.from({ length: n }, (_, i) => (i * 101) % n);
    const shuffled = poisoned.open(source, asked, precision).measure(rows);
    const expected = new RowEngine().open(source, asked, precision);
    rows.forEach((row, line) => {
      const one = expected.measure([row]);
      expect(shuffled.l2.slice(line * asked.windows.length, (line + 1) * asked.windows.length)).toEqual(one.l2);
      expect(shuffled.output!.error.slice(line * asked.windows.length, (line + 1) * asked.windows.length)).toEqual(
        one.output!.error,
      );
      expect(whole.lnSum[row]).toBe(one.lnSum[0]);
      expect(whole.above.slice(row * asked.thresholds.length, (row + 1) * asked.thresholds.length)).toEqual(one.above);
    });
    expect(differingColumns(poisoned.open(source, asked, precision).measure(), whole)).toEqual([]);
  });

  it("answer windows in the order asked, also repeated ones", () => {
    const source: RowSource = { kind: "logits", keys: 20, logits: singleLogits(20, 1) };
    const { tail } = measureRows(source, { windows: [7, 2, 7], thresholds: [] }, precision);
    expect(tail[0]).toBe(tail[2]);
    expect(tail[1]).toBeGreaterThan(tail[0]!);
  });

  it("refuse NaN and infinities, naming row and key", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (const key of [0, 4, 8]) {
        const logits = new Float64Array(18);
        logits[9 + key] = bad;
        expect(() =>
          measureRows({ kind: "logits", keys: 9, logits }, { windows: [1], thresholds: [] }, precision),
        ).toThrow(`measureRows: logits must be finite, got ${bad} at row 1, key ${key}`);
      }
    }
    const keys = Float64Array.of(1, NaN, 1);
    expect(() =>
      measureRows({ kind: "keys", d: 1, queries: keys, keys }, { windows: [1], thresholds: [] }, precision),
    ).toThrow("got NaN at row 0, key 1");
  });
});

it("counts in float32 what it counts in float64, but for entries within 1e-5 of eps", () => {
  const [n, d] = [2000, 64];
  const source: RowSource = { kind: "inputs", weights: randomWeights(stream(5, "w"), d), inputs: inputs(n, d, "x") };
  const thresholds = [1e-2, 1e-3, 5e-4, 1e-4];
  const near = (factor: number): number[] => thresholds.map((eps) => eps * factor);
  const rows = Int32Array.from({ length: 64 }, (_, i) => 31 * i);
  const count = (eps: number[], precision: Precision): Float64Array =>
    new RowEngine().open(source, { windows: [1], thresholds: eps }, precision).measure(rows).above;
  const [single, more, fewer] = [
    count(thresholds, "float32"),
    count(near(1 - 1e-5), "float64"),
    count(near(1 + 1e-5), "float64"),
  ];
  single.forEach((c, i) => {
    expect(c).toBeLessThanOrEqual(more[i]!);
    expect(c).toBeGreaterThanOrEqual(fewer[i]!);
  });
});

describe("the pipeline's bounds", () => {
  const source: RowSource = { kind: "logits", keys: 4, logits: new Float64Array(4) };
  it("are named with the value that breaks them", () => {
    const ask = (windows: number[], thresholds: number[]) => () => measureRows(source, { windows, thresholds });
    expect(ask([5], [])).toThrow("measureRows: k must be an integer in [1, 4], got 5");
    expect(ask([1.5], [])).toThrow("measureRows: k must be an integer in [1, 4], got 1.5");
    expect(ask([1], [-1])).toThrow("measureRows: eps must be finite and >= 0, got -1");
    expect(() => measureRows({ ...source, logits: new Float64Array(6) }, { windows: [], thresholds: [] })).toThrow(
      "measureRows: rows must be an integer >= 1, got 1.5",
    );
    expect(() =>
      measureRows({ ...source, values: { d: 2, entries: new Float64Array(7) } }, { windows: [], thresholds: [] }),
    ).toThrow("measureRows: values must be 4 x 2, got 7 entries");
  });

  it("stop at the memory's ceiling, and where the engine has moved on", () => {
    const engine = new RowEngine(2 ** 20);
    const large: RowSource = { kind: "logits", keys: 2 ** 16, logits: new Float64Array(2 ** 16) };
    expect(() => engine.open(large, { windows: [], thresholds: [] }, "float64")).toThrow(
      /Arena\.take: \d+ bytes are needed, the ceiling is 1048576/,
    );
    const first = engine.open(source, { windows: [], thresholds: [] }, "float64");
    engine.open(source, { windows: [], thresholds: [] }, "float64");
    expect(() => first.measure()).toThrow("OpenRows.measure: the engine has opened another source since");
  });
});
