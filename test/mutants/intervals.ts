/** Errors of intervals and tests: the bootstrap, quantiles, means, the power of controls. */
import type { Mutant } from "./mutant.js";

const ORDER_STATISTIC_INTERVAL = "src/kit/probability/order-statistic-interval.ts";
const INTERVALS_TEST = "test/kit/probability/intervals.test.ts";

export const INTERVAL_MUTANTS: readonly Mutant[] = [
  {
    id: "B.7-lower-no-gamma",
    error: "A_p = 2^(1/2 - 1/p) up to p = 2: without the normal norm, which is the smaller from p = 1.84742 on",
    file: "src/bounds/appendix-b/khintchine.ts",
    find: "return Math.min(Math.exp(Math.LN2 * (0.5 - 1 / p)), gaussianMomentNorm(p));",
    replace: "return Math.exp(Math.LN2 * (0.5 - 1 / p));",
    noticedBy: {
      file: "test/bounds/appendix-b/tools.test.ts",
      test: "are the normal ones between 1.84742 and 2",
    },
  },
  {
    id: "CI-bootstrap-two-sided",
    error: "the bootstrap's ends at alpha/2 each",
    file: "src/kit/probability/bootstrap.ts",
    find: "Math.floor(alpha * resamples)",
    replace: "Math.floor(0.5 * alpha * resamples)",
    noticedBy: {
      file: "test/kit/probability/bootstrap.test.ts",
      test: "has the exact law of a sample of two: means -1, 0, 1 with probabilities 1/4, 1/2, 1/4",
    },
  },
  {
    id: "CI-bootstrap-high",
    error: "the bootstrap's upper end one mean too low",
    file: "src/kit/probability/bootstrap.ts",
    find: "means[resamples - 1 - outside]!",
    replace: "means[resamples - 2 - outside]!",
    noticedBy: { file: "test/kit/probability/bootstrap.test.ts", test: "ends at the means that leave the share alpha" },
    unnoticedAtFirst: true,
  },
  {
    id: "CI-type-7",
    error: "a quantile's estimate by type 7 of Hyndman and Fan, the default of R and NumPy, for type 8",
    file: ORDER_STATISTIC_INTERVAL,
    find: "(sorted.length + 1 / 3) * q + 1 / 3",
    replace: "(sorted.length - 1) * q + 1",
    noticedBy: {
      file: INTERVALS_TEST,
      test: "type 8 puts the 0.9-quantile of 1..10 at 9.6333",
    },
  },
  {
    id: "CI-finite-end",
    error: "a quantile's interval ends at the sample's maximum where the sample is too small for an end",
    file: ORDER_STATISTIC_INTERVAL,
    find: "high: above === n + 1 ? Infinity : sorted[above - 1]!",
    replace: "high: sorted[Math.min(above, n) - 1]!",
    noticedBy: { file: INTERVALS_TEST, test: "takes the innermost order statistics that exact binomial tails allow" },
  },
  {
    id: "CI-rank-unclamped",
    error: "a quantile's estimate beyond the last value",
    file: ORDER_STATISTIC_INTERVAL,
    find: "Math.min(Math.max((sorted.length + 1 / 3) * q + 1 / 3, 1), sorted.length)",
    replace: "Math.max((sorted.length + 1 / 3) * q + 1 / 3, 1)",
    noticedBy: {
      file: INTERVALS_TEST,
      test: "the estimate stays within the sample",
    },
  },
  {
    id: "CI-student-freedom",
    error: "Student's law with n degrees of freedom for n - 1",
    file: "src/kit/probability/mean-interval.ts",
    find: "studentQuantile(alpha, n - 1)",
    replace: "studentQuantile(alpha, n)",
    noticedBy: {
      file: "test/kit/probability/mean-interval.test.ts",
      test: "is Student's: 2.2281 standard errors at 97.5 % and 10 degrees of freedom, 6.3138 at 95 %",
    },
  },
  {
    id: "CI-power-shift",
    error: "the t-test's power at a shift of sqrt(n - 1) for sqrt(n)",
    file: "src/kit/probability/student.ts",
    find: "const shift = effect * Math.sqrt(n);",
    replace: "const shift = effect * Math.sqrt(n - 1);",
    noticedBy: {
      file: "test/kit/probability/student.test.ts",
      test: "has a power equal to the level at no effect, and 80 % at effect .749 for n = 16 (Cohen:",
    },
  },
  {
    id: "CI-power-deviation",
    error: "the sample's deviation over n for n - 1 in the t-test's power",
    file: "src/kit/probability/student.ts",
    find: "(i + 0.5) / SLICES, freedom) / freedom)",
    replace: "(i + 0.5) / SLICES, freedom) / (freedom + 1))",
    noticedBy: {
      file: "test/kit/probability/student.test.ts",
      test: "has a power equal to the level at no effect, and 80 % at effect .749 for n = 16 (Cohen:",
    },
  },
  {
    id: "CI-lowest-one-sided",
    error: "the smallest p-value of n differences one-sided",
    file: "src/kit/probability/sign-flip.ts",
    find: "return 2 ** (1 - n);",
    replace: "return 2 ** -n;",
    noticedBy: {
      file: "test/kit/probability/sign-flip.test.ts",
      test: "give at least 2^(1-n), attained where all differences have one sign",
    },
  },
  {
    id: "CI-ratio-low",
    error: "a ratio's lower end not divided by the law",
    file: "src/kit/probability/proportion-ratio.ts",
    find: "low: low / p0,",
    replace: "low,",
    noticedBy: { file: INTERVALS_TEST, test: "is the Clopper-Pearson interval over p0" },
  },
  {
    id: "CI-difference-ends",
    error: "a difference of two intervals end by end",
    file: "src/kit/claims/intervals.ts",
    find: "low: later.low - earlier.high, high: later.high - earlier.low",
    replace: "low: later.low - earlier.low, high: later.high - earlier.high",
    noticedBy: { file: "test/kit/claims/intervals.test.ts", test: "divide, and subtract conservatively" },
  },
  {
    id: "CI-power-band",
    error: "a control's power by the interval's wrong end",
    file: "src/kit/claims/power.ts",
    find: ".low / law <= 1 + tolerance);",
    replace: ".high / law <= 1 + tolerance);",
    noticedBy: { file: "test/kit/claims/power.test.ts", test: "of a ratio equal the sum over all counts" },
  },
];
