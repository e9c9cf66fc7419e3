import { describe, expect, it } from "vitest";
import { runVerdict } from "../../../../report/page/claims/run-verdict.js";
import { DEVIATING_CLAIM, ledgerEntry, SPARSITY_CLAIM } from "../../../fixtures/report/claims.js";

const labels = { claimLabels: new Map() };
const deviating = (count: number) =>
  Array.from({ length: count }, (_, at) => ledgerEntry({ ...DEVIATING_CLAIM, id: `D-${at}` }, "00-a"));

describe("how the run came out, on the first screen", () => {
  it("is nothing where no claim is made, and names nobody where all is as expected", () => {
    expect(runVerdict([], labels)).toBeNull();
    expect(runVerdict([ledgerEntry(SPARSITY_CLAIM, "00-a")], labels)).toEqual({
      lead: "1 of 1 claim as expected",
      rest: "1 holds; its control behaved as required",
      deviating: null,
    });
  });

  it("names the first claims that deviate, and counts the others", () => {
    const names = (count: number): unknown =>
      (runVerdict(deviating(count), labels) as { deviating: unknown }).deviating;
    expect(names(2)).toMatchObject({
      names: [
        { label: "D-0", before: "" },
        { label: "D-1", before: ", " },
      ],
      more: null,
    });
    expect(names(6)).toMatchObject({ names: [{}, {}, {}, { label: "D-3" }], more: 2 });
  });

  it("has a claim whose control alone was missed among them", () => {
    const control = { ...SPARSITY_CLAIM.control, outcome: "holds", asExpected: false } as const;
    expect(runVerdict([ledgerEntry({ ...SPARSITY_CLAIM, control }, "00-a")], labels)).toMatchObject({
      lead: "1 of 1 claim as expected",
      deviating: { names: [{ label: SPARSITY_CLAIM.id }] },
    });
  });
});
