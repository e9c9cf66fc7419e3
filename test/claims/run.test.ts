import { Ajv } from "ajv";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Claim, Reading } from "../../src/kit/claims/claim.js";
import { findStatement } from "../../src/claims/registry.js";
import type { Profile } from "../../src/kit/claims/result.js";
import { judgeFailureRate } from "../../src/kit/claims/rules.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { readSession } from "../../src/kit/notebook/session.js";

const context = () => readSession({ NCSPARSE_SEED: "7" });
const schema = JSON.parse(
  readFileSync(new URL("../../src/kit/claims/claim-result.schema.json", import.meta.url), "utf8"),
) as object;

/** The claim on a grid of its cheapest cells only. */
function onCells(claim: Claim, cells: Claim["grid"]["quick"]): Claim {
  return { ...claim, grid: { quick: cells, full: cells } };
}

/** A cell in which so many of the draws failed. */
function failed(failures: number, draws: number): Reading {
  return { draws, failures, verdict: judgeFailureRate(failures, draws, 0.1) };
}

describe("running a claim", () => {
  const small = onCells(findStatement("L4.2-part1"), [{ input: "gaussian", W: "I/√d", n: 16, d: 64, s: 1 }]);
  let result: Awaited<ReturnType<typeof runClaim>>;
  beforeAll(async () => {
    result = await runClaim(small, context());
  });

  it("gives a record that matches its schema, with verdict, interval, tightness and the control's outcome", () => {
    const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(JSON.stringify(result))), JSON.stringify(validate.errors)).toBe(true);
    expect(result).toMatchObject({ outcome: "holds", asExpected: true, draws: 160, seed: 7, profile: "quick" });
    expect(result.control).toMatchObject({ outcome: "violated", asExpected: true });
    const [cell] = result.cells;
    expect(cell).toMatchObject({ failures: 0, target: 0.1, draws: 160, use: "sharp" });
    expect(cell!.tightness).toBeCloseTo(cell!.bound! / cell!.measured!.value, 12);
    expect(result.headline).toMatch(
      /^holds on 1 of 1 cell · 0 failures in 160 draws · bound \/ measured 1\.\d+ · sharp on 1$/,
    );
  });

  it("stops when its signal is aborted, between cells and between draws", async () => {
    const stop = new AbortController();
    const drawn: unknown[] = [];
    const measure: Claim["measure"] = (cell, { memo, ...rest }) => {
      drawn.push(cell);
      setImmediate(() => stop.abort(new Error("stopped")));
      return small.measure(cell, { memo, ...rest });
    };
    const [cell] = small.grid.quick;
    const claim = onCells({ ...small, measure }, [cell!, cell!, cell!]);
    await expect(runClaim(claim, { ...context(), signal: stop.signal })).rejects.toThrow("stopped");
    expect(drawn).toHaveLength(1);

    let draws = 0;
    const polled = { throwIfAborted: () => (++draws < 10 ? undefined : stop.signal.throwIfAborted()) };
    const during = { ...context(), signal: polled as AbortSignal };
    await expect(runClaim(small, during)).rejects.toThrow("stopped");
    expect(draws).toBe(10);
    expect(await runClaim(small, { ...during, signal: undefined })).toEqual(result);
  });

  it("is a function of the seed", async () => {
    expect(await runClaim(small, context())).toEqual(result);
    expect(await runClaim(small, readSession({ NCSPARSE_SEED: "8" }))).not.toEqual(result);
  });

  it("gives the same numbers whichever claims ran before it", async () => {
    const session = context();
    await runClaim(onCells(findStatement("L4.2-part3"), small.grid.quick), session);
    expect(JSON.stringify(await runClaim(small, session))).toBe(JSON.stringify(result));
  });

  it("calls cells beyond the statement's scope out of range, whatever was measured there", async () => {
    const claim: Claim = { ...small, inScope: () => false };
    const result = await runClaim(claim, context());
    expect(result.cells.map((cell) => cell.outcome)).toEqual(["out of range"]);
    expect(result).toMatchObject({ outcome: "out of range", asExpected: false });
  });

  it("has a headline of the cells in range: how many hold, and the failures and draws of all of them together", async () => {
    const grid = [1, 2, 3, 4].map((n) => ({ n }));
    const draws = [0, 1000, 2000, 4000, 8000] as const;
    const claim: Claim = {
      ...onCells(small, grid),
      inScope: ({ n }) => Number(n) < 4,
      measure: ({ n }) => ({
        ...failed(n === 3 ? 3000 : 5, draws[Number(n)]!),
        comparison: { measured: { value: 1, low: 1, high: 1 }, bound: n === 1 ? 5 : 1.5, trivial: null },
      }),
    };
    expect((await runClaim(claim, context())).headline).toBe(
      "holds on 2 of 3 cells · 3010 failures in 7000 draws · bound / measured 1.50 – 5 · sharp on 2",
    );
  });

  it("refuses a control without the power that the rule asks for", async () => {
    const weak: Claim = { ...small, control: { ...small.control, power: () => ({ value: 0.49, how: "guessed" }) } };
    await expect(runClaim(weak, context())).rejects.toThrow(
      "the control of L4.2-part1 must have power >= 0.5, got 0.49",
    );
  });

  it("refuses a measurement that JSON cannot carry", async () => {
    const measure = (): Reading => ({
      ...failed(0, 160),
      comparison: { measured: { value: 1, low: 0, high: Infinity }, bound: 1, trivial: null },
    });
    await expect(runClaim({ ...small, measure }, context())).rejects.toThrow(
      "L4.2-part1 must measure finite numbers, got Infinity",
    );
  });

  it("tells a deviation in the abstract instead of the claim's own sentence", async () => {
    const deviating: Claim = { ...small, expected: { outcome: "violated", reason: "for the test" } };
    const { finding, asExpected } = await runClaim(deviating, context());
    expect(asExpected).toBe(false);
    expect(finding).toBe(
      "**Off-diagonal logits are bounded by λ, and their entries by $e^{\\pm\\lambda}$** came out *holds*, against the expectation *violated*.",
    );
  });
});

describe("a broken bound is caught by its claim", () => {
  // Each breaks a tight statement by what a slip of the pen would: the verdict must leave the expectation.
  const profile: Profile = "quick";
  const cases: { id: string; broken: (claim: Claim) => Claim }[] = [
    { id: "S0-identities", broken: withControl },
    { id: "S0-sandwich", broken: withControl },
    { id: "T4.3-trivial", broken: withControl },
    { id: "T4.3-frontier", broken: withControl },
    { id: "L4.2-literal", broken: (claim) => ({ ...claim, measure: findStatement("L4.2-every").measure }) },
  ];
  /** The control's false statement in the claim's place. */
  function withControl(claim: Claim): Claim {
    return { ...claim, grid: claim.control.grid, measure: claim.control.measure };
  }
  it.each(cases)("$id", async ({ id, broken }) => {
    const claim = findStatement(id);
    const cheap =
      claim.id === "L4.2-literal"
        ? onCells(broken(claim), [{ input: "gaussian", W: "I/√d", n: 64, d: 64, s: 1 }])
        : broken(claim);
    const { outcome, asExpected } = await runClaim(cheap, { ...context(), profile });
    expect(asExpected, `${id} came out ${outcome}`).toBe(false);
  });
});
