import { describe, expect, it } from "vitest";
import type { Work } from "../../../report/compute/work.js";
import { InputError } from "../../../report/errors.js";
import { taskName, Tasks, titleOf } from "../../../report/queue/tasks.js";

const BLOCKS = ["A/claim/0", "B/claim/0"].map((name) => ({ name, notebook: "n", cells: [], seconds: null }));
const WORK = {
  project: { name: "made-up", version: "1.0.0" },
  plan: { profile: "quick", seed: 1, blocks: BLOCKS, hash: "" },
} as unknown as Work;

describe("a task", () => {
  it.each([
    ["7", "A/claim/0", "block A/claim/0, seed 7"],
    ["1..9", "A/claim/0, seed 7", "block A/claim/0, seed 7"],
  ])("of the seeds %s is called by its block, and its seed where there are others", (seeds, name, title) => {
    expect(taskName("A/claim/0", 7, { seeds })).toBe(name);
    expect(titleOf(name, { seeds })).toBe(title);
    const tasks = new Tasks(WORK, { seeds });
    expect(tasks.has(name)).toBe(true);
    const { block, plan } = tasks.named(name);
    expect([block.name, plan.seed]).toEqual(["A/claim/0", 7]);
  });

  it.each([
    "A/claim/0",
    "A/claim/0, seed 10",
    "A/claim/0, seed 07",
    "A/claim/0, seed 7, seed 7",
    "A/claim/0, seed 7 ",
    "A/claim/0, seed -7",
    "A/claim/0, seed ",
    "C/claim/0, seed 7",
    "../../A/claim/0, seed 7",
    "constructor",
  ])("is none by the name %j", (name) => {
    expect(new Tasks(WORK, { seeds: "1..9" }).has(name)).toBe(false);
  });

  it("is one of at most a hundred thousand seeds, which nobody lists with all blocks", () => {
    const tasks = new Tasks(WORK, { seeds: "1..100000" });
    expect(tasks.has("B/claim/0, seed 100000")).toBe(true);
    expect(() => new Tasks(WORK, { seeds: "1..4294967295" })).toThrow(InputError);
  });
});
