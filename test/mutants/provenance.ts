/** Errors in what a report records of itself, and in checking it. */
import type { Mutant } from "./mutant.js";

const RECOMPUTE = "test/report/verify/recompute.test.ts";

export const PROVENANCE_MUTANTS: readonly Mutant[] = [
  {
    id: "PROVENANCE-any-order",
    error: "equal numbers have another hash where their fields come in another order",
    file: "report/provenance/canonical-json.ts",
    find: "Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))",
    replace: "Object.entries(value)",
    noticedBy: { file: "test/report/provenance/canonical-json.test.ts", test: "orders members" },
  },
  {
    id: "PROVENANCE-other-commit",
    error: "a checkout of another commit is taken for the one that a report was made in",
    file: "report/verify/check-checkout.ts",
    find: "commit !== own)",
    replace: "commit.length !== own.length)",
    noticedBy: { file: "test/report/verify/check-checkout.test.ts", test: "of another commit is another" },
  },
  {
    id: "PROVENANCE-most-digits",
    error: "numbers that agree to fifteen digits are the same",
    file: "report/verify/cell-difference.ts",
    find: "before.get(place) !== now.get(place)",
    replace: "before.get(place)?.slice(0, 17) !== now.get(place)?.slice(0, 17)",
    noticedBy: { file: "test/report/verify/cell-difference.test.ts", test: "differ in their last digit" },
  },
  {
    id: "PROVENANCE-no-control",
    error: "a control's cells are compared with the claim's",
    file: "report/verify/recorded-cells.ts",
    find: "control: control.cells }",
    replace: "control: own }",
    noticedBy: { file: RECOMPUTE, test: "are those recorded of claim and control" },
  },
  {
    id: "PROVENANCE-left-out",
    error: "a claim that a report leaves out is not asked for",
    file: "report/verify/recompute.ts",
    find: "before === undefined && recorded.mayLack(block)",
    replace: "before === undefined",
    noticedBy: { file: RECOMPUTE, test: "a cell that was not recorded is a difference" },
  },
  {
    id: "PROVENANCE-biased-sample",
    error: "some blocks are sampled more often than others",
    file: "report/verify/sample.ts",
    find: "drawn + Math.floor(draws.uniform() * (indices.length - drawn))",
    replace: "Math.floor(draws.uniform() * indices.length)",
    noticedBy: { file: "test/report/verify/sample.test.ts", test: "takes each choice equally often" },
  },
];
