/**
 * Rows of another paper's tables whose scores are those of Table 2: PyramidKV (arXiv 2406.02069), the same model and
 * benchmark, scores as printed there. A fact about two tables; nothing here says how it came about.
 */
import { hundredths, TABLE_2, TASKS, type Method } from "./table-2.js";

interface OtherRow {
  /** The row of Table 2 that it is set beside. */
  readonly row: Method;
  /** Where it stands, in the other paper's own words. */
  readonly place: string;
  /** (16), in the order of Table 2's tasks; null for a cell that could not be read in the copy at hand. */
  readonly scores: readonly (number | null)[];
  readonly printedAverage: number;
}

// prettier-ignore
const OTHER_ROWS: readonly OtherRow[] = [
  {
    row: "dynamic, second",
    place: "Table 5, PyramidKV, cache budget 128, α = 8",
    scores: [21.4, 16.92, 31.62, 38.45, 28.72, 18.59, 19.96, 22.49, 20.96, 66.5, 89.35, 38.43, 5.92, 69, 57.86, 51.8],
    printedAverage: 37.37,
  },
  {
    row: "dynamic, first",
    place: "Table 5, PyramidKV, cache budget 128, α = 16",
    scores: [23.37, 16.21, 33.93, 38.24, 27.28, 20.57, 19.71, 21.93, 20.86, 60, 88.75, 38.34, 5.48, 69.12, 57.84, 53.42],
    printedAverage: 37.19,
  },
  {
    row: "k = 1024",
    place: "Table 11, StreamingLLM, cache size 64",
    scores: [17.44, 8.68, 22.25, 35.37, 31.51, 15.97, 15.46, 20.06, 14.64, 38, 72.33, 29.1, 5.42, 69.5, 46.14, 45.09],
    printedAverage: 30.43,
  },
  {
    row: "k = 2048",
    place: "Table 11, StreamingLLM, cache size 2048",
    scores: [21.71, 25.78, 38.13, 40.12, 32.01, 16.86, 23.14, 22.64, 26.48, 70, 83.22, 31.75, 5.74, null, null, null],
    printedAverage: 37.82,
  },
];

/** A row of Table 2 beside a row of the other paper. */
export interface CoincidenceLine {
  readonly row: Method;
  readonly place: string;
  /** Scores that are equal, of those that could be read in both. */
  readonly equal: number;
  readonly read: number;
  readonly averagesEqual: boolean;
  /** Where Table 2 differs, and by how much: "Qasper +1.34". */
  readonly differences: readonly string[];
}

/** Table 2 against the rows of arXiv 2406.02069 that it shares scores with, the dynamic rows first. */
export function coincidences(): CoincidenceLine[] {
  return OTHER_ROWS.map(({ row, place, scores, printedAverage }) => {
    const ours = TABLE_2[row];
    const read = TASKS.flatMap(({ name }, i) => {
      const score = scores[i];
      return score === null || score === undefined
        ? []
        : [{ name, by: hundredths(ours.scores[i]!) - hundredths(score) }];
    });
    const differing = read.filter(({ by }) => by !== 0);
    return {
      row,
      place,
      equal: read.length - differing.length,
      read: read.length,
      averagesEqual: ours.printedAverage === printedAverage,
      differences: differing.map(({ name, by }) => `${name} ${by > 0 ? "+" : "−"}${(Math.abs(by) / 100).toFixed(2)}`),
    };
  });
}

/** The line of a row. */
export function coincidenceOf(row: Method): CoincidenceLine {
  return coincidences().find((line) => line.row === row)!;
}
