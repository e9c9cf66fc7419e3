import { describe, expect, it } from "vitest";
import { LIMIT_LAW } from "../../src/claims/limit-law/index.js";
import { statedError } from "../../src/claims/limit-law/rows.js";
import { rowsOf, widenedBy } from "../../src/claims/limit-law/window-rows.js";
import { NORM_ATLAS } from "../../src/claims/norm-atlas/index.js";
import { findClaim } from "../../src/claims/registry.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { TAKEAWAYS } from "../../src/claims/takeaways/index.js";
import { THEOREM_61 } from "../../src/claims/theorem-6.1/index.js";
import { THEOREM_62 } from "../../src/claims/theorem-6.2/index.js";
import { windowOf } from "../../src/claims/theorem-6.2/samples.js";
import { RowSampler } from "../../src/limit/index.js";
import { readSession } from "../../src/kit/notebook/session.js";
import { quantileInterval } from "../../src/kit/probability/index.js";
import { stream } from "../../src/kit/random/index.js";

const ROOMS = [...THEOREM_61, ...THEOREM_62, ...NORM_ATLAS, ...LIMIT_LAW, ...TAKEAWAYS];
const context = readSession({ NCSPARSE_SEED: "11" });

describe("claims that are expected to be violated", () => {
  const violated = ROOMS.filter(({ expected }) => expected.outcome === "violated").map(
    (claim) => [claim.id, claim] as const,
  );

  it("are four in these rooms", () => {
    expect(violated.map(([id]) => id)).toEqual(["T6.2-literal", "NA-slopes", "LL-slogan", "LL-window-rule-beyond"]);
  });

  it.each(violated)("%s has a true statement nearby for its control", (_, claim) => {
    expect(claim.control.expects).toBe("holds");
  });

  it("T6.2-literal finds the norm that the proof names on the paper's side", async () => {
    const { grid, measure } = findClaim("T6.2-literal");
    const session = readSession({});
    const byNorm = (norm: string): Promise<string[]> =>
      Promise.all(
        grid.quick
          .filter((cell) => cell.norm === norm)
          .map(async (cell) => (await measure(cell, session)).verdict.outcome),
      );
    expect(await byNorm("frobenius")).toEqual(["holds", "holds"]);
    expect([...(await byNorm("max")), ...(await byNorm("l2"))]).toEqual(Array(4).fill("violated"));
  });
});

describe("claims whose rows are sampled", () => {
  it.each(["LL-partition", "LL-critical-window"])(
    "%s has no interval narrower than the rounding of its logarithms",
    async (id) => {
      const { cells } = await runClaim(findClaim(id), readSession({}));
      for (const { estimate, parameters } of cells) {
        expect(estimate.high - estimate.low, JSON.stringify(parameters)).toBeGreaterThan(1e-13);
      }
    },
  );

  it("state the error of their blocks and of their logarithms", () => {
    const lnN = 1000 * Math.LN10;
    const row = new RowSampler({ n: { ln: lnN }, scale: { c: 0.25 }, windows: [{ ln: 0.5 * lnN }] }).sample(stream(1));
    expect(statedError(row, lnN)).toBeCloseTo(1e-13 * lnN, 20);
    const short = new RowSampler({ n: 1e6, scale: { sigma: 3 }, windows: [1000] }).sample(stream(1));
    expect(statedError(short, Math.log(1e6))).toBeGreaterThan(short.error + 2 * short.windows[0]!.error);
    expect(widenedBy({ value: 2, low: 1, high: 3 }, 0.25)).toEqual({ value: 2, low: 0.5, high: 3.5 });
  });

  it("agree with rows drawn logit by logit, at n = 50,000: the medians' intervals overlap", () => {
    const law = { n: 50_000, sigma: 2, k: 900, rows: 200 };
    const [drawn, sampled] = (["drawn", undefined] as const).map((made) =>
      rowsOf(made, law, context, ["agree"], law.rows),
    );
    for (const column of ["lnPartition", "lnMass", "lnTail"] as const) {
      const [a, b] = [drawn!, sampled!].map((rows) => quantileInterval(rows[column], 0.5));
      expect(a!.low, column).toBeLessThan(b!.high);
      expect(b!.low, column).toBeLessThan(a!.high);
      expect(a!.high - a!.low, column).toBeGreaterThan(1e-4);
    }
    expect(drawn!.error).toBe(0);
  });
});

describe("claims on limits without randomness", () => {
  it.each(["NA-limit", "T6.1-exponents", "AS23-scale"])(
    "%s leaves a bias below a third of its tolerance",
    async (id) => {
      const { cells, rule } = await runClaim(findClaim(id), readSession({}));
      const tolerance = "tolerance" in rule ? rule.tolerance : 0;
      for (const { estimate, parameters } of cells) {
        expect(Math.abs(estimate.value), JSON.stringify(parameters)).toBeLessThan(tolerance / 3);
      }
    },
  );
});

describe("a window that is o(ln n)", () => {
  it("is ceil(ln n / ln ln n): 3 at n = 64, 4 at 1024, 5 at 8192", () => {
    expect([64, 1024, 8192].map((n) => windowOf({ window: "k = ln n / ln ln n", n }))).toEqual([3, 4, 5]);
  });
});
