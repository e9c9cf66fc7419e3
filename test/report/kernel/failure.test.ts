import { expect, it } from "vitest";
import { outputLimitFailure, timeoutFailure } from "../../../report/kernel/failure.js";

it("a failure names the limit of a cell in seconds and that of its output in bytes", () => {
  expect(timeoutFailure(2500, "interrupted")).toMatchObject({
    kind: "timeout",
    evalue: "the cell ran longer than 2.5 s; it was interrupted",
  });
  expect(outputLimitFailure(2 ** 23, "killed").evalue).toMatch(/^the cell wrote more than 8388608 bytes, /);
});
