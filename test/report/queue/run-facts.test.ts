import { describe, expect, it } from "vitest";
import { difference, readRunFacts } from "../../../report/queue/run-facts.js";
import { FACTS } from "./made-up.js";

describe("what a run says of itself", () => {
  it("is read back as it was written", () => {
    expect(readRunFacts(JSON.stringify(FACTS))).toEqual(FACTS);
  });

  it.each([
    ["no JSON", "{"],
    ["another format", JSON.stringify({ ...FACTS, format: "ncsparse queue 1" })],
    ["a path as a notebook", JSON.stringify({ ...FACTS, notebooks: ["../../x"] })],
    ["a huge seed", JSON.stringify({ ...FACTS, seeds: "1e300" })],
    ["seeds without end", JSON.stringify({ ...FACTS, seeds: `1${",1".repeat(40_000)}` })],
    ["another profile", JSON.stringify({ ...FACTS, profile: "huge" })],
    ["more than that", JSON.stringify({ ...FACTS, run: "rm" })],
    ["megabytes", `"${"x".repeat(2_000_000)}"`],
  ])("is none for %s", (_, text) => {
    expect(readRunFacts(text)).toBeNull();
  });
});

describe("a worker", () => {
  it.each([
    ["project", "other 1.0.0", "its project is made-up 1.0.0, here it is other 1.0.0"],
    ["node", "22.1.0", "its Node is 20.0.0, here it is 22.1.0"],
    ["processor", "arm64", "its kind of processor is x64, here it is arm64"],
    ["code", "0".repeat(64), "its library is cccccccccccc, here it is 000000000000"],
    ["plan", "0".repeat(64), "its list of blocks is aaaaaaaaaaaa, here it is 000000000000"],
  ])("does not take part where its %s differs", (fact, value, reason) => {
    expect(difference(FACTS, { ...FACTS, [fact]: value })).toBe(reason);
  });

  it("takes part where nothing differs, which seed and profile cannot", () => {
    expect(difference(FACTS, { ...FACTS })).toBeNull();
  });
});
