import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chiSquareTail } from "../../../src/kit/probability/index.js";
import { drawInput, fillNormal, normal, stream, type Stream } from "../../../src/kit/random/index.js";

/** Error rate of each one-sided statistical check below: the seeds are fixed, so it is spent once, when they were set. */
const ERROR_RATE = 1e-6;

function uniforms(source: Stream, count: number): Float64Array {
  const out = new Float64Array(count);
  source.fillUniform(out);
  return out;
}

/** P-value of Pearson's chi-square test that the values are uniform on (0, 1), over equal cells. */
function chiSquarePValue(values: Float64Array, cells: number): number {
  const counts = new Float64Array(cells);
  for (const value of values) counts[Math.floor(value * cells)]!++;
  const expected = values.length / cells;
  return chiSquareTail(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    cells - 1,
  );
}

/** Bound 2 exp(-2 n D^2) on the p-value of the Kolmogorov-Smirnov test (Massart 1990), for n values. */
function kolmogorovBound(values: Float64Array): number {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const distance = sorted.reduce((worst, u, i) => Math.max(worst, (i + 1) / n - u, u - i / n), 0);
  return 2 * Math.exp(-2 * n * distance * distance);
}

describe("a stream's identity", () => {
  test("is its seed and path: the same name gives the same draws", () => {
    expect(uniforms(stream(7, "rows", 3), 9)).toEqual(uniforms(stream(7, "rows", 3), 9));
  });

  test('snapshot: the first draws of stream(2404, "snapshot") are those that ledgers were made with', () => {
    const source = stream(2404, "snapshot");
    expect([source.uint32(), source.uniform(), normal(source)]).toMatchInlineSnapshot(`
      [
        2027203012,
        0.6605051867265329,
        -0.8838792719229601,
      ]
    `);
  });

  test("changes with every part of it: number and string, order, nesting, seed", () => {
    const names: [number, ...(string | number)[]][] = [
      [1],
      [2],
      [-1],
      [1, 1],
      [1, "1"],
      [1, 1, 1],
      [1, "1,1"],
      [1, "a", "b"],
      [1, "b", "a"],
      [1, "ab"],
      [1, ""],
      [1, "", ""],
      [1, 1e-9],
      [1, "\ud800"],
      [1, "\ufffd"],
    ];
    const first = names.map(([seed, ...path]) => stream(seed, ...path).uniform());
    expect(new Set(first).size).toBe(names.length);
  });

  test("rejects what has no single meaning as a name", () => {
    expect(() => stream(0.5)).toThrow("stream: seed must be a safe integer, got 0.5");
    expect(() => stream(1, "a", NaN)).toThrow("stream: numbers in the path must be finite, got NaN");
  });
});

describe("splitting", () => {
  const fillers: [string, (source: Stream, out: Float64Array) => void][] = [
    ["fillUniform", (source, out) => source.fillUniform(out)],
    ["fillNormal", (source, out) => fillNormal(source, out, 2)],
    ["drawInput uniform", (source, out) => drawInput(source, "uniform", out)],
    ["drawInput rademacher", (source, out) => drawInput(source, "rademacher", out)],
    ["normal, one by one", (source, out) => out.forEach((_, i) => (out[i] = 2 * normal(source)))],
    ["uniform, one by one", (source, out) => out.forEach((_, i) => (out[i] = source.uniform()))],
  ];

  test.each(fillers)("%s gives the same values however the work is cut", (_, fill) => {
    const whole = new Float64Array(3000);
    fill(stream(1, "split"), whole);
    fc.assert(
      fc.property(fc.array(fc.nat(1500), { maxLength: 6 }), (cuts) => {
        const ends = [...cuts.map((cut) => 2 * cut - (cut % 2)), whole.length].sort((a, b) => a - b);
        const parts = new Float64Array(whole.length);
        ends.forEach((end, i) => {
          const begin = Math.max(0, i === 0 ? 0 : ends[i - 1]!);
          fill(stream(1, "split").seek(begin), parts.subarray(begin, Math.max(begin, end)));
        });
        expect(parts).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  test("the scalar calls and the fills draw the same values, and a draw of any kind takes one position", () => {
    const [filled, called] = [new Float64Array(11), new Float64Array(11)];
    fillers[1]![1](stream(5), filled);
    fillers[4]![1](stream(5), called);
    expect(called).toEqual(filled);
    const mixed = stream(5);
    mixed.uint32();
    mixed.uniform();
    mixed.fillUniform(new Float64Array(3));
    expect(mixed.position).toBe(5);
    expect(2 * normal(mixed)).toBe(filled[5]);
  });

  test("seek reaches far positions and back, across the 32-bit word of the block counter", () => {
    const source = stream(9);
    const start = 2 ** 33 - 3; // blocks 2^32 - 2, 2^32 - 1, 2^32
    const across = uniforms(source.seek(start), 6);
    expect([...across].map((_, i) => source.seek(start + i).uniform())).toEqual([...across]);
    expect(uniforms(source.seek(0), 3)).toEqual(uniforms(stream(9), 3));
    expect(across[3]).not.toBe(uniforms(stream(9), 1)[0]);
  });

  test("positions beyond 2^53 - 1 are refused", () => {
    expect(() => stream(1).seek(-1)).toThrow(/Stream\.seek: position must be an integer in \[0, \d+\], got -1/);
    expect(() => stream(1).seek(2 ** 53)).toThrow("got 9007199254740992");
  });
});

describe("uniform draws", () => {
  const sample = uniforms(stream(20240404, "uniform"), 2 ** 20);

  test("are odd multiples of 2^-53 inside (0, 1)", () => {
    expect(sample.every((u) => u > 0 && u < 1 && (u * 2 ** 53) % 2 === 1)).toBe(true);
  });

  test("fill 1024 equal cells evenly (chi-square), where a sample drawn to the power 1.02 does not", () => {
    expect(chiSquarePValue(sample, 1024)).toBeGreaterThan(ERROR_RATE);
    expect(1 - chiSquarePValue(sample, 1024)).toBeGreaterThan(ERROR_RATE);
    expect(
      chiSquarePValue(
        sample.map((u) => u ** 1.02),
        1024,
      ),
    ).toBeLessThan(ERROR_RATE);
  });

  test("follow the uniform law (Kolmogorov-Smirnov), where a sample shifted by 0.004 does not", () => {
    expect(kolmogorovBound(sample)).toBeGreaterThan(ERROR_RATE);
    expect(kolmogorovBound(sample.map((u) => Math.min(1, u + 0.004)))).toBeLessThan(ERROR_RATE);
  });

  test("have even low bits: the last 10 bits of 53 fill their cells too", () => {
    expect(
      chiSquarePValue(
        sample.map((u) => (u * 2 ** 42) % 1),
        1024,
      ),
    ).toBeGreaterThan(ERROR_RATE);
  });

  test("do not repeat in neighbours: pairs fill 64 x 64 cells, where pairs of averaged neighbours do not", () => {
    const pair = (values: Float64Array): Float64Array =>
      Float64Array.from(
        { length: values.length / 2 },
        (_, i) => (Math.floor(values[2 * i]! * 64) + values[2 * i + 1]!) / 64,
      );
    const averaged = sample.map((u, i) => (0.95 * u + 0.05 * sample[i ^ 1]!) % 1);
    expect(chiSquarePValue(pair(sample), 4096)).toBeGreaterThan(ERROR_RATE);
    expect(chiSquarePValue(pair(averaged), 4096)).toBeLessThan(ERROR_RATE);
  });

  test("are independent between streams: the first draws of 2^14 numbered blocks follow the uniform law", () => {
    const first = Float64Array.from({ length: 2 ** 14 }, (_, block) => stream(1, "block", block).uniform());
    expect(kolmogorovBound(first)).toBeGreaterThan(ERROR_RATE);
    expect(chiSquarePValue(first, 128)).toBeGreaterThan(ERROR_RATE);
  });
});
