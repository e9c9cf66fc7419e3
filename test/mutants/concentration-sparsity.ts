import type { Mutant } from "./mutant.js";

const THEOREM = "src/bounds/order-forms.ts";
const LARGEST_ENTRY = "src/bounds/largest-entry.ts";
const THEOREM_TEST = "test/bounds/theorem-4.3.test.ts";

/** Planted errors in what completes the setting, Lemma 4.2 and Theorem 4.3. */
export const CONCENTRATION_SPARSITY_MUTANTS: readonly Mutant[] = [
  {
    id: "S0-proxy-half",
    error: "the uniform law's proxy B^2/4 for B^2/3",
    file: "src/claims/setting/proxy.ts",
    find: "uniform: { proxy: 1 / 3,",
    replace: "uniform: { proxy: 1 / 4,",
    noticedBy: { claim: "S0-proxy" },
  },
  {
    id: "S0-tau-half",
    error: "tau halved for uniform input",
    file: "src/kit/random/inputs.ts",
    find: "inputBound(model, scale) / SQRT3 : scale",
    replace: "inputBound(model, scale) / (2 * SQRT3) : scale",
    noticedBy: { claim: "L4.2-part1" },
  },
  {
    id: "S0-tau-range",
    error: "tau = B for uniform input",
    file: "src/kit/random/inputs.ts",
    find: "inputBound(model, scale) / SQRT3 : scale",
    replace: "inputBound(model, scale) : scale",
    noticedBy: { trueStatement: "B is a proxy of every law on [-B, B]; the bounds only grow." },
  },
  {
    id: "D3.5-base-two",
    error: "binary logarithm in the strategy k = ln n",
    file: "src/claims/setting/stability.ts",
    find: "Math.round(Math.log(n))",
    replace: "Math.round(Math.log2(n))",
    noticedBy: { claim: "D3.5-monotone" },
  },
  {
    id: "L4.2-worst-dimension",
    error: "sqrt(d) dropped from the worst row scale",
    file: "src/bounds/lemma-4.2.ts",
    find: "return inputBound * inputBound * Math.sqrt(d) * spectralNorm;",
    replace: "return inputBound * inputBound * spectralNorm * (d / d);",
    noticedBy: { claim: "L4.2-worst" },
  },
  {
    id: "L4.2-rpaper-square",
    error: "B for B^2 in the paper's R",
    file: "src/bounds/lemma-4.2.ts",
    find: "return inputBound * inputBound * frobeniusNorm;",
    replace: "return inputBound * frobeniusNorm;",
    noticedBy: {
      file: "test/bounds/lemma-4.2.test.ts",
      test: "tells the paper's R, the worst case and the maximum apart",
    },
  },
  {
    id: "L4.2-rms-norm",
    error: "the sum of sizes for the sum of squares in the Frobenius norm",
    file: "src/attention/weights.ts",
    find: "for (const x of w.entries) squares += x * x;",
    replace: "for (const x of w.entries) squares += Math.abs(x);",
    noticedBy: { claim: "L4.2-rms" },
  },
  {
    id: "L4.2-growth-gamma",
    error: "a gamma variable taken for chi-square, which is twice it",
    file: "src/bounds/row-scale.ts",
    find: "return Math.sqrt(low + high);",
    replace: "return Math.sqrt((low + high) / 2);",
    noticedBy: { claim: "L4.2-growth" },
  },
  {
    id: "T4.3-cross-window",
    error: "k for k + 1 in the share of delta that each logit of a subset bears",
    file: THEOREM,
    find: "ln(2 * n / delta) / (k + 1))) + R",
    replace: "ln(2 * n / delta) / k)) + R",
    noticedBy: { file: THEOREM_TEST, test: "has the bound of cross-attention" },
  },
  {
    id: "T4.3-cross-diagonal",
    error: "cross-attention's queries are its keys",
    file: "src/experiments/matrices.ts",
    find: 'const queries = attention === "cross" ? new Float64Array(n * weights.d) : x;',
    replace: "const queries = x;",
    noticedBy: { file: "test/experiments/cross.test.ts", test: "draws its queries apart from the keys" },
  },
  {
    id: "T4.3-rows-power",
    error: "the n-th power forgotten: one row's law for all rows",
    file: LARGEST_ENTRY,
    find: "rows * logBinomialCdf(k, n, normalTail(middle))",
    replace: "logBinomialCdf(k, n, normalTail(middle))",
    noticedBy: { claim: "T4.3-rows" },
  },
  {
    id: "T4.3-rows-normaliser",
    error: "the normaliser put at n, without e^(sigma^2/2)",
    file: LARGEST_ENTRY,
    find: "- (sigma * sigma) / 2) / n",
    replace: "- 0 * sigma) / n",
    noticedBy: { claim: "T4.3-rows" },
  },
  {
    id: "T4.3-half-stirling",
    error: "Stirling's e forgotten in the binomial coefficient",
    file: THEOREM,
    find: "(sqrt(2 * (1 + ln((n - 1) / k)",
    replace: "(sqrt(2 * (ln((n - 1) / k)",
    noticedBy: { claim: "T4.3-half" },
  },
];
