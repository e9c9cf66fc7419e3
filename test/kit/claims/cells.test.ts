/** Cells that are records of their own, and claims that are put together of them. */
import { expect, it } from "vitest";
import { runCell } from "../../../src/kit/claims/cells.js";
import type { Claim, Context } from "../../../src/kit/claims/claim.js";
import { observed } from "../../../src/kit/claims/observed.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import type { Computation, Records } from "../../../src/kit/memory/records.js";
import { readSession } from "../../../src/kit/notebook/session.js";
import { findStatement } from "../../../src/claims/registry.js";

/** Records in this process alone, by their kind and parts. */
class OwnRecords {
  readonly kept = new Map<string, unknown>();

  once<T>({ kind, parts }: Computation, compute: () => T): T {
    const key = JSON.stringify([kind, ...parts]);
    if (!this.kept.has(key)) this.kept.set(key, compute());
    return this.kept.get(key) as T;
  }

  get kinds(): string[] {
    return [...this.kept.keys()].map((key) => (JSON.parse(key) as string[])[0]!).sort();
  }
}

const claim: Claim = findStatement("T4.3-trivial");
const contextOf = (own: OwnRecords, more: Partial<Context>): Context => ({
  ...readSession({}),
  ...more,
  records: own as unknown as Records,
});

it("cells measured one by one give the very claim that is run at once, and are not measured again for it", async () => {
  const own = new OwnRecords();
  for (const role of ["control", "claim"] as const) {
    const { grid } = role === "claim" ? claim : claim.control;
    for (const index of grid.quick.keys()) await runCell(claim, role, index, contextOf(own, { cellRecords: "kept" }));
  }
  const cells = claim.grid.quick.length + claim.control.grid.quick.length;
  expect(own.kinds).toEqual(Array.from({ length: cells }, () => "cell"));
  const joined = await runClaim(claim, contextOf(own, { cellRecords: "required" }));
  expect(joined).toEqual(await runClaim(claim, readSession({})));
});

it("a claim that is put together of cells measures none that is missing", async () => {
  const required = contextOf(new OwnRecords(), { cellRecords: "required" });
  await expect(runClaim(claim, required)).rejects.toThrow(
    "runCell: T4.3-trivial, claim, cell 0 must be among the records, got none",
  );
});

it("where the work is not divided, a claim is one record", async () => {
  const own = new OwnRecords();
  await runClaim(claim, contextOf(own, {}));
  expect(own.kinds).toEqual(["claim"]);
});

it("each draw that a measurement asks for is seen, at once or as a promise", async () => {
  const seen: string[] = [];
  const { memo } = observed(readSession({}), (key, seconds) => {
    expect(seconds).toBeGreaterThanOrEqual(0);
    seen.push(key);
  });
  expect(memo("a", () => 1)).toBe(1);
  expect(await memo("b", () => Promise.resolve(2))).toBe(2);
  expect(memo("a", () => 3)).toBe(1);
  expect(seen).toEqual(["a", "b", "a"]);
});
