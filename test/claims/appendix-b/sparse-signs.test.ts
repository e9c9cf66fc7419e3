import { describe, expect, it } from "vitest";
import { fillSparseSigns, lnSquareNormTail } from "../../../src/claims/appendix-b/sparse-signs.js";
import { findClaim } from "../../../src/claims/registry.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import { readSession } from "../../../src/kit/notebook/session.js";
import { stream } from "../../../src/kit/random/index.js";

describe("sparse signs", () => {
  it("are 0 or plus or minus q^(-1/2), with mean 0 and variance 1", () => {
    const x = new Float64Array(40_000);
    fillSparseSigns(stream(3, "sparse"), 1 / 16, x);
    expect([...new Set(x)].sort((a, b) => a - b)).toEqual([-4, 0, 4]);
    const mean = (f: (v: number) => number): number => x.reduce((sum, v) => sum + f(v), 0) / x.length;
    expect(Math.abs(mean((v) => v))).toBeLessThan(5 / 200); // five standard errors
    expect(Math.abs(mean((v) => v * v) - 1)).toBeLessThan((5 * Math.sqrt(15)) / 200);
  });

  it("refuse a share outside (0, 1]", () => {
    for (const q of [0, 1.5, NaN]) {
      expect(() => fillSparseSigns(stream(3), q, new Float64Array(2))).toThrow(
        `fillSparseSigns: q must be in (0, 1], got ${q}`,
      );
    }
  });

  it("have a square norm whose tail is a sum over all patterns of zeros", () => {
    const [q, d] = [1 / 4, 5];
    for (const level of [1, 3, 4.5, 7, 16]) {
      let tail = 0;
      for (let bits = 0; bits < 2 ** d; bits++) {
        const count = bits.toString(2).replaceAll("0", "").length;
        if (Math.abs(count / q - d) >= level) tail += q ** count * (1 - q) ** (d - count);
      }
      expect(Math.exp(lnSquareNormTail({ q, d }, level))).toBeCloseTo(tail, 14);
    }
  });
});

describe("Hanson-Wright beyond Gaussian entries", () => {
  const outcomes = async (id: string) => {
    const { outcome, control, cells } = await runClaim(findClaim(id), readSession({ NCSPARSE_SEED: "7" }));
    return { outcome, control: control.outcome, cells };
  };

  it("fails for sparse signs with a diagonal, by the exact law, and holds from q = 1/3 on", async () => {
    const { outcome, control, cells } = await outcomes("B.8-sparse");
    expect([outcome, control]).toEqual(["violated", "holds"]);
    // q = 1/64, d = 64, t = 8: all counts but 1 leave the level, 1 - 64 q (1 - q)^63
    const cell = cells.find(({ parameters: { q, d, t } }) => q === 1 / 64 && d === 64 && t === 8)!;
    expect(cell.measured!.value).toBeCloseTo(1 - (63 / 64) ** 63, 12);
  });

  it("keeps its constants for proxy 1 without a diagonal, and loses them without either", async () => {
    const { outcome, control } = await outcomes("B.8-proxy");
    expect([outcome, control]).toEqual(["holds", "violated"]);
  });
});
