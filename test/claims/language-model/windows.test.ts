import { beforeAll, describe, expect, it } from "vitest";
import { growthDifference, SMALL } from "../../../src/claims/language-model/growing.js";
import { scoresOf, type Run } from "../../../src/claims/language-model/runs.js";
import { bitsOf, difference } from "../../../src/claims/language-model/scores.js";
import { readSession } from "../../../src/kit/notebook/session.js";

const context = readSession({ NCSPARSE_SEED: "7" });
const fixed = (k: number) => ({ method: "sliding window", k, growth: 0 }) as const;
const run = (kind: Run["kind"], k: number): Run => ({ kind, mixture: "128", n: 128, window: fixed(k) });

describe("what the model scores", () => {
  it("is of the same inputs under every window: one of all keys is exact attention", async () => {
    for (const kind of ["prose", "records"] as const) {
      const all = await scoresOf(run(kind, 128), context, "control");
      const exact = await scoresOf({ ...run(kind, 1), window: { method: "exact" } }, context, "control");
      expect(all).toEqual(exact);
    }
  });

  it("is of other inputs for claims and controls, and under another seed", async () => {
    const other = readSession({ NCSPARSE_SEED: "8" });
    for (const kind of ["prose", "records"] as const) {
      const [claim, control] = [
        await scoresOf(run(kind, 16), context, "claim"),
        await scoresOf(run(kind, 16), context, "control"),
      ];
      const prose = (scores: typeof claim): number[] => scores.map(([input]) => input!.prose);
      expect(prose(claim).filter((bits) => prose(control).includes(bits))).toEqual([]);
      expect(prose(await scoresOf(run(kind, 16), other, "claim"))).not.toEqual(prose(claim));
    }
  });

  it("is refused at a length that the mixture has not", async () => {
    await expect(scoresOf({ ...run("prose", 16), n: 512 }, context, "claim")).rejects.toThrow(
      'scoresOf: n must be a length of the mixture "128", got 512',
    );
  });
});

describe("bits of a window", () => {
  const scored = { kind: "records", mixture: "128", inputs: "all", window: fixed(32) } as const;

  it("are the mean over the answers that count, unit by unit", async () => {
    const counts = ({ distance }: { distance: number }): boolean => distance > 40;
    const [units, { bits, keysARow }] = [
      await scoresOf(run("records", 32), context, "control"),
      await bitsOf({ ...scored, counts }, context, "control"),
    ];
    units.forEach(([input], u) => {
      const far = input!.answers.filter(counts).map((answer) => answer.bits);
      const mean = far.reduce((sum, x) => sum + x, 0) / far.length;
      if (far.length === 0) expect(bits[u]).toBeNaN();
      else expect(bits[u]).toBeCloseTo(mean, 12);
    });
    expect(keysARow).toBe((32 * 33) / 2 / 128 + (32 * 96) / 128);
  });

  it("are compared where both windows have answers", () => {
    const of = (...bits: number[]) => ({ bits: Float64Array.from(bits), keysARow: 1, kept: 1 });
    expect([...difference(of(3, NaN, 5), of(1, 2, 4))]).toEqual([2, 1]);
  });
});

describe("a growing window against the constant one", () => {
  let prose: Awaited<ReturnType<typeof growthDifference>>;

  beforeAll(async () => {
    prose = await growthDifference("prose", SMALL[0]!, "all", { context, role: "claim" });
  });

  it("keeps as many keys over the mixture, to the key, and others at each length", async () => {
    expect(prose.growing.kept).toBe(prose.constant.kept);
    const long = await growthDifference("prose", SMALL[0]!, 512, { context, role: "claim" });
    expect(long.growing.kept).toBeGreaterThan(1.3 * long.constant.kept);
  });

  it("differs over both lengths by the mean of its differences at each", async () => {
    const [short, long] = [
      await growthDifference("prose", SMALL[0]!, 128, { context, role: "claim" }),
      await growthDifference("prose", SMALL[0]!, 512, { context, role: "claim" }),
    ];
    prose.values.forEach((bits, u) => expect(bits).toBeCloseTo((short.values[u]! + long.values[u]!) / 2, 12));
  });
});
