import { describe, expect, it } from "vitest";
import { calibrationChart } from "../../../src/kit/sweep/calibration-chart.js";
import { renderSvg } from "../../../src/kit/figures/svg.js";
import { SWEEP } from "./made-sweep.js";

describe("the calibration chart", () => {
  it("has a row a kind of rule, and says each in words", async () => {
    const svg = await renderSvg(calibrationChart(SWEEP));
    for (const name of ["claims, ratio", "controls, inequality", "of 8 verdicts", "expected at most"]) {
      expect(svg).toContain(`>${name}<`);
    }
    expect(svg).toContain("claims, ratio: 1 of 8 (0.0253 to 5.57), expected at most 0.6");
    expect(svg).not.toContain("NaN");
    expect([...svg.matchAll(/>([0-9.,e+]+)</g)].map(([, tick]) => tick)).toEqual(["0", "0.1", "1"]);
  });

  it("has its counts in full, however far apart", async () => {
    const { claim, control, ...statement } = SWEEP.statements[0]!;
    const outcomes = "v".repeat(20_000);
    const statements = [{ ...statement, claim: { ...claim, outcomes }, control: { ...control, outcomes } }];
    const svg = await renderSvg(calibrationChart({ ...SWEEP, seeds: outcomes.split("").map((_, i) => i), statements }));
    expect([...svg.matchAll(/>([0-9.,e+]+)</g)].map(([, tick]) => tick)).toEqual([
      ...["0", "0.1", "1", "10", "100", "1,000", "10,000"],
    ]);
  });
});
