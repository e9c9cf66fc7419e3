// The paper's Figure 2 and Table 1 as two workloads (npm run bench -- --mode paper), each meant for a minute on two cores:
//
// sampled: n = 2^8 .. 2^13, 1000 matrices of each, the windows of every strategy, six row scales, mean-row and Frobenius
//   norms from evenly spread rows, standard errors of the means 1 % at most;
// full: n = 2^8 .. 2^11, 30 matrices of each, the windows of every strategy, max-row, entrywise max and spectral norms.
//
// Core-seconds are the processor time of all threads: unlike seconds, they do not count what else the machine does.
import { isotropicWeights, measureMatrices, measureMatricesAtScales, measureSpectralNorms } from "ncsparse";
import { D } from "./workload.mjs";

/** k = f(n) of the strategies: constant, logarithmic, powers, a share. */
const STRATEGIES = {
  4: () => 4,
  32: () => 32,
  "ln n": (n) => Math.round(Math.log(n)),
  "ln^2 n": (n) => Math.round(Math.log(n) ** 2),
  "n^1/4": (n) => Math.round(n ** 0.25),
  "n^1/2": (n) => Math.round(n ** 0.5),
  "n^3/4": (n) => Math.round(n ** 0.75),
  "n/8": (n) => n / 8,
};

/** Row scales sigma, of cross-attention with W = I/sqrt(d): the typical row's. */
const SIGMAS = [0.25, 0.5, 1, 1.5, 2, 4];

/** Rows of a sample. Rows of a matrix share keys, so that more of them hardly tell more. */
const ROWS = 16;

function planOf(n, matrices, rows) {
  return {
    ...{ seed: 1, path: ["bench", "paper", n], matrices, n, input: "gaussian", inputScale: 1 },
    ...{ weights: isotropicWeights(D), attention: "cross", rows, values: "none", precision: "float32" },
    ...{ windows: Object.values(STRATEGIES).map((k) => k(n)), thresholds: [] },
  };
}

/** One line a size; `worstStandardError` is the largest of any mean, relative to it. */
export async function sampled(matrices, workers) {
  const lines = [];
  for (let n = 2 ** 8; n <= 2 ** 13; n *= 2) {
    const plan = planOf(n, matrices, ROWS);
    const { result, ...times } = await timed(() => measureMatricesAtScales(plan, SIGMAS, { workers }));
    const errors = result.flatMap(({ windows, meanRowL1, meanRowL2, frobenius }) =>
      [meanRowL1, meanRowL2, frobenius].flatMap((norms) =>
        windows.map((_, w) => relativeError(norms, w, windows.length)),
      ),
    );
    lines.push({ norms: "sampled", n, matrices, rows: ROWS, ...times, worstStandardError: Math.max(...errors) });
  }
  return lines;
}

/** Two lines a size: norms that rows have, spectral norms. */
export async function full(matrices, workers) {
  const lines = [];
  for (let n = 2 ** 8; n <= 2 ** 11; n *= 2) {
    const plan = planOf(n, matrices, "all");
    for (const [norms, measure] of [
      ["of all rows", measureMatrices],
      ["spectral", measureSpectralNorms],
    ]) {
      const { result: _, ...times } = await timed(() => measure(plan, { workers }));
      lines.push({ norms, n, matrices, rows: n, ...times });
    }
  }
  return lines;
}

async function timed(work) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - start) / 1e3, coreSeconds: (user + system) / 1e6 };
}

/** Standard error of the mean of column w, relative to it. */
function relativeError(values, w, columns) {
  const column = values.filter((_, i) => i % columns === w);
  const mean = column.reduce((a, b) => a + b, 0) / column.length;
  const variance = column.reduce((s, x) => s + (x - mean) ** 2, 0) / (column.length - 1);
  return Math.sqrt(variance / column.length) / mean;
}
