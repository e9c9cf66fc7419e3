import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enginePath } from "../../report/root.js";
import { statementsOf } from "../../src/kit/claims/claim.js";
import { CLAIMS } from "../../src/claims/registry.js";
import { LAST_ROUND, LEAST_MUTANTS, MUTANTS } from "./index.js";
import { plantingProblem } from "./runner/copy.js";
import { EVERY_ERROR, mutantsTable } from "./runner/table.js";

const each = MUTANTS.map((mutant) => [mutant.id, mutant] as const);

/** Whether a file's text holds a test's name: as one title, or as a title of its group and one of its own. */
function holdsTitle(text: string, name: string): boolean {
  const words = name.split(" ");
  return words.some((_, i) => text.includes(words.slice(0, i).join(" ")) && text.includes(words.slice(i).join(" ")));
}

describe("the planted errors", () => {
  it("are no fewer than they were, with ids of their own", () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(LEAST_MUTANTS);
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
  });

  it("of the last round were noticed by a test from then on where nobody had noticed them at first", () => {
    const unnoticed = MUTANTS.filter(({ unnoticedAtFirst }) => unnoticedAtFirst);
    for (const mutant of unnoticed) {
      expect(Object.values(LAST_ROUND).flat()).toContain(mutant);
      expect(mutant.noticedBy).toHaveProperty("test");
    }
  });

  it("come from every list in this folder", () => {
    const lists = readdirSync(enginePath("test", "mutants")).filter((name) =>
      /^(?!index|mutant\.|.*\.test).*\.ts$/.test(name),
    );
    const gathered = readFileSync(enginePath("test", "mutants", "index.ts"), "utf8");
    expect(lists.length).toBeGreaterThan(3);
    for (const name of lists) expect(gathered).toContain(`"./${name.replace(/\.ts$/, ".js")}"`);
  });

  it.each(each)("%s can be planted, and its witness exists", (_, mutant) => {
    expect(plantingProblem(mutant)).toBeNull();
    expect(mutant.error.length).toBeGreaterThan(10);
    const { noticedBy } = mutant;
    if ("claim" in noticedBy) {
      expect(CLAIMS.flatMap(statementsOf).map(({ id }) => id)).toContain(noticedBy.claim);
    } else if ("test" in noticedBy) {
      expect(existsSync(enginePath(noticedBy.file)), noticedBy.file).toBe(true);
      expect(holdsTitle(readFileSync(enginePath(noticedBy.file), "utf8"), noticedBy.test), noticedBy.test).toBe(true);
    } else {
      expect(noticedBy.trueStatement.length).toBeGreaterThan(20);
    }
  });

  it("are refused where they would be planted nowhere, twice or without a change", () => {
    const [mutant] = MUTANTS;
    expect(plantingProblem({ ...mutant!, find: "no such text" })).toMatch(/must occur exactly once in .*, got 0 times/);
    expect(plantingProblem({ ...mutant!, find: "e" })).toMatch(/must occur exactly once/);
    expect(plantingProblem({ ...mutant!, file: "test/mutants/index.ts" })).toMatch(/must be a TypeScript source/);
    expect(plantingProblem({ ...mutant!, file: "src/none.ts" })).toBe("src/none.ts must exist");
    expect(plantingProblem({ ...mutant!, replace: mutant!.find })).toMatch(/must differ/);
  });
});

describe("the table of who noticed", () => {
  it("is sorted, says who and how, and sets bars as text", () => {
    const [a, b] = [
      { id: "B", error: "|z| halved", file: "src/b.ts", find: "b", replace: "", noticedBy: { claim: "L4.2-part1" } },
      {
        id: "A",
        error: "looser",
        file: "src/a.ts",
        find: "a",
        replace: "",
        noticedBy: { trueStatement: "it is weaker" },
      },
    ] as const;
    const table = mutantsTable(
      [
        { mutant: a, answer: { kind: "noticed", how: "*violated* instead of *holds*" } },
        { mutant: b, answer: null },
      ],
      { "one room": [{ ...a, unnoticedAtFirst: true }], another: [b] },
    );
    const rows = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("| "));
    const [first, every] = table.split(EVERY_ERROR) as [string, string];
    expect(rows(every).slice(2)).toEqual([
      "| A | looser | `src/a.ts` | nobody: it is true | it is weaker |",
      "| B | \\|z\\| halved | `src/b.ts` | claim L4.2-part1 | *violated* instead of *holds* |",
    ]);
    expect(table).toContain("2 errors: 1 are noticed by a claim's verdict, 0 by a test");
    expect(first).toMatch(/^2 of these errors .*: 1 in one room, 1 in another\. .* 1 of them were noticed by nobody/m);
    expect(rows(first).slice(2)).toEqual(["| B | \\|z\\| halved | claim L4.2-part1 |"]);
  });

  it("lists every planted error in docs/mutants.md", () => {
    const [first, every] = readFileSync(enginePath("docs", "mutants.md"), "utf8").split(EVERY_ERROR) as [
      string,
      string,
    ];
    const ids = [...every.matchAll(/^\| ([^|\s]+) \| .*\|$/gm)].map(([, id]) => id!).filter((id) => /^[A-Z]/.test(id));
    expect(ids.filter((id) => id !== "Error").sort()).toEqual(MUTANTS.map(({ id }) => id).sort());
    for (const { id } of MUTANTS.filter(({ unnoticedAtFirst }) => unnoticedAtFirst))
      expect(first).toContain(`| ${id} |`);
  });
});
