import { describe, expect, it } from "vitest";
import type { Change } from "../../../report/ledger/change.js";
import { claimChanges } from "../../../report/ledger/claim-changes.js";
import type { LedgerEntry } from "../../../report/types.js";
import type { CellResult } from "../../../src/kit/claims/result.js";
import { ledgerEntry, SPARSITY_CLAIM } from "../../fixtures/report/claims.js";

const CLAIM = ledgerEntry(
  { ...SPARSITY_CLAIM, cells: SPARSITY_CLAIM.cells.slice(0, 2), hypotheses: ["h1", "h2"], finding: "Found." },
  "00-a",
);
const [FIRST, SECOND] = CLAIM.cells as [CellResult, CellResult];
const CONTROL_CELL = CLAIM.control.cells[0]!;

/** The claim with other cells in its grid. */
const grid = (...cells: CellResult[]): LedgerEntry => ({ ...CLAIM, cells });
const first = (change: Partial<CellResult>): LedgerEntry => grid({ ...FIRST, ...change }, SECOND);
const controlled = (change: Partial<LedgerEntry["control"]>): LedgerEntry => ({
  ...CLAIM,
  control: { ...CLAIM.control, ...change },
});

/** Each change as one line: its effect, what, and the words before and after. */
function told(after: LedgerEntry, before = CLAIM): string[] {
  return claimChanges(before, after).map(({ effect, what, words }: Change) =>
    [`${effect}: ${what}`, ...(words ? [`${words.before ?? "none"} => ${words.after ?? "none"}`] : [])].join(": "),
  );
}

describe("a claim's words", () => {
  it.each<[string, Partial<LedgerEntry>, string]>([
    ["statement", { statement: "s" }, `changed: statement: ${CLAIM.statement} => s`],
    ["title", { title: "t" }, `changed: title: ${CLAIM.title} => t`],
    ["scope", { scope: "s" }, `changed: scope: ${CLAIM.scope} => s`],
    ["item", { item: "none" }, `changed: item of the paper: ${CLAIM.item} => none`],
    ["restatement", { restates: null }, "changed: what it restates: Theorem 4.3, sharpened => none"],
    ["provenance", { provenance: "stated" }, "changed: provenance: ours => stated"],
    ["hypotheses, one more", { hypotheses: ["h1", "h3", "h2"] }, "weakened: hypotheses: none => h3"],
    ["hypotheses, one less", { hypotheses: ["h1"] }, "changed: hypotheses: h2 => none"],
    ["hypotheses, other ones", { hypotheses: ["h1", "h3"] }, "changed: hypotheses: h2 => h3"],
    ["bound's TeX", { bound: { ...CLAIM.bound!, tex: "t" } }, `changed: the bound's TeX: ${CLAIM.bound!.tex} => t`],
    [
      "bound's function",
      { bound: { ...CLAIM.bound!, function: "f" } },
      `changed: the bound's function: ${CLAIM.bound!.function} => f`,
    ],
    [
      "bound's expression",
      { bound: { ...CLAIM.bound!, expression: "e" } },
      "changed: the bound's expression: none => e",
    ],
    ["bound dropped", { bound: null }, `changed: bound: ${CLAIM.bound!.tex} => none`],
    ["scale", { use: { ...CLAIM.use!, scale: "s" } }, `changed: scale of its use: ${CLAIM.use!.scale} => s`],
    ["use dropped", { use: null }, `changed: scale of its use: ${CLAIM.use!.scale} => none`],
    ["rule", { rule: { ...CLAIM.rule, text: "r" } }, `changed: rule: ${CLAIM.rule.text} => r`],
    [
      "reason",
      { expected: { ...CLAIM.expected, reason: "r" } },
      `noted: reason of the expectation: ${CLAIM.expected.reason} => r`,
    ],
    ["finding lost", { finding: null }, "noted: finding: Found. => none"],
  ])("%s: every change is told with the words of before and after", (_, change, line) => {
    expect(told({ ...CLAIM, ...change })).toEqual([line]);
  });

  it("are compared letter by letter, but hypotheses in any order, and what follows from them not at all", () => {
    expect(told({ ...CLAIM, statement: `${CLAIM.statement} ` })).toHaveLength(1);
    expect(told({ ...CLAIM, hypotheses: ["h2", "h1"] })).toEqual([]);
    expect(told({ ...CLAIM, headline: "h", finding: "Else.", notebook: "01-b", draws: 1 })).toEqual([]);
  });
});

describe("a claim's expectation", () => {
  it("is told where it flips, and with it the outcome where both do", () => {
    const expected = { ...CLAIM.expected, outcome: "violated" } as const;
    expect(told({ ...CLAIM, expected })).toEqual([
      "flipped: expectation: expected holds, came out holds → expected violated, came out holds",
    ]);
    const cells = CLAIM.cells.map((cell) => ({ ...cell, failures: 160, outcome: "violated" as const }));
    expect(told({ ...CLAIM, expected, cells, outcome: "violated" })[0]).toBe(
      "flipped: expectation and outcome together: expected holds, came out holds → expected violated, came out violated",
    );
  });
});

describe("a claim's rule", () => {
  it("is weaker with a larger tolerance where the statement must hold, and else another one", () => {
    const { text } = CLAIM.rule;
    const wide = { ...CLAIM, rule: { kind: "failure-rate", delta: 0.2, text } } as const;
    expect(told(wide)).toEqual(["weakened: the rule's delta: 0.1 → 0.2"]);
    expect(told(CLAIM, wide)).toEqual(["changed: the rule's delta: 0.2 → 0.1"]);
    const violated = { ...CLAIM.expected, outcome: "violated" } as const;
    expect(told({ ...wide, expected: violated }, { ...CLAIM, expected: violated })).toEqual([
      "changed: the rule's delta: 0.1 → 0.2",
    ]);
  });

  it("is told field by field where its kind or its sign is another", () => {
    const { text } = CLAIM.rule;
    expect(told({ ...CLAIM, rule: { kind: "ratio", tolerance: 0.1, text } })).toEqual([
      "changed: the rule's kind: failure-rate => ratio",
      "changed: the rule's delta: 0.1 => none",
      "changed: the rule's tolerance: none => 0.1",
    ]);
    const sign = (of: "positive" | "negative"): LedgerEntry => ({ ...CLAIM, rule: { kind: "sign", sign: of, text } });
    expect(told(sign("negative"), sign("positive"))).toEqual(["changed: the rule's sign: positive => negative"]);
  });

  it("that combines the cells is another one where the same cells come to another outcome", () => {
    expect(told({ ...CLAIM, outcome: "inconclusive" })).toEqual([
      "changed: outcome of the same cells: holds → inconclusive",
    ]);
  });
});

describe("a claim's grid", () => {
  const [one, two] = ["n=256 k=16 sigma=1", "n=512 k=16 sigma=1"];
  it.each<[string, LedgerEntry, string]>([
    ["a deleted cell", grid(FIRST), `weakened: deleted grid cells (1): ${two}`],
    [
      "a cell out of range",
      first({ outcome: "out of range" }),
      `weakened: cells left out of range (1): ${one}: holds → out of range`,
    ],
    ["fewer draws", first({ draws: 80, failures: 0 }), `weakened: fewer draws (1): ${one}: 160 → 80`],
    ["a bound dropped", first({ bound: null }), `weakened: bound's value (1): ${one}: 0.0955 → none`],
    ["a bound that moved", first({ bound: FIRST.bound! * 1.01 }), `changed: bound's value (1): ${one}: `],
    ["a trivial bound that moved", first({ trivial: 1 }), `changed: trivial bound's value (1): ${one}: 0.0588 → 1`],
    ["a higher target", first({ target: 0.2 }), `weakened: target (1): ${one}: 0.100 → 0.200`],
    ["a lower target", first({ target: 0.05 }), `changed: target (1): ${one}: 0.100 → 0.0500`],
    ["a target that is hardly higher", first({ target: 0.100001 }), `weakened: target (1): ${one}: 0.1 → 0.100001`],
    [
      "a lower level of the verdict",
      first({ estimate: { ...FIRST.estimate, high: 0.05 } }),
      `changed: interval of the same estimate (1): ${one}: [0, 0.0694] → [0, 0.05]`,
    ],
    [
      "a lower level of what was measured",
      first({ measured: { ...FIRST.measured!, low: FIRST.measured!.value } }),
      "changed: interval of the same measurement (1): ",
    ],
    [
      "another verdict on the same numbers",
      first({ outcome: "inconclusive" }),
      `changed: outcome of the same numbers (1): ${one}: holds → inconclusive`,
    ],
    ["another use of the same numbers", first({ use: "sharp" }), "changed: use of the same numbers (1): "],
    [
      "another verdict on other numbers",
      first({ outcome: "violated", failures: 99, estimate: { value: 0.6, low: 0.5, high: 0.7 } }),
      `noted: cells that came out otherwise (1): ${one}: holds → violated`,
    ],
    ["more draws", first({ draws: 320 }), `strengthened: more draws (1): ${one}: 160 → 320`],
    [
      "one cell more",
      grid(FIRST, SECOND, { ...FIRST, parameters: { n: 1 } }),
      "strengthened: added grid cells (1): n=1",
    ],
  ])("%s is told with the cell", (_, after, line) => {
    const lines = told(after);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.startsWith(line), lines[0]).toBe(true);
  });

  it("has a target that is the middle of a band under other rules, and no weaker where it is higher", () => {
    const ratio = (target: number): LedgerEntry => ({
      ...first({ target }),
      rule: { kind: "ratio", tolerance: 0.1, text: "" },
    });
    expect(told(ratio(2), ratio(1))).toEqual([`changed: target (1): ${one}: 1 → 2`]);
  });

  it("has an interval for this many failures in this many draws, whatever the seed", () => {
    const level = first({ estimate: { ...FIRST.estimate, high: 0.05 } });
    expect(told({ ...level, seed: 8 })).toEqual([
      `changed: interval of the same estimate (1): ${one}: [0, 0.0694] → [0, 0.05]`,
    ]);
    const uncounted = { ...FIRST, failures: null };
    const other = { ...uncounted, estimate: { ...FIRST.estimate, high: 0.05 } };
    expect(told({ ...grid(other), seed: 8 }, grid(uncounted))).toEqual([]);
    expect(told(grid(other), grid(uncounted))).toHaveLength(1);
  });

  it("is read whatever the order in which an interval's ends are written", () => {
    const { value, low, high } = FIRST.estimate;
    expect(told(first({ estimate: { high, low, value }, outcome: "inconclusive" }))).toEqual([
      `changed: outcome of the same numbers (1): ${one}: holds → inconclusive`,
    ]);
  });

  it("is matched by parameters: neither the order of cells nor that of their parameters counts", () => {
    const turned = Object.fromEntries(Object.entries(FIRST.parameters).reverse());
    expect(told(grid(SECOND, { ...FIRST, parameters: turned }))).toEqual([]);
    expect(told(grid(SECOND, { ...FIRST, parameters: { n: "256", k: 16, sigma: 1 } }))).toEqual([
      `weakened: deleted grid cells (1): ${one}`,
      "strengthened: added grid cells (1): n=256 k=16 sigma=1",
    ]);
  });

  it("that has a point twice loses a cell where it has it once", () => {
    const twice = grid(FIRST, { ...FIRST, draws: 80 }, SECOND);
    expect(told(grid(SECOND, { ...FIRST, draws: 80 }, FIRST), twice)).toEqual([]);
    expect(told(grid(FIRST, SECOND), twice)).toEqual([`weakened: deleted grid cells (1): ${one}`]);
  });

  it("is told of as many cells as a reader takes in", () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ ...FIRST, parameters: { n } }));
    expect(told(grid(...many.slice(0, 1)), grid(...many))).toEqual([
      "weakened: deleted grid cells (19): n=1; n=2; n=3; n=4; n=5; n=6; and 13 more",
    ]);
  });

  it("that was exact and is drawn now is another one", () => {
    const exact = first({ draws: 0, failures: null });
    expect(told(first({ draws: 10, failures: null }), exact)).toEqual([
      `changed: draws where nothing was random (1): ${one}: 0 → 10`,
    ]);
  });
});

describe("a claim's control", () => {
  it.each<[string, LedgerEntry, string]>([
    ["statement", controlled({ statement: "s" }), `changed: the control's statement: ${CLAIM.control.statement} => s`],
    [
      "power",
      controlled({ power: { ...CLAIM.control.power, value: 0.6 } }),
      "changed: the control's power: 0.930 → 0.600",
    ],
    [
      "power's reason",
      controlled({ power: { ...CLAIM.control.power, how: "h" } }),
      `changed: how the control's power is computed: ${CLAIM.control.power.how} => h`,
    ],
    ["cells", controlled({ cells: [] }), "weakened: the control's deleted grid cells (1): n=256 k=1 sigma=1"],
    [
      "draws",
      controlled({ cells: [{ ...CONTROL_CELL, draws: 80 }] }),
      "weakened: the control's fewer draws (1): n=256 k=1 sigma=1: 160 → 80",
    ],
    [
      "outcome",
      controlled({ outcome: "inconclusive" }),
      "changed: the control's outcome of the same cells: violated → inconclusive",
    ],
    [
      "tolerance, which is none that it must keep",
      controlled({ cells: [{ ...CONTROL_CELL, target: 0.2 }] }),
      "changed: the control's target (1): n=256 k=1 sigma=1: 0.100 → 0.200",
    ],
  ])("has its %s compared", (_, after, line) => {
    expect(told(after)).toEqual([line]);
  });
});

describe("runs of other profiles and seeds", () => {
  const other = (change: Partial<LedgerEntry>): LedgerEntry => ({ ...CLAIM, seed: 8, ...change });

  it("of another seed are compared but for bounds and tolerances that may depend on draws", () => {
    const [moved] = first({ bound: 1, target: 0.1 }).cells;
    expect(told(other({ cells: [moved!, SECOND] }))).toEqual([]);
    expect(told(other({ cells: [{ ...FIRST, draws: 159 }, SECOND], statement: "s" }))).toEqual([
      `changed: statement: ${CLAIM.statement} => s`,
      "weakened: fewer draws (1): n=256 k=16 sigma=1: 160 → 159",
    ]);
    const exact = (bound: number): LedgerEntry["cells"] => [{ ...FIRST, draws: 0, failures: null, bound }];
    expect(told(other({ cells: exact(0.2) }), { ...CLAIM, cells: exact(0.1) })).toEqual([
      "changed: bound's value (1): n=256 k=16 sigma=1: 0.100 → 0.200",
    ]);
  });

  it("of another profile are compared where both grids have a cell, without draws and power", () => {
    const quick = { ...CLAIM, profile: "quick" } as const;
    const full: LedgerEntry = {
      ...controlled({ power: { value: 0.6, how: "h" } }),
      profile: "full",
      cells: [{ ...FIRST, draws: 80, outcome: "out of range" }],
      scope: "s",
    };
    expect(told(full, quick)).toEqual([
      `changed: scope: ${CLAIM.scope} => s`,
      "weakened: cells left out of range (1): n=256 k=16 sigma=1: holds → out of range",
    ]);
  });

  it("let a bound that depends on the draws move within what was measured", () => {
    const drawnAnew = (bound: number): LedgerEntry =>
      first({ bound, measured: { ...FIRST.measured!, value: FIRST.measured!.value * 1.001 } });
    expect(told(drawnAnew(FIRST.bound! * 1.05))).toEqual([]);
    expect(told(drawnAnew(FIRST.bound! * 1.2))).toHaveLength(1);
  });

  it("allow an inequality the rounding of its own draws", () => {
    const rule = { kind: "inequality", text: "" } as const;
    const of = (target: number, excess: number): LedgerEntry => {
      const estimate = { value: excess, low: excess, high: excess };
      return { ...first({ target, estimate, failures: null }), rule };
    };
    expect(told(of(2e-14, 1e-15), of(1e-14, 0))).toEqual([]);
    const exact = (target: number, excess: number): LedgerEntry => {
      const [cell] = of(target, excess).cells;
      return { ...grid({ ...cell!, draws: 0 }), rule, seed: excess };
    };
    expect(told(exact(2e-14, 1), exact(1e-14, 0))[0]).toMatch(/^weakened: target/);
    expect(told(of(2e-14, 0), of(1e-14, 0))[0]).toMatch(/^weakened: target \(1\): .*: 1\.00 × 10⁻¹⁴ → 2\.00 × 10⁻¹⁴$/);
  });
});
