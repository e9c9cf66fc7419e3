import { describe, expect, it } from "vitest";
import { readVeraPdf } from "./verapdf.js";

const rule = (clause: string, testNumber: number, status: string): object => ({
  clause,
  testNumber,
  status,
  failedChecks: 3,
});
const report = (validationResult: unknown): string => JSON.stringify({ report: { jobs: [{ validationResult }] } });

describe("what veraPDF says", () => {
  const details = { ruleSummaries: [rule("7.3", 1, "failed"), rule("7.1", 9, "passed")] };

  it("is read from the lists of newer versions and from the single results of older ones", () => {
    expect(readVeraPdf(report([{ compliant: false, details }]))).toEqual(["7.3-1: 3"]);
    expect(readVeraPdf(report({ compliant: false, details }))).toEqual(["7.3-1: 3"]);
  });

  it("is nothing of a file that meets every rule", () => {
    expect(readVeraPdf(report([{ compliant: true, details: { ruleSummaries: [] } }]))).toEqual([]);
  });

  it("is an error of a file that it could not read", () => {
    expect(() => readVeraPdf(report(undefined))).toThrow("a file must have a result");
  });
});
