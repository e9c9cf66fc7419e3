import type { Mutant } from "./mutant.js";

const COST_TEST = "test/bounds/claim-7.1.test.ts";
const EQUAL_TEST = "test/experiments/strategies/equal-cost.test.ts";
const OPTIMAL_TEST = "test/experiments/strategies/optimal.test.ts";

/** Planted errors in the family of the strategies at equal cost. */
export const STRATEGIES_MUTANTS: readonly Mutant[] = [
  {
    id: "C7.1-power-of-length",
    error: "The cost of k = n^C is n^C d: one row instead of n",
    file: "src/bounds/claim-7.1.ts",
    find: "alpha * n^(1 + C) * d",
    replace: "alpha * n^C * d",
    noticedBy: { file: COST_TEST, test: "is what sparse rows spend" },
  },
  {
    id: "C7.1-rows-forgotten",
    error: "Equal cost is read as equal sums of windows, not of n k",
    file: "src/experiments/strategies/equal-cost.ts",
    find: "sum + n * windows[i]!",
    replace: "sum + windows[i]!",
    noticedBy: { file: EQUAL_TEST, test: "keep k0 sum n entries, whatever the shape" },
  },
  {
    id: "C7.1-log-base",
    error: "log_2 n for ln n in the logarithmic window",
    file: "src/experiments/strategies/equal-cost.ts",
    find: "return Math.log(n);",
    replace: "return Math.log2(n);",
    noticedBy: { trueStatement: "beta is chosen for equal cost and absorbs the factor ln 2" },
  },
  {
    id: "P7.2-equal-logits-n",
    error: "The error at equal logits without 1/n",
    file: "src/bounds/equal-logits.ts",
    find: "sqrt(1 / k - 1 / n)",
    replace: "sqrt(1 / k)",
    noticedBy: { file: COST_TEST, test: "have the error that the library measures" },
  },
  {
    id: "P7.2-equal-logits-square",
    error: "The error at equal logits without its root",
    file: "src/bounds/equal-logits.ts",
    find: "sqrt(1 / k - 1 / n)",
    replace: "1 / k - 1 / n",
    noticedBy: { file: COST_TEST, test: "have the error that the library measures" },
  },
  {
    id: "P7.2-price-a-window",
    error: "The multiplier prices an entry of the window, not a kept entry: n times cheaper for long inputs",
    file: "src/experiments/strategies/optimal.ts",
    find: "saving: (-weight * slope(hull[i]!, w)) / n,",
    replace: "saving: -weight * slope(hull[i]!, w),",
    noticedBy: { claim: "P7.2-equal-logits-optimum" },
  },
  {
    id: "P7.2-upper-envelope",
    error: "The upper envelope for the lower one",
    file: "src/experiments/strategies/optimal.ts",
    find: "slope(hull.at(-2)!, hull.at(-1)!) >= slope(hull.at(-1)!, w)",
    replace: "slope(hull.at(-2)!, hull.at(-1)!) <= slope(hull.at(-1)!, w)",
    noticedBy: { file: OPTIMAL_TEST, test: "steps over windows above the lower envelope" },
  },
  {
    id: "P7.2-weights-swapped",
    error: "Rows and lengths change places in the weights",
    file: "src/experiments/strategies/equal-cost.ts",
    find: '(weighting === "rows" ? n / total : 1 / lengths.length)',
    replace: '(weighting === "lengths" ? n / total : 1 / lengths.length)',
    noticedBy: { claim: "P7.2-equal-logits-optimum" },
  },
  {
    id: "P7.2-one-threshold",
    error: "The criterion for lengths is h(t), as for rows",
    file: "src/claims/strategies/criterion.ts",
    find: '(weighting === "rows" ? 1 : 2) * normalHazard(t)',
    replace: "1 * normalHazard(t)",
    noticedBy: { claim: "P7.2-criterion" },
  },
  {
    id: "P7.2-mixture-reversed",
    error: "A window between two measured ones takes the farther one's share",
    file: "src/experiments/strategies/error-curve.ts",
    find: "(1 - share) * errors[at - 1]! + share * errors[at]!",
    replace: "share * errors[at - 1]! + (1 - share) * errors[at]!",
    noticedBy: { file: OPTIMAL_TEST, test: "gives measured errors at measured windows, and mixtures between them" },
  },
  {
    id: "P7.2-smallest-kept",
    error: "The threshold rule keeps the smallest further entries",
    file: "src/experiments/strategies/threshold.ts",
    find: ".sort((a, b) => b.p - a.p)",
    replace: ".sort((a, b) => a.p - b.p)",
    noticedBy: { claim: "P7.2-threshold" },
  },
  {
    id: "P7.2-advantage-sign",
    error: "The advantage is the other minus the constant",
    file: "src/claims/strategies/compare.ts",
    find: "relativeChange(other, constant, constant, alpha)",
    replace: "relativeChange(constant, other, constant, alpha)",
    noticedBy: { claim: "P7.2-lengths" },
  },
];
