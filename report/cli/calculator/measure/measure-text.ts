/** What `ncsparse measure` found, in words and tables: the terminal and the page show the same. */
import type { Measurement, Quartiles } from "ncsparse";
import { show } from "../../../text/numbers.js";

/** A table of texts; the first column of its rows may be words, all others are numbers. */
export interface TextTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The answer in one sentence. */
export function answerSentence({ keys, budget }: Measurement): string {
  const predicted = budget.kPredicted === budget.k ? "as many" : show(budget.kPredicted);
  return `A window of ${show(budget.k)} of the ${show(keys)} keys leaves a mean total variation of at most ${show(budget.tv)}; normal logits of the same row scales would need ${predicted}.`;
}

/** The setting, piece by piece. */
export function settingFacts(measured: Measurement): string[] {
  const kind = measured.causal ? "causal" : measured.self ? "self-attention" : "cross-attention";
  return [
    kind,
    `${measured.queries} queries`,
    `${measured.keys} keys`,
    `d = ${measured.d}`,
    `scale ${show(measured.scale)}`,
    `${measured.rows} rows measured`,
  ];
}

/** Row scales, how normal the logits are, and how many entries share the mass, over the rows. */
export function rowsTable(measured: Measurement): TextTable {
  const { sigma, c, mean, diagonal, skewness, excessKurtosis, distance, participation } = measured;
  const quantities: [string, Quartiles][] = [
    ["row scale sigma", sigma],
    ["c = sigma / sqrt(2 ln n)", c],
    ["mean logit of a row", mean],
    ...(diagonal === undefined ? [] : [["diagonal logit less mean", diagonal] satisfies [string, Quartiles]]),
    ["skewness", skewness],
    ["excess kurtosis", excessKurtosis],
    ["distance to normal (KS)", distance],
    ["participation ratio", participation],
  ];
  return {
    title: "Over the rows",
    header: ["over the rows", "least", "lower", "median", "upper", "most"],
    rows: quantities.map(([name, q]) => [name, ...[q.least, q.lower, q.median, q.upper, q.most].map(short)]),
  };
}

/** Each window's errors, measured beside predicted. */
export function windowsTable({ windows }: Measurement, withOutput: boolean): TextTable {
  return {
    title: "Errors by window",
    header: ["k", "m", "tv", "predicted", "l2", "predicted", ...(withOutput ? ["output", "predicted"] : [])],
    rows: windows.map((w) =>
      [w.k, w.m, w.tv, w.tvPredicted, w.l2, w.l2Predicted, ...(withOutput ? [w.output, w.outputPredicted] : [])].map(
        short,
      ),
    ),
  };
}

/** The windows for the budget, by how they are found. */
export function budgetTable({ budget }: Measurement): TextTable {
  return {
    title: `Smallest window whose mean total variation is at most ${show(budget.tv)}`,
    header: ["found", "k"],
    rows: [
      ["measured", show(budget.k)],
      ["predicted from the row scales", show(budget.kPredicted)],
      [`of a row of all keys at the median scale, by ${budget.method}`, show(budget.kTypical)],
    ],
  };
}

function short(x: number): string {
  return show(Number(x.toPrecision(4)));
}
