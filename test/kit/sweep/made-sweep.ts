/** A sweep of four seeds that nothing computed. */
import type { Sweep, SweptStatement } from "../../../src/kit/sweep/sweep.js";

function sweptStatement(
  id: string,
  rule: SweptStatement["rule"],
  outcomes: Readonly<Record<"claim" | "control", string>>,
  { cells = 10, power = 0.75 } = {},
): SweptStatement {
  return {
    ...{ id, rule },
    claim: { expected: "holds", drawnCells: cells, outcomes: outcomes.claim },
    control: { expected: "violated", drawnCells: 1, power, outcomes: outcomes.control },
  };
}

export const SWEEP: Sweep = {
  format: "ncsparse sweep 1",
  ...{ project: "made 0.1.0", commit: null, code: "0".repeat(64), node: "20.19.0", processor: "x64" },
  ...{ machines: ["a machine, 2 cores"], profile: "quick", only: [], level: 0.01, seeds: [1, 2, 3, 9] },
  statements: [
    sweptStatement("A", "ratio", { claim: "hhih", control: "vvvv" }),
    sweptStatement("B", "ratio", { claim: "hvhh", control: "vivh" }, { cells: 5, power: 0.5 }),
    sweptStatement("C", "inequality", { claim: "hhhh", control: "vvvv" }, { cells: 0, power: 1 }),
  ],
};
