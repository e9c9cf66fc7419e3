import { describe, expect, it } from "vitest";
import { countUnits, type Claim } from "../../../src/kit/claims/claim.js";
import {
  boundClaim,
  certain,
  differenceClaim,
  exactDifferenceClaim,
  exactRatioClaim,
  exactTrendClaim,
  inequalityClaim,
  ratioClaim,
  trendClaim,
  type FailureCount,
  type KnownPower,
  type Role,
} from "../../../src/kit/claims/kinds/index.js";
import type { ChartSpec } from "../../../src/kit/figures/index.js";
import { runClaim } from "../../../src/kit/claims/run.js";
import { readSession } from "../../../src/kit/notebook/session.js";

type Cell = { readonly n: number };

const [ONE, TWO]: [Cell, Cell] = [{ n: 1 }, { n: 2 }];
const WORDS = {
  id: "K1",
  title: "a claim",
  provenance: "ours" as const,
  hypotheses: [],
  scope: "everywhere",
  statement: "it is so",
  rule: "judged so",
  reason: "since it is",
  grid: ONE,
  caption: "none",
  chart: () => ({}) as ChartSpec,
};
const FALSE = { statement: "it is not so", power: certain("it is known"), grid: TWO };
const at = (value: number) => ({ value, low: value, high: value });

const run = (claim: Claim) => runClaim(claim, readSession({}));
const outcomes = async (claim: Claim) => {
  const { outcome, control } = await run(claim);
  return [outcome, control.outcome];
};

describe("what a definition leaves out", () => {
  const claim = inequalityClaim({
    ...WORDS,
    measure: ({ n }: Cell) => ({ excess: n - 1, roundingBound: 0 }),
    control: FALSE,
  });

  it("is what most claims have: it holds, restates nothing, bounds nothing; its control comes out violated", async () => {
    expect(claim).toMatchObject({
      item: "none",
      restates: null,
      bound: null,
      useScale: null,
      expected: { outcome: "holds", reason: "since it is" },
      control: { expects: "violated", selfTest: false },
    });
    expect(claim.control.power({ profile: "quick" })).toEqual({ value: 1, how: "certain: it is known" });
    expect(await run(claim)).toMatchObject({ asExpected: true, draws: 0, control: { asExpected: true } });
  });

  it("is the label for the item, and the label alone for what is restated as it stands", () => {
    const of = (provenance: "stated" | "ours", restates: Parameters<typeof inequalityClaim>[0]["restates"]) =>
      inequalityClaim({
        ...WORDS,
        provenance,
        restates,
        measure: () => ({ excess: 0, roundingBound: 0 }),
        control: FALSE,
      });
    expect(of("stated", "Lemma 1")).toMatchObject({ item: "Lemma 1", restates: { label: "Lemma 1" } });
    const extended = { label: "Lemma 1", relation: "extended" } as const;
    expect(of("ours", extended)).toMatchObject({ item: "Lemma 1", restates: extended });
    expect(() => of("ours", "Lemma 1")).toThrow("must be one of sharpened, extended, corrected, got none");
  });

  it("is a grid's second profile: one cell or one list is the same in both", () => {
    const of = (grid: Parameters<typeof inequalityClaim<Cell>>[0]["grid"]) =>
      inequalityClaim({ ...WORDS, grid, measure: ({ n }: Cell) => ({ excess: -n, roundingBound: 0 }), control: FALSE })
        .grid;
    expect(of({ n: 3 })).toEqual({ quick: [{ n: 3 }], full: [{ n: 3 }] });
    expect(of([{ n: 3 }, { n: 4 }])).toEqual({ quick: [{ n: 3 }, { n: 4 }], full: [{ n: 3 }, { n: 4 }] });
    const byProfile = { quick: [{ n: 3 }], full: [{ n: 3 }, { n: 4 }] };
    expect(of(byProfile)).toBe(byProfile);
  });
});

describe("a control", () => {
  it("has the power that its definition gives, alone with how it is known, or by profile", () => {
    const of = (power: KnownPower) =>
      inequalityClaim({
        ...WORDS,
        measure: ({ n }: Cell) => ({ excess: -n, roundingBound: 0 }),
        control: { statement: "it is not so", grid: TWO, ...power },
      }).control.power;
    expect(of({ power: 0.9, how: "counted" })({ profile: "quick" })).toEqual({ value: 0.9, how: "counted" });
    const byProfile = of({ power: ({ profile }) => (profile === "quick" ? 0.8 : 0.9), how: "counted" });
    expect(byProfile({ profile: "full" })).toEqual({ value: 0.9, how: "counted" });
    expect(of({ power: () => certain("it is") })({ profile: "full" })).toEqual({ value: 1, how: "certain: it is" });
  });

  const seen: [string, number, string][] = [];
  const measure = (cell: Cell, _: unknown, role: Role, law: string): FailureCount => {
    seen.push([role, cell.n, law]);
    const comparison = { measured: at(1), bound: 2, trivial: null };
    return { draws: 200, failures: law === "true" ? 0 : 200, comparison };
  };
  const claim = boundClaim({
    ...WORDS,
    delta: 0.1,
    law: () => "true",
    measure,
    control: { ...FALSE, law: ({ n }) => `false at ${n}` },
  });

  it("measures what its claim does, on draws and cells of its own, against its own law", async () => {
    expect(await outcomes(claim)).toEqual(["holds", "violated"]);
    expect(seen).toEqual([
      ["claim", 1, "true"],
      ["control", 2, "false at 2"],
    ]);
  });

  it("of a bound does not set its false bound beside what was measured", async () => {
    const { cells, control } = await run(claim);
    expect([cells[0]!.bound, control.cells[0]!.bound]).toEqual([2, null]);
  });

  it("may bring a measurement of its own, on cells of another shape", async () => {
    const own = trendClaim({
      ...WORDS,
      sign: "positive",
      measure: ({ n }: Cell) => ({ draws: 1, trend: at(n) }),
      control: { ...FALSE, grid: [{ c: 3 }], measure: ({ c }: { c: number }) => ({ draws: 1, trend: at(-c) }) },
    });
    expect(await outcomes(own)).toEqual(["holds", "violated"]);
  });
});

describe("each kind", () => {
  const control = (offset: number) => ({ ...FALSE, law: () => offset });
  it("has its rule, in the record and in the verdict", async () => {
    const bound = boundClaim({
      ...WORDS,
      delta: 0.1,
      law: () => 0,
      measure: (_: Cell, __, ___, failures: number) => ({ draws: 200, failures }),
      control: control(200),
    });
    const ratio = ratioClaim({
      ...WORDS,
      tolerance: 0.1,
      law: () => 1.05,
      measure: (_: Cell, __, ___, x: number) => ({ draws: 9, ratio: at(x) }),
      control: control(2),
    });
    const difference = differenceClaim({
      ...WORDS,
      tolerance: 0.1,
      law: () => -0.05,
      measure: (_: Cell, __, ___, x: number) => ({ draws: 9, difference: at(x) }),
      control: control(2),
    });
    const trend = trendClaim({
      ...WORDS,
      sign: "negative",
      law: () => -1,
      measure: (_: Cell, __, ___, x: number) => ({ draws: 9, trend: at(x) }),
      control: control(1),
    });
    const text = "judged so";
    expect([bound, ratio, difference, trend].map(({ rule }) => rule)).toEqual([
      { kind: "failure-rate", delta: 0.1, text },
      { kind: "ratio", tolerance: 0.1, text },
      { kind: "difference", tolerance: 0.1, text },
      { kind: "sign", sign: "negative", text },
    ]);
    for (const claim of [bound, ratio, difference, trend]) {
      expect(await outcomes(claim)).toEqual(["holds", "violated"]);
      expect(countUnits(claim, "quick")).toBe(2);
    }
  });

  it("uses up no share of the error rate where no verdict comes by chance", async () => {
    const exact = [
      exactRatioClaim({ ...WORDS, tolerance: 0.1, measure: ({ n }: Cell) => ({ ratio: at(n) }), control: FALSE }),
      exactDifferenceClaim({
        ...WORDS,
        tolerance: 0.1,
        measure: ({ n }: Cell) => ({ difference: at(n - 1) }),
        control: FALSE,
      }),
      exactTrendClaim({
        ...WORDS,
        sign: "positive",
        measure: ({ n }: Cell) => ({ trend: at(1.5 - n) }),
        control: FALSE,
      }),
      inequalityClaim({
        ...WORDS,
        measure: ({ n }: Cell) => ({ draws: 7, excess: n - 1, roundingBound: 0.5 }),
        control: FALSE,
      }),
    ];
    for (const claim of exact) {
      expect(await outcomes(claim)).toEqual(["holds", "violated"]);
      expect(countUnits(claim, "quick")).toBe(0);
    }
  });

  it("refuses a malformed id and an empty grid", () => {
    const measure = ({ n }: Cell) => ({ excess: -n, roundingBound: 0 });
    expect(() => inequalityClaim({ ...WORDS, id: "bad id", measure, control: FALSE })).toThrow(
      "inequalityClaim: id must match",
    );
    expect(() => inequalityClaim({ ...WORDS, grid: { quick: [], full: [{ n: 1 }] }, measure, control: FALSE })).toThrow(
      "inequalityClaim: K1 must have cells in quick, got 0",
    );
    expect(() => inequalityClaim({ ...WORDS, measure, control: { ...FALSE, grid: [] } })).toThrow(
      "inequalityClaim: the control of K1 must have cells in quick, got 0",
    );
  });
});
