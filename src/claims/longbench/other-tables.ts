/**
 * Rows of Tables 5 and 11 of another paper, PyramidKV (arXiv 2406.02069): the model and the 16 tasks of Table 2, scores as
 * printed there, each row beside the one of Table 2 that it shares scores with.
 */
import type { Method } from "./table-2.js";

export interface OtherRow {
  /** The row of Table 2 that it is set beside. */
  readonly row: Method;
  /** The number of its table in the other paper. */
  readonly table: 5 | 11;
  /** What it is called there. */
  readonly name: string;
  /** (16), in the order of Table 2's tasks; null for a cell that could not be read in the copy at hand. */
  readonly scores: readonly (number | null)[];
  readonly printedAverage: number;
}

// prettier-ignore
export const OTHER_ROWS: readonly OtherRow[] = [
  {
    row: "dynamic, second", table: 5, name: "PyramidKV, cache budget 128, α = 8",
    scores: [21.4, 16.92, 31.62, 38.45, 28.72, 18.59, 19.96, 22.49, 20.96, 66.5, 89.35, 38.43, 5.92, 69, 57.86, 51.8],
    printedAverage: 37.37,
  },
  {
    row: "dynamic, first", table: 5, name: "PyramidKV, cache budget 128, α = 16",
    scores: [23.37, 16.21, 33.93, 38.24, 27.28, 20.57, 19.71, 21.93, 20.86, 60, 88.75, 38.34, 5.48, 69.12, 57.84, 53.42],
    printedAverage: 37.19,
  },
  {
    row: "k = 1024", table: 11, name: "StreamingLLM, cache size 64",
    scores: [17.44, 8.68, 22.25, 35.37, 31.51, 15.97, 15.46, 20.06, 14.64, 38, 72.33, 29.1, 5.42, 69.5, 46.14, 45.09],
    printedAverage: 30.43,
  },
  {
    row: "k = 2048", table: 11, name: "StreamingLLM, cache size 2048",
    scores: [21.71, 25.78, 38.13, 40.12, 32.01, 16.86, 23.14, 22.64, 26.48, 70, 83.22, 31.75, 5.74, null, null, null],
    printedAverage: 37.82,
  },
  {
    row: "full", table: 11, name: "FullKV",
    scores: [25.7, 29.75, 41.12, 45.55, 35.87, 22.35, 25.63, 23.03, 26.21, 73, 90.56, 41.88, 4.67, 69.25, 58.05, 50.77],
    printedAverage: 41.46,
  },
];
