import { describe, expect, it } from "vitest";
import { float32s, ModelMemory } from "./model-memory.js";

/** Weights and sum of a row by the kernel of a single row. */
function softened(logits: ArrayLike<number>): { weights: Float32Array; sum: number } {
  const at = new ModelMemory();
  const z = at.put(logits);
  const sum = at.memory.kernels.softmaxWeights(z, logits.length);
  return { weights: at.get(z, logits.length), sum };
}

describe("rows of causal attention", () => {
  it.each([
    { seen: 1, rows: 5, stride: 16 },
    { seen: 17, rows: 16, stride: 32 },
    { seen: 30, rows: 3, stride: 48 },
  ])("become weights as single rows do, with 0 behind: $rows rows from $seen keys on", ({ seen, rows, stride }) => {
    const at = new ModelMemory();
    const logits = float32s(rows * stride, "causal rows", 3);
    const z = at.put(logits);
    const sums = at.memory.arena.take(8 * rows);
    expect(at.model.softenRows(z, rows, stride, seen, sums)).toBe(rows);
    for (let r = 0; r < rows; r++) {
      const { weights, sum } = softened(logits.subarray(r * stride, r * stride + seen + r));
      const expected = new Float32Array(stride);
      expected.set(weights);
      expect(at.get(z + 4 * r * stride, stride)).toEqual(expected);
      expect(at.doubles(sums, rows)[r]).toBe(sum);
    }
  });

  it("end before a row that is not finite; what no row sees does not matter", () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const at = new ModelMemory();
      const logits = float32s(4 * 16, "bad")
        .with(2 * 16 + 3, bad)
        .with(15, bad);
      expect(at.model.softenRows(at.put(logits), 4, 16, 2, at.memory.arena.take(32))).toBe(2);
    }
  });

  it("are copied as they are, and their softmax is rounded once", () => {
    for (const n of [1, 4, 15, 16, 33]) {
      const at = new ModelMemory();
      const row = float32s(n, "shown", 5);
      const logits = at.put(row);
      const [copy, attention] = [at.take(n + 16), at.take(n + 16)];
      at.model.copyRow(logits, n, copy);
      expect(at.get(copy, n)).toEqual(row);
      expect(at.model.exactRow(logits, n, attention)).toBe(1);
      const { weights, sum } = softened(row);
      expect(at.get(attention, n)).toEqual(weights.map((w) => w / sum));
      expect(at.get(logits, n)).toEqual(row);
    }
    const at = new ModelMemory();
    expect(at.model.exactRow(at.put([1, Infinity]), 2, at.take(16))).toBe(0);
  });
});

describe("rows of which some keys are kept", () => {
  const STRIDE = 80;

  interface Kept {
    readonly row: Float32Array;
    readonly sum: number;
    readonly count: number;
  }

  function kept(logits: ArrayLike<number>, marks: ArrayLike<number>): Kept {
    const at = new ModelMemory();
    const bytes = new Uint8Array(STRIDE);
    bytes.set(Array.from(marks));
    const z = at.put(logits, STRIDE);
    const sum = at.memory.arena.take(8);
    const count = at.model.softenKept(z, logits.length, STRIDE, at.putBytes(bytes), sum);
    return { row: at.get(z, STRIDE), sum: at.doubles(sum, 1)[0]!, count };
  }

  const PATTERNS: Readonly<Record<string, (j: number, n: number) => boolean>> = {
    all: () => true,
    "the last": (j, n) => j === n - 1,
    "the first": (j) => j === 0,
    "every third": (j) => j % 3 === 0,
    "a run": (j) => j >= 14 && j < 50,
    "ends and a run": (j, n) => j < 4 || (j >= 32 && j < 48) || j > n - 6,
  };

  it.each(Object.entries(PATTERNS))("are softened side by side: %s", (_, pattern) => {
    for (const n of [1, 15, 16, 17, 51, 64, 80]) {
      const logits = float32s(n, "some kept", 3);
      const marks = Uint8Array.from(logits, (__, j) => (pattern(j, n) ? 1 : 0));
      if (!marks.includes(1)) continue;
      const { weights, sum } = softened(logits.filter((__, j) => marks[j] === 1));
      const expected = new Float32Array(STRIDE);
      let next = 0;
      marks.forEach((mark, j) => {
        if (mark === 1) expected[j] = weights[next++]!;
      });
      expect(kept(logits, marks), `${n} keys`).toEqual({ row: expected, sum, count: next });
      expect(
        kept(
          logits,
          marks.map((mark) => 255 * mark),
        ).sum,
      ).toBe(sum);
    }
  });

  it("are counted, and are -1 where a kept logit is not finite; no other matters", () => {
    expect(kept([1, 2, 3], [0, 0, 0]).count).toBe(0);
    for (const bad of [NaN, Infinity, -Infinity]) {
      expect(kept([1, bad, 3], [1, 1, 0]).count).toBe(-1);
      expect([...kept([1, bad, 3], [1, 0, 0]).row.subarray(0, 3)]).toEqual([1, 0, 0]);
    }
  });
});
