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
  });
});
