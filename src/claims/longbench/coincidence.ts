/**
 * Table 2 beside rows of another paper's tables (arXiv 2406.02069), cell by cell: which scores are equal and which are
 * not. A fact about two papers' tables; nothing here says how it came about.
 */
import { OTHER_ROWS, type OtherRow } from "./other-tables.js";
import { hundredths, TABLE_2, TASKS, type Method } from "./table-2.js";

/** One score of Table 2 and the score in the same place of the other row, null where that could not be read. */
interface ComparedScore {
  readonly task: string;
  readonly here: number;
  readonly there: number | null;
}

function compareScores(row: Method, other: OtherRow): ComparedScore[] {
  const here = TABLE_2[row].scores;
  return TASKS.map(({ name }, i) => ({ task: name, here: here[i]!, there: other.scores[i]! }));
}

/** Here minus there, in hundredths, so that equal is equal; null where the other score could not be read. */
function difference({ here, there }: Omit<ComparedScore, "task">): number | null {
  return there === null ? null : hundredths(here) - hundredths(there);
}

/** How many scores of two rows are equal, of those that could be read in both. */
export interface SharedScores {
  readonly equal: number;
  readonly read: number;
}

/** A row of Table 2 against any row of the other paper. */
export function sharedScores(row: Method, other: OtherRow): SharedScores {
  const differences = compareScores(row, other).map(difference);
  return {
    equal: differences.filter((by) => by === 0).length,
    read: differences.filter((by) => by !== null).length,
  };
}

/** A row of Table 2 beside the row of the other paper that it shares scores with. */
export interface CoincidenceLine extends SharedScores {
  readonly row: Method;
  /** Where the other row stands, in the other paper's own words. */
  readonly place: string;
  readonly averagesEqual: boolean;
  /** Where Table 2 differs, and by how much: "Qasper +1.34". */
  readonly differences: readonly string[];
}

/** Table 2 against the rows of arXiv 2406.02069 that it shares scores with, the dynamic rows first. */
export function coincidences(): CoincidenceLine[] {
  return OTHER_ROWS.map((other) => ({
    row: other.row,
    place: `Table ${other.table}, ${other.name}`,
    ...sharedScores(other.row, other),
    averagesEqual: TABLE_2[other.row].printedAverage === other.printedAverage,
    differences: compareScores(other.row, other).flatMap((score) => {
      const by = difference(score);
      return by === null || by === 0 ? [] : [`${score.task} ${by > 0 ? "+" : "−"}${(Math.abs(by) / 100).toFixed(2)}`];
    }),
  }));
}

/** "9 of 16": the scores that a row of Table 2 shares, of those that could be read. */
export function shareOf(row: Method): string {
  return shareText(coincidences().find((line) => line.row === row)!);
}

function shareText({ equal, read }: SharedScores): string {
  return `${equal} of ${read}`;
}

/**
 * Every cell of the comparison as a table: a line a task, then the printed averages and the number of equal scores; a
 * column each row of `coincidences()`. "= 21.40" stands in both; "17.55 ≠ 16.21" is Table 2's score and the other one.
 * Neither sign ends a line.
 */
export function coincidenceCells(): string[][] {
  const columns = OTHER_ROWS.map((other) => [
    ...compareScores(other.row, other).map(cellText),
    cellText({ here: TABLE_2[other.row].printedAverage, there: other.printedAverage }),
    shareOf(other.row),
  ]);
  const names = [...TASKS.map(({ name }) => name), "average", "equal scores"];
  return names.map((name, line) => [name, ...columns.map((column) => column[line]!)]);
}

function cellText({ here, there }: Omit<ComparedScore, "task">): string {
  const score = here.toFixed(2);
  if (there === null) return `${score}, not read`;
  return difference({ here, there }) === 0 ? `=\u00a0${score}` : `${score} ≠\u00a0${there.toFixed(2)}`;
}
