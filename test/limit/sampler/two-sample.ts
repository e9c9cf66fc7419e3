/** Two-sample comparison of rows: the sampler's against rows of which every logit is drawn and every sum is taken. */
import { participationRatio, rowErrors } from "../../../src/attention/row-identities.js";
import { softmax } from "../../../src/attention/softmax.js";
import { effectiveEntries } from "../../../src/attention/sparsity.js";
import { RowSampler, type RowSample } from "../../../src/limit/index.js";
import { fillNormal, stream } from "../../../src/kit/random/index.js";

/** Chance that any statistic of one comparison is rejected although the laws agree. */
const FAMILY_WISE_ERROR = 1e-3;

export interface Comparison {
  n: number;
  sigma: number;
  windows: readonly number[];
  epsilons: readonly number[];
  rows: number;
  self?: (row: number) => number;
}

/** Statistic -> its value in each row. */
type Table = Map<string, Float64Array>;

/**
 * The statistics on which the two samples differ, with their Kolmogorov-Smirnov distance over the critical one.
 *
 * Critical distance at level alpha: sqrt(ln(2 / alpha) / rows) for two samples of the same size, at least 458 (F. Wei and
 * R. M. Dudley, "Two-sample Dvoretzky-Kiefer-Wolfowitz inequalities", Statist. Probab. Lett. 82 (2012), 636-644); alpha is
 * the family-wise error over the number of statistics (Bonferroni). Ties make the test conservative.
 */
export function differences(setting: Comparison, sampledSigma = setting.sigma): { worst: number; different: string[] } {
  const drawn = drawnRows(setting);
  const sampled = sampledRows(setting, sampledSigma);
  const critical = Math.sqrt(Math.log((2 * drawn.size) / FAMILY_WISE_ERROR) / setting.rows);
  const different: string[] = [];
  let worst = 0;
  for (const [name, values] of drawn) {
    const ratio = distance(values, sampled.get(name)!) / critical;
    worst = Math.max(worst, ratio);
    if (ratio > 1) different.push(`${name}: ${ratio.toFixed(2)} times the critical distance`);
  }
  return { worst, different };
}

/** How many statistics `differences` compares. */
export function statistics(setting: Comparison): number {
  return 3 + 5 * setting.windows.length + setting.epsilons.length;
}

function sampledRows(setting: Comparison, sigma: number): Table {
  const { n, windows, epsilons, rows, self } = setting;
  const lnEpsilons = epsilons.map((eps) => Math.log(eps));
  const sampler = new RowSampler({ n, scale: { sigma }, windows, lnEpsilons, self: self !== undefined });
  return tabulate(rows, (row) => values(sampler.sample(stream(20, "sampled", row), self?.(row)), windows));
}

function values(row: RowSample, windows: readonly number[]): [string, number][] {
  const first: [string, number][] = [
    ["D", row.lnPartition],
    ["p_(1)", row.lnLargest],
    ["participation", row.lnParticipation],
  ];
  row.lnEffective.forEach((count, i) => first.push([`N_eps ${i}`, Math.round(Math.exp(count))]));
  row.windows.forEach((w, i) => {
    const at = `at k = ${windows[i]!}`;
    first.push([`tail ${at}`, w.lnTail], [`l2 ${at}`, w.lnL2], [`linf ${at}`, w.lnLinf]);
    first.push([`next ${at}`, w.lnNext], [`kl ${at}`, w.lnKl]);
  });
  return first;
}

function drawnRows(setting: Comparison): Table {
  const { n, sigma, windows, epsilons, rows, self } = setting;
  const logits = new Float64Array(n);
  const others = self === undefined ? logits : logits.subarray(1);
  return tabulate(rows, (row) => {
    fillNormal(stream(20, "drawn", row), others, sigma);
    if (self !== undefined) logits[0] = self(row);
    let top = logits[0]!;
    for (const z of logits) top = Math.max(top, z);
    const lnPartition = top + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - top), 0));
    const p = softmax(logits).sort().reverse();
    const first: [string, number][] = [
      ["D", lnPartition],
      ["p_(1)", Math.log(p[0]!)],
      ["participation", Math.log(participationRatio(p))],
    ];
    epsilons.forEach((eps, i) => first.push([`N_eps ${i}`, effectiveEntries(p, eps)]));
    rowErrors(p, windows).forEach((w, i) => {
      const at = `at k = ${windows[i]!}`;
      first.push([`tail ${at}`, Math.log(w.tail)], [`l2 ${at}`, Math.log(w.l2)], [`linf ${at}`, Math.log(w.linf)]);
      first.push([`next ${at}`, Math.log(p[windows[i]!]!)], [`kl ${at}`, Math.log(w.kl)]);
    });
    return first;
  });
}

function tabulate(rows: number, measure: (row: number) => [string, number][]): Table {
  const table: Table = new Map();
  for (let row = 0; row < rows; row++) {
    for (const [name, value] of measure(row)) {
      let column = table.get(name);
      if (column === undefined) table.set(name, (column = new Float64Array(rows)));
      column[row] = value;
    }
  }
  return table;
}

/** Largest difference of the two empirical distribution functions. */
function distance(one: Float64Array, other: Float64Array): number {
  const [a, b] = [one.slice().sort(), other.slice().sort()];
  let [i, j, largest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i]! <= value) i++;
    while (j < b.length && b[j]! <= value) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}
