import { sinkGain } from "../../bounds/practical-windows.js";
import { sinkWindow, slidingWindow } from "../../practical/methods/index.js";
import { LEVEL, meanInterval, studentPower } from "ncsparse-kit/probability";
import { ratioClaim, type MeasuredRatio, type Role } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import { sinkChart } from "./figures.js";
import { meanGain } from "./mean-gain.js";
import { sampleHeads } from "./samples.js";

type SinkCell = { readonly b: 2 | 4 | 8; readonly n: number; readonly k: number };

/** A sink's mass varies with the norm of its one key: by 12 % from head to head at boost 2. */
const HEADS = 240;
const TOLERANCE = 0.1;
const LENGTH = 128;

const CELLS: readonly SinkCell[] = ([2, 4, 8] as const).map((b) => ({ b, n: LENGTH, k: 16 }));
const FULL: readonly SinkCell[] = [...CELLS, { b: 4, n: 512, k: 32 }];
const CONTROL: readonly SinkCell[] = [{ b: 4, n: LENGTH, k: 16 }];

/** `ours`: what four first keys are worth where one of them is a sink. */
export const sinkLaw: Claim = ratioClaim({
  id: "PW-sink",
  item: "StreamingLLM",
  title: "A sink is worth what its raised logit predicts",
  provenance: "ours",
  hypotheses: [
    "Queries and keys with independent $N(0,1)$ entries, $d = 32$, $s = 1$; the logit of key 1 is raised by $b$ for every query.",
  ],
  scope:
    "Rows whose window of $k$ keys misses key 1, $n \\ge 40\\,e^{\\sigma^2}$: causal, the second half of the queries.",
  statement:
    "Keeping the first four keys and the last $k-4$, in place of the last $k$, raises the expected captured mass by an amount that does not depend on $k$: below, with the mean taken over the key’s own logit $z$ and the row scale $\\sigma$ (and the second order of the sum’s fluctuation).",
  bound: fromFunction(
    "sinkGain",
    "\\mathbb E\\,m_{\\text{sinks}} - \\mathbb E\\,m_{\\text{window}} = \\mathbb E p_1 - \\frac{1-\\mathbb E p_1}{n-1},\\qquad \\mathbb E p_1 \\approx \\mathbb E\\,\\frac{e^{b+z}}{e^{b+z} + (n-1)e^{\\sigma^2/2}}",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean gain of 240 heads over the law, averaged over the lengths of the measured rows, must lie within $1 \\pm 0.1$.",
  reason:
    "The other keys are exchangeable and share $1-p_1$: one pattern holds $k-1$ of them, the other $k$. The sum of their exponentials is near its mean.",
  grid: { quick: CELLS, full: FULL },
  law: () => sinkGain,
  measure: measureAt,
  caption:
    "Captured mass gained by keeping the first four keys, against the raise $b$ of the first key’s logit: measured (mean of 240 heads) and the law. $n = 128$, $k = 16$.",
  chart: sinkChart,
  control: {
    statement:
      "As if the exponentials of the other keys' logits averaged to 1 and not to $e^{\\sigma^2/2}$: the law at $b + 1/2$.",
    power: controlPower,
    grid: CONTROL,
    law: () => withoutVariance,
  },
});

/** The false law: e^(sigma^2/2) = e^(1/2) left out of the other keys' sum raises the sink by as much. */
function withoutVariance(n: number, { boost, ...setting }: Parameters<typeof sinkGain>[1]): number {
  return sinkGain(n, { ...setting, boost: boost + 0.5 });
}

/** Twice what the gain varied by from head to head in a pilot at boost 2. */
const DEVIATION = 0.25;

/** Student's test of a mean of measured / false law that is known from the true law. */
function controlPower(): { readonly value: number; readonly how: string } {
  const [{ n, b }] = CONTROL as [SinkCell];
  const ratio = meanGain(n, b, sinkGain) / meanGain(n, b, withoutVariance);
  return {
    value: studentPower((1 - TOLERANCE - ratio) / (DEVIATION * ratio), HEADS, 2 * LEVEL),
    how: `the true law over the false one is ${ratio.toFixed(2)}; Student’s test over ${HEADS} heads that deviate by ${DEVIATION} of their mean, twice what a pilot showed`,
  };
}

/** The gain of each head. */
function sinkGains({ b, n, k }: SinkCell, context: Context, role: Role): Float64Array {
  const methods = [slidingWindow, sinkWindow];
  const plan = { input: `sink ${b}`, causal: true, methods, windows: [k], draws: HEADS, n } as const;
  return sampleHeads(plan, context, role).at(k, (of) => of(sinkWindow).mass - of(slidingWindow).mass);
}

function measureAt(cell: SinkCell, context: Context, role: Role, law: typeof sinkGain): MeasuredRatio {
  const measured = meanInterval(sinkGains(cell, context, role));
  const predicted = meanGain(cell.n, cell.b, law);
  const ratio = over(measured, predicted);
  const comparison = { measured, bound: predicted, trivial: null };
  return { draws: HEADS, ratio, ...(role === "claim" ? { comparison } : {}) };
}
