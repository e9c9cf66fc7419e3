import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VERDICTS } from "../../src/claims/coverage/item-verdicts.js";
import { coincidenceCells, coincidences, sharedScores, shareOf } from "../../src/claims/longbench/coincidence.js";
import { LONGBENCH } from "../../src/claims/longbench/index.js";
import { OTHER_ROWS } from "../../src/claims/longbench/other-tables.js";
import { sameScores } from "../../src/claims/longbench/same-scores.js";
import { METHODS, TABLE_2, TASKS, type Method } from "../../src/claims/longbench/table-2.js";
import { readSession } from "../../src/kit/notebook/session.js";
import { runClaim } from "../../src/kit/claims/run.js";
import { enginePath } from "../../report/root.js";

type Printed = Readonly<Record<string, string>>;

/** The rows of a transcription, by the names of its columns. */
function transcription(file: string): Printed[] {
  const text = readFileSync(enginePath("test", "fixtures", "longbench", file), "utf8");
  const [head, ...lines] = text.trimEnd().split("\n");
  const names = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell])));
}

const plain = (name: string): string => name.replaceAll(", ", " ");
const printedHere = transcription("table-2.csv");
const printedThere = transcription("arxiv-2406.02069.csv");
const here = (row: Method): Printed => printedHere.find((line) => line.row === plain(row))!;
const there = (row: Method): Printed => printedThere.find((line) => line.beside === plain(row))!;
const inDigits = (score: number | null): string => (score === null ? "" : score.toFixed(2));
const asDigits = (cell: string): string => (cell === "" ? "" : Number(cell).toFixed(2));

const cells = METHODS.flatMap((row) => TASKS.map(({ name }, task) => [row, name, task] as const));

describe("Table 2, cell by cell", () => {
  it.each(cells)("%s, %s is the score that another transcription has", (row, name, task) => {
    expect(inDigits(TABLE_2[row].scores[task]!)).toBe(asDigits(here(row)[name]!));
  });

  it.each(METHODS)("%s has the average that another transcription has", (row) => {
    expect(inDigits(TABLE_2[row].printedAverage)).toBe(here(row).average);
  });
});

describe("the other paper's rows, cell by cell", () => {
  const otherOf = (row: Method) => OTHER_ROWS.find((other) => other.row === row)!;

  it.each(cells)("beside %s, %s is the score that another transcription has", (row, name, task) => {
    expect(inDigits(otherOf(row).scores[task]!)).toBe(asDigits(there(row)[name]!));
  });

  it.each(METHODS)("beside %s have the average, the table and the name that another transcription has", (row) => {
    const { printedAverage, table, name } = otherOf(row);
    expect(inDigits(printedAverage)).toBe(there(row).average);
    expect(String(table)).toBe(there(row).table);
    expect(plain(name).replace("α =", "alpha").replace("cache budget", "budget")).toBe(there(row).name);
  });
});

describe("the table of equal and unequal cells", () => {
  const table = coincidenceCells();
  const rows = coincidences().map(({ row }) => row);

  it("has a line a task, the averages and the counts, and a column each row of Table 2", () => {
    expect(table.map(([name]) => name)).toEqual([...TASKS.map(({ name }) => name), "average", "equal scores"]);
    for (const line of table) expect(line).toHaveLength(1 + METHODS.length);
    expect([...rows].sort()).toEqual([...METHODS].sort());
  });

  it.each([...TASKS.map(({ name }) => name), "average"])(
    "says of %s what the two transcriptions say, in each column",
    (name) => {
      const expected = rows.map((row) => {
        const [left, right] = [asDigits(here(row)[name]!), asDigits(there(row)[name]!)];
        if (right === "") return `${left}, not read`;
        return left === right ? `=\u00a0${left}` : `${left} ≠\u00a0${right}`;
      });
      expect(table.find(([first]) => first === name)!.slice(1)).toEqual(expected);
    },
  );

  it("counts, of those that could be read, the equal scores that it shows", () => {
    const counted = rows.map((_, column) => {
      const shown = table.slice(0, TASKS.length).map((line) => line[column + 1]!);
      const equal = shown.filter((cell) => cell.startsWith("=")).length;
      return `${equal} of ${equal + shown.filter((cell) => cell.includes("≠")).length}`;
    });
    expect(table.at(-1)).toEqual(["equal scores", ...counted]);
    expect(counted).toEqual(["16 of 16", "9 of 16", "16 of 16", "13 of 13", "16 of 16"]);
  });
});

describe("the rows side by side", () => {
  it("have the same averages but for the first dynamic row", () => {
    expect(coincidences().map(({ row, averagesEqual }) => [row, averagesEqual])).toEqual([
      ["dynamic, second", true],
      ["dynamic, first", false],
      ["k = 1024", true],
      ["k = 2048", true],
      ["full", true],
    ]);
  });

  it("differ in the first dynamic row by what was written down when they were first compared, and nowhere else", () => {
    const [first, ...others] = [...coincidences()].sort((a, b) => b.differences.length - a.differences.length);
    expect([first!.row, first!.differences]).toEqual([
      "dynamic, first",
      [
        ...["Qasper +1.34", "HotpotQA +1.48", "2WikiMQA +2.35", "GovReport +1.00", "QMSum +1.00", "MultiNews +1.00"],
        "TREC +8.00",
      ],
    ]);
    expect(others.flatMap(({ differences }) => differences)).toEqual([]);
  });
});

describe("the counts of equal scores", () => {
  it("are those of five pairs of rows; no other pair shares a single score", () => {
    const shared = METHODS.flatMap((row) =>
      OTHER_ROWS.filter((other) => other.row !== row).map((other) => sharedScores(row, other).equal),
    );
    expect(shared).toEqual(Array<number>(20).fill(0));
  });

  it("are what TB2-same-scores finds, without a probabilistic verdict, and its control finds in no other pair", async () => {
    const result = await runClaim(sameScores, readSession({}));
    expect(result.outcome).toBe("holds");
    expect(result.cells.map(({ note }) => note)).toEqual(
      coincidences().map(({ equal, read }) => `${equal} of ${read} equal`),
    );
    expect(sameScores.deterministic).toBe(true);
    expect(result.control.cells).toHaveLength(20);
    expect(result.control.cells.map(({ outcome }) => outcome)).toEqual(Array<string>(20).fill("violated"));
  });
});

describe("what the equal scores leave of the comparisons with dynamic rows", () => {
  const words = "no weight for Proposition 7.2";

  it("stands in the scope of each of them, with both counts and the other paper", () => {
    const compared = LONGBENCH.filter(({ id }) => !["TB2-averages", "TB2-same-scores"].includes(id));
    expect(compared.map(({ id }) => id)).toEqual(["TB2-first", "TB2-second", "TB2-power", "TB2-robust"]);
    for (const { scope } of compared) {
      for (const part of [words, "arXiv 2406.02069", shareOf("dynamic, first"), shareOf("dynamic, second")]) {
        expect(scope).toContain(part);
      }
    }
  });

  it("stands in what they are about, so that a verdict is not read as evidence", () => {
    for (const id of ["TB2-first", "TB2-second"]) {
      expect(LONGBENCH.find((claim) => claim.id === id)!.item).toMatch(/without weight for Proposition 7\.2/);
    }
  });

  it("stands in the findings, in the abstract and in the verdicts on both items", async () => {
    const session = readSession({});
    for (const id of ["TB2-same-scores", "TB2-first"]) {
      const result = await runClaim(
        LONGBENCH.find((claim) => claim.id === id)!,
        session,
      );
      expect(result.finding).toMatch(/until that is explained, .* carr(?:y no|ies) weight for Proposition 7\.2\.$/);
    }
    const { abstract } = JSON.parse(readFileSync(enginePath("ncsparse.config.json"), "utf8")) as { abstract: string[] };
    expect(abstract).toContain("TB2-same-scores");
    expect(VERDICTS["Proposition 7.2"]![1]).toMatch(/Table 2.*until that is explained, .* carry no weight/);
    expect(VERDICTS["Table 2"]![1]).toMatch(/9 of 16 scores of the first and 16 of 16 of the second stand in another/);
  });
});
