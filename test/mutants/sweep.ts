/** Errors in sweeps over seeds: what is counted, what is expected, what is kept. */
import type { Mutant } from "./mutant.js";

const CALIBRATION = "src/kit/sweep/calibration.ts";
const COUNTS = "test/kit/sweep/calibration.test.ts";
const SWEEPS = "test/report/sweep/sweep.test.ts";

export const SWEEP_MUTANTS: readonly Mutant[] = [
  {
    id: "SWEEP-undecided",
    error: "a claim that stays undecided counts as an error of the stated rate",
    file: CALIBRATION,
    find: 'role === "claim" ? reversed! : undecided! + reversed!',
    replace: "undecided! + reversed!",
    noticedBy: { file: COUNTS, test: "of claims counts what is reversed" },
  },
  {
    id: "SWEEP-one-seed",
    error: "as many errors are expected of many seeds as of one",
    file: CALIBRATION,
    find: ": missed) * seeds.length",
    replace: ": missed) * Math.min(seeds.length, 1)",
    noticedBy: { file: COUNTS, test: "of controls counts all that is not as expected" },
  },
  {
    id: "SWEEP-interval",
    error: "the upper end of Poisson's interval has one degree of freedom less",
    file: "src/kit/probability/poisson-interval.ts",
    find: "2 * (count + 1)",
    replace: "2 * count + 1",
    noticedBy: { file: "test/kit/probability/poisson-interval.test.ts", test: "leaves alpha beyond each end" },
  },
  {
    id: "SWEEP-join-order",
    error: "joined sweeps have their seeds in the order of the files",
    file: "report/sweep/join-sweeps.ts",
    find: "a.seed - b.seed",
    replace: "a.index - b.index",
    noticedBy: { file: "test/report/sweep/sweep-files.test.ts", test: "are the sweep of all seeds" },
  },
  {
    id: "SWEEP-first-seed",
    error: "the blocks of all seeds are computed with the first",
    file: "report/compute/computing.ts",
    find: 'ask("measure", block, plan)',
    replace: 'ask("measure", block, work.plan)',
    noticedBy: { file: SWEEPS, test: "has the outcome of each statement with each seed" },
  },
  {
    id: "SWEEP-cells-kept",
    error: "the single cells of every seed stay in the memory",
    file: "report/sweep/known-outcomes.ts",
    find: "    this.#removeCells(plan);\n",
    replace: "",
    noticedBy: { file: SWEEPS, test: "leaves claims in the memory" },
  },
  {
    id: "SWEEP-again",
    error: "blocks computed again whose cells are in the memory",
    file: "report/sweep/known-outcomes.ts",
    find: " && !this.#hasCell(cell, notebook, plan)",
    replace: "",
    noticedBy: { file: "test/report/queue/sweep.test.ts", test: "that is interrupted goes on with what it has" },
  },
];
