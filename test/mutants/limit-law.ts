import type { Mutant } from "./mutant.js";

const EXPONENTS = "src/limit/exponents.ts";
const TYPICAL = "src/limit/typical-row.ts";
const FROBENIUS = "src/limit/frobenius-law.ts";
const FINITE = "src/limit/finite-size.ts";
const FROZEN = "src/limit/poisson-dirichlet.ts";
const TYPICAL_TEST = "test/limit/typical-row-law.test.ts";

/** Planted errors in the limit law and in how it is measured. */
export const LIMIT_LAW_MUTANTS: readonly Mutant[] = [
  {
    id: "LL-no-freezing",
    error: "zeta(c) = 1 + c^2 also beyond the freezing point",
    file: EXPONENTS,
    find: "return c <= 1 ? 1 + c * c : 2 * c;",
    replace: "return 1 + c * c;",
    noticedBy: { claim: "LL-partition-limit" },
  },
  {
    id: "LL-difference-of-squares",
    error: "captured mass n^-(u^2 - c^2) in place of n^-(u - c)^2",
    file: EXPONENTS,
    find: "return c < u ? -((u - c) ** 2) : 0;",
    replace: "return c < u ? -(u * u - c * c) : 0;",
    noticedBy: { claim: "LL-critical-window-limit" },
  },
  {
    id: "LL-frozen-tail",
    error: "tail mass n^-(c - u)^2 also beyond the freezing point",
    file: EXPONENTS,
    find: "return c <= 1 ? -((c - u) ** 2) : -(1 - u) * (2 * c - 1 - u);",
    replace: "return -((c - u) ** 2);",
    noticedBy: { claim: "LL-critical-window-limit" },
  },
  {
    id: "LL-one-transition",
    error: "participation ratio n^(1 - c)^2 beyond c = 1/2: the factor 2 dropped",
    file: EXPONENTS,
    find: "return c <= 1 ? 2 * (1 - c) ** 2 : 0;",
    replace: "return c <= 1 ? (1 - c) ** 2 : 0;",
    noticedBy: { claim: "LL-participation-limit" },
  },
  {
    id: "LL-typical-rows",
    error: "Frobenius exponent of n typical rows, without the exceptional ones",
    file: EXPONENTS,
    find: "return typical + 0.5 * (1 - v * v) + 2 * c * (v - 1);",
    replace: "return typical;",
    noticedBy: { claim: "LL-frobenius-limit" },
  },
  {
    id: "LL-kept-after-renormalising",
    error: "the window's kept entries blown up by 1/m instead of 1/m - 1 in the law's l2 norm (m in place of 1 - m)",
    file: TYPICAL,
    find: "lnL2: 0.5 * logAdd(2 * lnOdds + headSquares, tailSquares) - lnPartition,",
    replace: "lnL2: 0.5 * logAdd(-2 * lnOdds + headSquares, tailSquares) - lnPartition,",
    noticedBy: { claim: "LL-norms" },
  },
  {
    id: "LL-no-tilt",
    error: "sums over a typical row without the shift of the weighted logits by sigma",
    file: TYPICAL,
    find: "return lnN + 0.5 * s * s + logNormalDifference(low - s, high - s);",
    replace: "return lnN + 0.5 * s * s + logNormalDifference(low, high);",
    noticedBy: {
      file: TYPICAL_TEST,
      test: "splits D = n exp(sigma^2 / 2) into kept and left at the window's edge",
    },
  },
  {
    id: "LL-own-entry-uncounted",
    error: "an exceptional entry that does not raise the sum of its own row",
    file: FROBENIUS,
    find: "logNormalPdf(x) + 2 * (sigma * x + tail - logAdd(head, sigma * x) - logAdd(all, sigma * x));",
    replace: "logNormalPdf(x) + 2 * (sigma * x + tail - head - all);",
    noticedBy: { file: TYPICAL_TEST, test: "is a plain integral over the entry's logit, at n = 10^6" },
  },
  {
    id: "LL-placed-without-density",
    error: "placed entries weighted without the normal density of their logit",
    file: FROBENIUS,
    find: "lnWeight: 2 * this.lnN + logNormalPdf(x) + this.lnSum - lnDensity[i]!",
    replace: "lnWeight: 2 * this.lnN + this.lnSum - lnDensity[i]!",
    noticedBy: { file: TYPICAL_TEST, test: "places entries with the density whose inverse it states" },
  },
  {
    id: "LL-gap-median",
    error: "the gap counted from the key of rank n^(C/2), not from the largest",
    file: "src/limit/gap-count.ts",
    find: "const largest = normalTailQuantileFromLog(Math.log(Math.LN2) - lnN);",
    replace: "const largest = normalTailQuantileFromLog(0.5 * lnCount - lnN);",
    noticedBy: { claim: "LL-gap-count" },
  },
  {
    id: "LL-gap-limit",
    error: "the gap count's limit by the root of C, not of 1 - C",
    file: "src/limit/gap-count.ts",
    find: "return 0.5 * (1 + Math.sqrt(1 - C));",
    replace: "return 0.5 * (1 + Math.sqrt(C));",
    noticedBy: { claim: "LL-gap-count-limit" },
  },
  {
    id: "LL-half-mass-density",
    error: "the half-mass window by the row scale halved",
    file: FINITE,
    find: "return 1 + logNormalTail(rowScale(lnN, c)) / lnN;",
    replace: "return 1 + logNormalTail(0.5 * rowScale(lnN, c)) / lnN;",
    noticedBy: { claim: "LL-half-mass" },
  },
  {
    id: "LL-rule-sign",
    error: "the window rule with the budget's quantile subtracted",
    file: FINITE,
    find: "return logNormalTail(sigma + normalQuantile(budget));",
    replace: "return logNormalTail(sigma - normalQuantile(budget));",
    noticedBy: { file: "test/limit/finite-size.test.ts", test: "leaves the share" },
  },
  {
    id: "LL-rows-one-n",
    error: "collapsed rows counted with n logits instead of n^2",
    file: FINITE,
    find: "return 2 * lnN + logNormalTail((lnN + 0.5 * sigma * sigma) / sigma);",
    replace: "return lnN + logNormalTail((lnN + 0.5 * sigma * sigma) / sigma);",
    noticedBy: { claim: "LL-collapsed-rows" },
  },
  {
    id: "LL-output-untilted",
    error: "the output's error by the hazard at b instead of b - sigma",
    file: FINITE,
    find: "return normalHazard(normalTailQuantileFromLog(lnK - lnN) - sigma) / sigma;",
    replace: "return normalHazard(normalTailQuantileFromLog(lnK - lnN)) / sigma;",
    noticedBy: { claim: "LL-output" },
  },
  {
    id: "LL-frozen-squares",
    error: "E sum p^2 = 1 - a^2",
    file: FROZEN,
    find: "return 1 - a;",
    replace: "return 1 - a * a;",
    noticedBy: { file: "test/limit/poisson-dirichlet.test.ts", test: "the sampler at n = 10^1000 follows PD(a, 0)" },
  },
  {
    id: "LL-frozen-rank",
    error: "ratio of neighbours Beta(a, 1) at every rank",
    file: FROZEN,
    find: "return Math.min(1, Math.max(0, x)) ** (k * a);",
    replace: "return Math.min(1, Math.max(0, x)) ** a;",
    noticedBy: { file: "test/limit/poisson-dirichlet.test.ts", test: "ratioCdf has the mean expectedRatio" },
  },
  {
    id: "LL-frozen-index",
    error: "index of the frozen phase from a row scale a third too large",
    file: FROZEN,
    find: "return normalHazard(normalTailQuantileFromLog(-lnN)) / sigma;",
    replace: "return (0.75 * normalHazard(normalTailQuantileFromLog(-lnN))) / sigma;",
    noticedBy: { claim: "LL-frozen-squares" },
  },
  {
    id: "LL-median-of-the-largest",
    error: "the largest logit of the typical row at rank 1 instead of its median's ln 2",
    file: TYPICAL,
    find: "const LN_LN_TWO = -0.36651292058166435;",
    replace: "const LN_LN_TWO = 0;",
    noticedBy: {
      trueStatement:
        "Any fixed rank of order 1 for the largest logit gives the same exponents; the law claims no more where single entries carry a sum.",
    },
  },
];
