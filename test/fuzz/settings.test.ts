import { expect, it } from "vitest";
import { CASES, trying } from "./settings.js";

it("the suite tries ten thousand cases, the same every time unless the longer run says otherwise", () => {
  expect(Object.values(CASES).reduce((sum, cases) => sum + cases, 0)).toBeGreaterThanOrEqual(10_000);
  if (process.env.NCSPARSE_FUZZ_SEED === undefined) expect(trying(5)).toEqual({ seed: 240_402_690, numRuns: 5 });
});
