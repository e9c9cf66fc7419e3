import { describe, expect, it } from "vitest";
import type { Descriptor } from "../../../report/provenance/statement.js";
import { materialProblems } from "../../../report/verify/check-checkout.js";

const file = (name: string, digit: string): Descriptor => ({ name, digest: { sha256: digit.repeat(64) } });
const source = (digit: string): Descriptor => ({ name: "source", digest: { gitCommit: digit.repeat(40) } });
const RECORDED = [source("a"), file("code", "1"), file("package-lock.json", "2"), file("notebooks/01.ipynb", "3")];

describe("a checkout", () => {
  it("is the same with the same commit, code, packages and notebooks", () => {
    expect(materialProblems(RECORDED, RECORDED)).toEqual([]);
  });

  it("of another commit is another, whatever else is the same", () => {
    const [, ...others] = RECORDED;
    expect(materialProblems(RECORDED, [source("b"), ...others])).toEqual([
      "the report is of commit aaaaaaaaaaaa, but this is bbbbbbbbbbbb",
    ]);
  });

  it("is judged by all else where one side knows no commit, as outside of a repository", () => {
    const [, ...others] = RECORDED;
    expect(materialProblems(RECORDED, others)).toEqual([]);
    expect(materialProblems(others, RECORDED)).toEqual([]);
  });

  it.each([
    ["other code", [file("code", "9"), ...RECORDED.slice(2)], "code is another than the report was made with"],
    ["no lockfile", [RECORDED[1]!, RECORDED[3]!], "the report was made with package-lock.json, which is not here"],
    [
      "one more notebook",
      [...RECORDED, file("notebooks/02.ipynb", "4")],
      "the report was made without notebooks/02.ipynb",
    ],
  ])("with %s is another", (_, here, problem) => {
    expect(materialProblems(RECORDED, here)).toEqual([problem]);
  });
});
