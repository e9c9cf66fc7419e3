/** One row of Table 2 against another: paired over the tasks, seen through five statistics. */
import {
  bootstrapMeanInterval,
  detectableEffect,
  meanInterval,
  signedRankTest,
  signFlipTest,
  signTest,
  studentTwoSided,
} from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import type { Context } from "ncsparse-kit/claims/claim";
import type { Interval } from "ncsparse-kit/claims/result";
import { CATEGORIES, pairedDifferences, TASKS, type Category, type Method } from "./table-2.js";

/** Two rows of the table; the difference is `first` - `second`. */
export type Pair = { readonly first: Method; readonly second: Method };

/** The paper's comparisons: each dynamic row with the constant window above it, and the two dynamic rows. */
export const FIRST_PAIR: Pair = { first: "dynamic, first", second: "k = 2048" };
export const SECOND_PAIR: Pair = { first: "dynamic, second", second: "k = 1024" };
export const DYNAMIC_PAIR: Pair = { first: "dynamic, first", second: "dynamic, second" };

/** Two-sided level of every test and interval of this family: that of the usual practice, not of this report's verdicts. */
export const TEST_LEVEL = 0.05;

/** The probability with which a difference is asked to be found. */
const TEST_POWER = 0.8;

/** Points of the score (0 to 100) in a hundredth. */
const POINT = 100;

/** Two-sided p-values of a paired comparison. */
export const TESTS: Readonly<Record<string, (hundredths: readonly number[]) => number>> = {
  sign: signTest,
  "signed rank": (differences) => signedRankTest(differences).pValue,
  "sign flips of the mean": signFlipTest,
  "Student's t": studentTest,
};

function studentTest(differences: readonly number[]): number {
  const n = differences.length;
  return studentTwoSided((mean(differences) / deviation(differences)) * Math.sqrt(n), n - 1);
}

/** The mean difference in points, with Student's 95 % interval over the tasks. */
export function studentInterval(hundredths: readonly number[]): Interval {
  return meanInterval(points(hundredths), TEST_LEVEL / 2);
}

const RESAMPLES = 20_000;

/** The same with the percentile bootstrap. */
function bootstrapInterval(pair: Pair, context: Context): Interval {
  const source = stream(context.seed, "TB2", "bootstrap", pair.first, pair.second);
  return bootstrapMeanInterval(points(pairedDifferences(pair.first, pair.second)), source, RESAMPLES, TEST_LEVEL / 2);
}

/** The smallest mean difference, in points, that this many tasks of this spread would show in four of five tables. */
export function detectableDifference(hundredths: readonly number[]): number {
  return (deviation(hundredths) / POINT) * detectableEffect(hundredths.length, TEST_LEVEL, TEST_POWER);
}

/** The differences of one category's tasks. */
export function ofCategory(differences: readonly number[], category: Category): number[] {
  return differences.filter((_, i) => TASKS[i]!.category === category);
}

function tasksIn(category: Category): number {
  return TASKS.filter((task) => task.category === category).length;
}

/** Mean over the tasks, in the differences' own unit. */
export function mean(differences: readonly number[]): number {
  return differences.reduce((sum, x) => sum + x, 0) / differences.length;
}

function deviation(differences: readonly number[]): number {
  const centre = mean(differences);
  return Math.sqrt(differences.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (differences.length - 1));
}

function points(hundredths: readonly number[]): Float64Array {
  return Float64Array.from(hundredths, (x) => x / POINT);
}

/** A line of the table of comparisons. */
export interface ComparisonLine {
  readonly pair: string;
  readonly mean: number;
  readonly student: string;
  readonly bootstrap: string;
  readonly higher: string;
  readonly sign: number;
  readonly signedRank: number;
  readonly detectable: number;
}

/** The paper's three comparisons, and exact attention against each of the larger windows. */
export function comparisons(context: Context): ComparisonLine[] {
  const pairs: readonly Pair[] = [
    FIRST_PAIR,
    SECOND_PAIR,
    DYNAMIC_PAIR,
    { first: "k = 2048", second: "k = 1024" },
    { first: "full", second: "dynamic, first" },
    { first: "full", second: "k = 2048" },
  ];
  return pairs.map((pair) => {
    const differences = pairedDifferences(pair.first, pair.second);
    const ends = ({ low, high }: Interval): string => `${low.toFixed(2)} to ${high.toFixed(2)}`.replaceAll("-", "−");
    return {
      pair: `${pair.first} − ${pair.second}`,
      mean: mean(differences) / POINT,
      student: ends(studentInterval(differences)),
      bootstrap: ends(bootstrapInterval(pair, context)),
      higher: `${differences.filter((x) => x > 0).length} of ${differences.length}`,
      sign: signTest(differences),
      signedRank: signedRankTest(differences).pValue,
      detectable: detectableDifference(differences),
    };
  });
}

/** Mean differences of a category's tasks in points, for the paper's three comparisons. */
export interface CategoryLine {
  readonly category: string;
  readonly tasks: number;
  readonly first: number;
  readonly second: number;
  readonly dynamic: number;
}

export function categoryComparisons(): CategoryLine[] {
  const line = (label: string, tasks: number, of: (x: readonly number[]) => readonly number[]): CategoryLine => {
    const at = ({ first, second }: Pair): number => mean(of(pairedDifferences(first, second))) / POINT;
    return { category: label, tasks, first: at(FIRST_PAIR), second: at(SECOND_PAIR), dynamic: at(DYNAMIC_PAIR) };
  };
  return [
    ...CATEGORIES.map((category) => line(category, tasksIn(category), (x) => ofCategory(x, category))),
    line("all", TASKS.length, (x) => x),
  ];
}
