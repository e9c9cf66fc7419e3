import { expect, it } from "vitest";
import {
  measureRows,
  measureRowsByDefinition,
  type LogitMoments,
  type RowQuestions,
  type RowSource,
} from "../../src/attention/index.js";
import { drawInputs, type Precision } from "../../src/kernels/index.js";
import { stream } from "../../src/kit/random/index.js";

/** Absolute error of a moment, in units of the row's scale: float32 logits carry their own rounding. */
const TOLERANCE: Readonly<Record<Precision, number>> = { float32: 1e-5, float64: 1e-11 };

function normals(count: number, name: string): Float64Array {
  const x = new Float64Array(count);
  drawInputs(stream(8, name, count), "gaussian", x);
  return x;
}

function asked(diagonal: boolean): RowQuestions {
  return { windows: [1], thresholds: [], moments: { diagonal } };
}

function sources(): { name: string; source: RowSource; diagonal: boolean }[] {
  const keys = { kind: "keys", d: 4, queries: normals(4 * 37, "q"), keys: normals(4 * 37, "k") } as const;
  const square = normals(19 * 19, "z").map((z) => Math.fround(3 + z));
  return [
    { name: "whole rows", source: keys, diagonal: false },
    { name: "whole rows but for the diagonal", source: keys, diagonal: true },
    { name: "causal rows", source: { ...keys, causal: true }, diagonal: true },
    { name: "given causal rows", source: { kind: "logits", keys: 19, logits: square, causal: true }, diagonal: true },
    {
      name: "rows of decoding",
      source: { ...keys, queries: normals(4 * 5, "decoding"), causal: true, past: 32 },
      diagonal: true,
    },
    { name: "one logit", source: { kind: "logits", keys: 1, logits: normals(1, "one") }, diagonal: false },
  ];
}

for (const precision of ["float32", "float64"] as const) {
  it.each(sources())(`moments of $name equal their definition in ${precision}`, ({ source, diagonal }) => {
    const actual = measureRows(source, asked(diagonal), precision).logits!;
    const expected = measureRowsByDefinition(source, asked(diagonal)).logits!;
    for (const name of Object.keys(expected) as (keyof LogitMoments)[]) {
      // A scale of rounding size has no shape, and its powers none that two sums share.
      const told = [...expected[name]].map((x, i) => (expected.sigma[i]! < 1e-6 && name !== "mean" ? 0 : x));
      const seen = [...actual[name]].map((x, i) => (expected.sigma[i]! < 1e-6 && name !== "mean" ? 0 : x));
      seen.forEach((x, i) => {
        expect(Number.isNaN(x), `${name}[${i}]`).toBe(Number.isNaN(told[i]!));
        if (Number.isNaN(x)) return;
        expect(Math.abs(x - told[i]!), `${name}[${i}]: ${x} for ${told[i]!}`).toBeLessThan(
          TOLERANCE[precision] * Math.max(1, Math.abs(told[i]!)),
        );
      });
    }
  });
}

it("moments are asked for or absent", () => {
  const source: RowSource = { kind: "logits", keys: 3, logits: Float64Array.of(1, 2, 4) };
  expect(measureRows(source, { windows: [1], thresholds: [] }).logits).toBeUndefined();
});
