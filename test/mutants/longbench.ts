import type { Mutant } from "./mutant.js";

const TEST_FILE = "test/kit/probability/sign-flip.test.ts";

/** Planted errors in the family of Table 2. */
export const LONGBENCH_MUTANTS: readonly Mutant[] = [
  {
    id: "TB2-one-sided",
    error: "The sign-flip tests count one side only",
    file: "src/kit/probability/sign-flip.ts",
    find: "if (Math.abs(2 * s - total) >= observed)",
    replace: "if (2 * s - total >= observed)",
    noticedBy: { file: TEST_FILE, test: "count what an enumeration of all sign patterns counts" },
  },
  {
    id: "TB2-strictly-more",
    error: "Sums equal to the observed one are not counted as extreme",
    file: "src/kit/probability/sign-flip.ts",
    find: "Math.abs(2 * s - total) >= observed",
    replace: "Math.abs(2 * s - total) > observed",
    noticedBy: { file: TEST_FILE, test: "count what an enumeration of all sign patterns counts" },
  },
  {
    id: "TB2-tied-ranks",
    error: "Tied differences get the lowest of their ranks instead of the mean",
    file: "src/kit/probability/sign-flip.ts",
    find: "2 * smaller + equal + 1",
    replace: "2 * smaller + 2",
    noticedBy: { file: TEST_FILE, test: "share ranks between ties and drop zeros" },
  },
  {
    id: "TB2-bootstrap-short",
    error: "The bootstrap never draws the last value",
    file: "src/kit/probability/bootstrap.ts",
    find: "Math.floor(draws[i]! * n)",
    replace: "Math.floor(draws[i]! * (n - 1))",
    noticedBy: { file: "test/kit/probability/bootstrap.test.ts", test: "has the exact law of a sample of two" },
  },
  {
    id: "TB2-power-one-sided",
    error: "The t-test's quantile is taken at alpha instead of alpha/2",
    file: "src/kit/probability/student.ts",
    find: "studentQuantile(alpha / 2, n - 1)",
    replace: "studentQuantile(alpha, n - 1)",
    noticedBy: { file: "test/kit/probability/student.test.ts", test: "has a power equal to the level at no effect" },
  },
  {
    id: "TB2-score-misread",
    error: "One score of the table mistyped: 38 for 28",
    file: "src/claims/longbench/table-2.ts",
    find: "14.64, 38, 72.33",
    replace: "14.64, 28, 72.33",
    noticedBy: { claim: "TB2-averages" },
  },
  {
    id: "TB2-average-of-15",
    error: "The average divides by one task too few",
    file: "src/claims/longbench/comparison.ts",
    find: "differences.reduce((sum, x) => sum + x, 0) / differences.length",
    replace: "differences.reduce((sum, x) => sum + x, 0) / (differences.length - 1)",
    noticedBy: { claim: "TB2-averages" },
  },
  {
    id: "TB2-wrong-pair",
    error: "The first dynamic row is compared with k = 1024",
    file: "src/claims/longbench/comparison.ts",
    find: 'FIRST_PAIR: Pair = { first: "dynamic, first", second: "k = 2048" }',
    replace: 'FIRST_PAIR: Pair = { first: "dynamic, first", second: "k = 1024" }',
    noticedBy: { claim: "TB2-first" },
  },
  {
    id: "TB2-unpaired",
    error: "Paired differences are taken with the wrong sign",
    file: "src/claims/longbench/table-2.ts",
    find: "hundredths(score) - hundredths(TABLE_2[second].scores[i]!)",
    replace: "hundredths(TABLE_2[second].scores[i]!) - hundredths(score)",
    noticedBy: { claim: "TB2-robust" },
  },
];
