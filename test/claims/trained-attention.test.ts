import { describe, expect, it } from "vitest";
import { HEADS, INDUCTION, LOCAL, THIN } from "../../src/claims/trained-attention/heads.js";
import { exponentOf } from "../../src/claims/trained-attention/reads.js";
import { chosenPassages, COPIES, HeadSample, PROSE } from "../../src/claims/trained-attention/samples.js";
import { stream } from "../../src/kit/random/index.js";
import { growingLengths } from "../../src/measure/passages/passage-figures.js";
import { heldOut, trainedModel } from "../../src/model/index.js";

describe("the heads", () => {
  it("are the model's, each in one group", async () => {
    const { config } = await trainedModel();
    expect(HEADS).toHaveLength(config.layers * config.heads);
    expect([HEADS[0], HEADS[5], HEADS[15]]).toEqual(["L0H0", "L1H1", "L3H3"]);
    expect([THIN, ...INDUCTION, ...LOCAL].sort()).toEqual([...HEADS].sort());
  });

  it("are read passage by passage, by their names", () => {
    const passages = [0, 100].map((base) => HEADS.map((_, h) => base + h));
    expect([...new HeadSample(passages).of("L1H3", (x) => x)]).toEqual([7, 107]);
  });
});

describe("the passages", () => {
  it("of a claim and of its control are different ones, and with another seed others", () => {
    for (const share of [PROSE.quick, PROSE.full, COPIES]) {
      const of = (role: "claim" | "control", seed: number): number[] =>
        chosenPassages(96, share, role, stream(seed, "x"));
      const both = [...of("claim", 1), ...of("control", 1)];
      expect(both).toHaveLength(share.claim + share.control);
      expect(new Set(both).size).toBe(both.length);
      expect(of("claim", 2)).not.toEqual(of("claim", 1));
    }
  });

  it("are as many as there are, in the full profile", () => {
    expect(PROSE.full.claim + PROSE.full.control).toBe(heldOut().text.length);
    expect(COPIES.claim + COPIES.control).toBeLessThanOrEqual(heldOut().copy.length);
  });
});

describe("the exponent of the needed keys", () => {
  const lnN = growingLengths(1024).map(Math.log);

  it("is that of an exact power", () => {
    expect(exponentOf(lnN.map((x) => 0.3 + 0.7 * x))).toBeCloseTo(0.7, 12);
  });

  it("is the slope of the normal equations", () => {
    const y = lnN.map((x, r) => 0.5 * x + Math.sin(3 * r));
    const [n, sx, sy] = [lnN.length, lnN.reduce((a, b) => a + b, 0), y.reduce((a, b) => a + b, 0)];
    const sxx = lnN.reduce((a, x) => a + x * x, 0);
    const sxy = lnN.reduce((a, x, r) => a + x * y[r]!, 0);
    expect(exponentOf(y)).toBeCloseTo((n * sxy - sx * sy) / (n * sxx - sx * sx), 10);
  });
});
