/**
 * Table 2 of the paper (arXiv 2404.02690v2, section 7.2): LlaMa-3-8B-Instruct on the 16 English and code tasks of
 * LongBench, scores as printed. The table is all that is needed: nothing here runs a language model.
 *
 * The windows of the two rows "k = dynamic" are formulas that the text's extraction lost; their scores are not.
 */

export const CATEGORIES = [
  "Single-document QA",
  "Multi-document QA",
  "Summarization",
  "Few-shot learning",
  "Synthetic",
  "Code",
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Task {
  readonly name: string;
  readonly category: Category;
}

const tasks = (category: Category, ...names: string[]): Task[] => names.map((name) => ({ name, category }));

/** In the table's order. */
export const TASKS: readonly Task[] = [
  ...tasks("Single-document QA", "NtrvQA", "Qasper", "MF-en"),
  ...tasks("Multi-document QA", "HotpotQA", "2WikiMQA", "Musique"),
  ...tasks("Summarization", "GovReport", "QMSum", "MultiNews"),
  ...tasks("Few-shot learning", "TREC", "TriviaQA", "SAMSum"),
  ...tasks("Synthetic", "PCount", "PRe"),
  ...tasks("Code", "Lcc", "RB-P"),
];

export const METHODS = ["full", "k = 2048", "dynamic, first", "k = 1024", "dynamic, second"] as const;
export type Method = (typeof METHODS)[number];

export interface TableRow {
  readonly scores: readonly number[]; // (16), as printed, two decimals
  readonly printedAverage: number;
}

// prettier-ignore
export const TABLE_2: Readonly<Record<Method, TableRow>> = {
  full: {
    scores: [25.7, 29.75, 41.12, 45.55, 35.87, 22.35, 25.63, 23.03, 26.21, 73, 90.56, 41.88, 4.67, 69.25, 58.05, 50.77],
    printedAverage: 41.46,
  },
  "k = 2048": {
    scores: [21.71, 25.78, 38.13, 40.12, 32.01, 16.86, 23.14, 22.64, 26.48, 70, 83.22, 31.75, 5.74, 68.5, 53.5, 45.58],
    printedAverage: 37.82,
  },
  "dynamic, first": {
    scores: [23.37, 17.55, 33.93, 39.72, 29.63, 20.57, 20.71, 22.93, 21.86, 68, 88.75, 38.34, 5.48, 69.12, 57.84, 53.42],
    printedAverage: 38.2,
  },
  "k = 1024": {
    scores: [17.44, 8.68, 22.25, 35.37, 31.51, 15.97, 15.46, 20.06, 14.64, 38, 72.33, 29.1, 5.42, 69.5, 46.14, 45.09],
    printedAverage: 30.43,
  },
  "dynamic, second": {
    scores: [21.4, 16.92, 31.62, 38.45, 28.72, 18.59, 19.96, 22.49, 20.96, 66.5, 89.35, 38.43, 5.92, 69, 57.86, 51.8],
    printedAverage: 37.37,
  },
};

/** A score in hundredths: an integer, so that sums and ties are exact. */
export function hundredths(score: number): number {
  return Math.round(100 * score);
}

/** Paired differences of two rows of the table, task by task, in hundredths. */
export function pairedDifferences(first: Method, second: Method): number[] {
  return TABLE_2[first].scores.map((score, i) => hundredths(score) - hundredths(TABLE_2[second].scores[i]!));
}
