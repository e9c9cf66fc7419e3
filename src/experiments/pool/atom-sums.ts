import type { RowStatistics } from "../../attention/index.js";

/** Sums and maxima over some rows, from which every norm that rows can give follows. */
export interface AtomSums {
  rows: number;
  participation: number;
  entropy: number;
  queryNorm: number; // of || W^T x ||
  mostQueryNorm: number;
  outputSquares: number; // of || p V ||
  readonly above: Float64Array; // (thresholds)
  readonly tail: Float64Array; // (windows), like the following
  readonly l2: Float64Array;
  readonly l2Squares: Float64Array;
  readonly output: Float64Array;
  readonly outputErrorSquares: Float64Array;
  readonly mostAbove: Float64Array; // (thresholds): maxima from here on
  readonly mostTail: Float64Array; // (windows), like the following
  readonly mostLinf: Float64Array;
  readonly mostOutput: Float64Array;
}

const SUMS = ["above", "tail", "l2", "l2Squares", "output", "outputErrorSquares"] as const;
const MAXIMA = ["mostAbove", "mostTail", "mostLinf", "mostOutput"] as const;

export function emptySums(thresholds: number, windows: number): AtomSums {
  const column = (): Float64Array => new Float64Array(windows);
  return {
    rows: 0,
    participation: 0,
    entropy: 0,
    queryNorm: 0,
    mostQueryNorm: 0,
    outputSquares: 0,
    above: new Float64Array(thresholds),
    tail: column(),
    l2: column(),
    l2Squares: column(),
    output: column(),
    outputErrorSquares: column(),
    mostAbove: new Float64Array(thresholds),
    mostTail: column(),
    mostLinf: column(),
    mostOutput: column(),
  };
}

/** Sums and maxima over the rows of `statistics`, products of queries and keys, in their order. */
export function sumRows(statistics: RowStatistics): AtomSums {
  const { rows, thresholds, windows, output } = statistics;
  const sums = emptySums(thresholds.length, windows.length);
  sums.rows = rows;
  for (let i = 0; i < rows; i++) {
    sums.participation += statistics.participation[i]!;
    sums.entropy += statistics.entropy[i]!;
    sums.queryNorm += statistics.queryNorm![i]!;
    sums.mostQueryNorm = Math.max(sums.mostQueryNorm, statistics.queryNorm![i]!);
    if (output !== undefined) sums.outputSquares += output.norm[i]! ** 2;
    for (let t = 0; t < thresholds.length; t++) {
      const above = statistics.above[i * thresholds.length + t]!;
      sums.above[t]! += above;
      sums.mostAbove[t] = Math.max(sums.mostAbove[t]!, above);
    }
    for (let w = 0; w < windows.length; w++) addWindow(sums, statistics, w, i * windows.length + w);
  }
  return sums;
}

function addWindow(sums: AtomSums, { tail, l2, linf, output }: RowStatistics, w: number, at: number): void {
  sums.tail[w]! += tail[at]!;
  sums.l2[w]! += l2[at]!;
  sums.l2Squares[w]! += l2[at]! ** 2;
  sums.mostTail[w] = Math.max(sums.mostTail[w]!, tail[at]!);
  sums.mostLinf[w] = Math.max(sums.mostLinf[w]!, linf[at]!);
  if (output === undefined) return;
  const error = output.error[at]!;
  sums.output[w]! += error;
  sums.outputErrorSquares[w]! += error ** 2;
  sums.mostOutput[w] = Math.max(sums.mostOutput[w]!, error);
}

/** Adds `more` to `sums`. */
export function addSums(sums: AtomSums, more: AtomSums): void {
  sums.rows += more.rows;
  sums.participation += more.participation;
  sums.entropy += more.entropy;
  sums.queryNorm += more.queryNorm;
  sums.mostQueryNorm = Math.max(sums.mostQueryNorm, more.mostQueryNorm);
  sums.outputSquares += more.outputSquares;
  for (const name of SUMS) more[name].forEach((x, i) => (sums[name][i]! += x));
  for (const name of MAXIMA) more[name].forEach((x, i) => (sums[name][i] = Math.max(sums[name][i]!, x)));
}
