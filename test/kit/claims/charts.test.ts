import { describe, expect, it } from "vitest";
import { differenceForest, ratioForest } from "../../../src/kit/claims/charts.js";
import type { ClaimResult } from "../../../src/kit/claims/result.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";

function resultOf(estimates: readonly (readonly [value: number, half: number])[]): ClaimResult {
  const cells = estimates.map(([value, half], n) => ({
    parameters: { n },
    estimate: { value, low: value - half, high: value + half },
    outcome: "holds",
  }));
  return { rule: { kind: "difference", tolerance: 1e-4 }, cells } as unknown as ClaimResult;
}
/** The values that a chart shows, and its axis's labels. */
async function shown(result: ClaimResult): Promise<{ values: unknown; svg: string }> {
  const chart = differenceForest(result, "law minus limit");
  const { values } = chart.data as { values: { value: number }[] };
  return { values: values.map(({ value }) => value), svg: await renderSvg(chart) };
}

describe("ratios against a tolerance", () => {
  it("stand before the band from 1 - tolerance to 1 + tolerance", () => {
    const cells = [{ parameters: { n: 1 }, estimate: { value: 1.1, low: 1, high: 1.2 }, outcome: "holds" }];
    const chart = ratioForest({ rule: { kind: "ratio", tolerance: 0.25 }, cells } as unknown as ClaimResult, "mass");
    const [band] = chart.layer as { data: { values: { from: number; to: number }[] } }[];
    expect(band!.data.values).toMatchObject([{ from: 0.75, to: 1.25 }]);
    expect(chart.description).toContain("the band is 1 ± 0.25");
  });
});

describe("differences against a tolerance", () => {
  it("stand on the tolerance's own axis where that tells them apart", async () => {
    const { values, svg } = await shown(resultOf([[3e-5, 0], [0, 0]])); // prettier-ignore
    expect(values).toEqual([3e-5, 0]);
    expect(svg).toContain(">within 0.0001 of 0<");
    expect((await shown(resultOf([[1e-9, 1e-10]]))).values).toEqual([1e-9]);
  });

  it("stand by their size, on a logarithmic axis, where all would be one dot at 0", async () => {
    const { values, svg } = await shown(resultOf([[-4e-8, 0], [2e-13, 0], [0, 0]])); // prettier-ignore
    expect(values).toEqual([4e-8, 2e-13, 1e-16]);
    expect(svg).toContain(">at most 0.0001<");
    const dots = [...svg.matchAll(/<path transform="translate\(([\d.]+),[\d.]+\)"[^>]*A/g)].map(([, x]) => Number(x));
    expect(new Set(dots).size).toBe(3);
  });
});
