import { flushExponent, roundToFormat, smallestExponent, type StorageFormat } from "../../attention/index.js";
import { lnEffectiveEntries, storedRowSum } from "../../bounds/index.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { meanInterval, normalHazard } from "ncsparse-kit/probability";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { over } from "ncsparse-kit/claims/intervals";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { countDrawn } from "../../experiments/drawn-row.js";
import { stream } from "ncsparse-kit/random";
import { RowSampler } from "../../limit/index.js";
import { statedError } from "../limit-law/rows.js";
import { widenedBy, type Made } from "../limit-law/window-rows.js";
import { sampleCounts } from "../theorem-5.1/samples.js";

type StoredCell = {
  readonly format: StorageFormat;
  readonly sigma: number;
  readonly lnN: number;
  readonly rows?: Made;
};

const ROWS = 400;
/** Rows drawn and stored entry by entry: their counts differ by a few thousandths. */
const STORED_ROWS = 6;
const TOLERANCE = 0.1;
const LN2 = Math.LN2;

/** Lengths at which a fair share of the row is stored as 0: near n = e^(-sigma^2/2) / eps. */
const CELLS: readonly StoredCell[] = [
  { format: "float16", sigma: 1, lnN: 24 * LN2 },
  { format: "float16", sigma: 1, lnN: 28 * LN2 },
  { format: "float16", sigma: 2, lnN: 26 * LN2 },
  { format: "float16", sigma: 3, lnN: 26 * LN2 },
  { format: "bfloat16", sigma: 1, lnN: 134 * LN2 },
  { format: "float32", sigma: 2, lnN: 150 * LN2 },
  { format: "float16", sigma: 2, lnN: 22 * LN2, rows: "drawn" },
];
const CONTROL: StoredCell = { format: "float16", sigma: 1, lnN: 28 * LN2 };

/** How many entries a stored row keeps. */
export const storedCount: Claim = ratioClaim({
  id: "TA1-entries",
  item: "Takeaway 1",
  title: "How many entries a stored row keeps",
  provenance: "ours",
  hypotheses: ["Rows of i.i.d. $N(0,\\sigma^2)$ logits, stored with gradual underflow."],
  scope: "$n \\ge 100\\,e^{\\sigma^2}$.",
  statement:
    "The mean number of entries other than 0 is the law of $N_\\varepsilon$ at the format's $\\varepsilon$: half of a typical row is stored as 0 from $n = e^{-\\sigma^2/2}/\\varepsilon$ on, $2^{25}e^{-\\sigma^2/2}$ in float16 and $2^{150}e^{-\\sigma^2/2}$ in float32.",
  bound: fromFunction(
    "lnEffectiveEntries",
    "\\mathbb E N_\\varepsilon = n\\,\\bar\\Phi\\Bigl(\\frac{\\ln(\\varepsilon n)+\\sigma^2/2}{\\sigma}\\Bigr)",
  ),
  tolerance: TOLERANCE,
  rule: "Student’s interval of the mean over 400 sampled rows, wider by the error that they state, or over 6 rows drawn logit by logit and stored, divided by the law, must lie within $1 \\pm 0.1$.",
  reason: "A format is a threshold, and the law of $N_\\varepsilon$ holds at every threshold.",
  grid: CELLS,
  law: (cell) => flushExponent(cell.format),
  measure: measureCount,
  finding: () =>
    `Precision sets the threshold, as Takeaway 1 says: at logit scale 1 half of a row is stored as 0 from $n = 2^{25}e^{-1/2} \\approx 2.0 \\times 10^{7}$ on in float16, and from about $10^{${Math.round((150 * LN2 - 0.5) / Math.LN10)}}$ on in float32; it does not change how the mass is spread.`,
  caption:
    "The share of entries that a typical row keeps when stored, against $n$, for $\\sigma = 1$ (lines) and $\\sigma = 3$ (dashed), by the law. bfloat16 and float32 differ little here: what counts is the smallest exponent, not the number of digits.",
  chart: () => storedChart(),
  control: {
    statement: "As if the smallest subnormal number were the threshold, $2^{-24}$ for float16, and not half of it.",
    power: countPower,
    how: "Markov’s inequality for the mean of 400 counts, whose expectation at the false threshold is a ninth of the law at the true one",
    grid: CONTROL,
    law: (cell) => smallestExponent(cell.format),
  },
});

/** The mean count at an exponent over the law at the one that the format flushes below. */
function measureCount(cell: StoredCell, context: Context, role: string, exponent: number) {
  const { sigma, lnN } = cell;
  const { counts, error } =
    cell.rows === "drawn"
      ? { counts: storedCounts(cell, context, role), error: 0 }
      : sampledCounts(cell, context, role, exponent);
  const lnLaw = lnEffectiveEntries(lnN, 2 ** flushExponent(cell.format), sigma);
  return {
    draws: counts.length,
    ratio: over(widenedBy(meanInterval(counts), error), Math.exp(lnLaw)),
    note: `at n = 2^${Math.round(lnN / LN2)}`,
  } as const;
}

/** Counts of sampled rows, and the mean of what the error that a row states for D makes of them. */
function sampledCounts({ sigma, lnN, format }: StoredCell, context: Context, role: string, exponent: number) {
  const lnEps = exponent * LN2;
  const sampler = new RowSampler({ n: { ln: lnN }, scale: { sigma }, windows: [], lnEpsilons: [lnEps] });
  // d ln Phic(x) / d ln D is the hazard at x over sigma.
  const steepness = normalHazard((lnEps + lnN + 0.5 * sigma * sigma) / sigma) / sigma;
  const counts = new Float64Array(ROWS);
  let error = 0;
  for (let draw = 0; draw < ROWS; draw++) {
    context.signal?.throwIfAborted();
    const row = sampler.sample(stream(context.seed, "TA1-entries", role, format, lnN, sigma, draw));
    counts[draw] = Math.round(Math.exp(row.lnEffective[0]!));
    error += (steepness * statedError(row, lnN)) / ROWS;
  }
  return { counts, error };
}

/** Entries other than 0 of rows that are drawn logit by logit and stored one entry after the other. */
function storedCounts({ format, sigma, lnN }: StoredCell, context: Context, role: string): Float64Array {
  const law = { n: Math.round(Math.exp(lnN)), sigma };
  return Float64Array.from({ length: STORED_ROWS }, (_, draw) => {
    const own = stream(context.seed, "TA1-entries", role, format, "drawn", draw);
    return countDrawn(own, law, (p) => roundToFormat(p, format) > 0, context.signal);
  });
}

/** The control counts entries above 2^-24, of which the law says that there are few. */
function countPower(): number {
  const { sigma, lnN, format } = CONTROL;
  const law = lnEffectiveEntries(lnN, 2 ** flushExponent(format), sigma);
  return 1 - Math.exp(lnEffectiveEntries(lnN, 2 ** smallestExponent(format), sigma) - law) / (1 - TOLERANCE);
}

const DRAWN: readonly { format: StorageFormat; colour: SeriesColour }[] = [
  { format: "float16", colour: "orange" },
  { format: "bfloat16", colour: "green" },
  { format: "float32", colour: "blue" },
];

function storedChart(): ChartSpec {
  const line = (format: StorageFormat, sigma: number): ChartPoint[] => {
    const centre = -flushExponent(format) * LN2;
    return Array.from({ length: 40 }, (_, i): ChartPoint => {
      const lnN = centre - 14 + (24 * i) / 39;
      const share = Math.exp(lnEffectiveEntries(lnN, 2 ** flushExponent(format), sigma) - lnN);
      return { x: lnN / Math.LN10, y: share };
    });
  };
  return boundChart({
    series: DRAWN.flatMap(({ format, colour }): ChartSeries[] => [
      { kind: "law", label: format, colour, points: line(format, 1) },
      { kind: "bound", label: "", colour, points: line(format, 3) },
    ]),
    x: { title: "$n$", scale: "exponent" },
    y: { title: "share of entries not stored as 0", domain: [0, 1] },
    description:
      "At scale 1 a row keeps half of its entries in float16 up to n = 10^7.3, in bfloat16 up to 10^40 and in float32 up to 10^45; at scale 3 up to a fiftieth of that.",
  });
}

type RowSumCell = { readonly sigma: number; readonly exponent: number };

const SUM_CELLS: readonly RowSumCell[] = [
  { sigma: 1, exponent: 23 },
  { sigma: 1, exponent: 25 },
  { sigma: 1, exponent: 26 },
  { sigma: 1, exponent: 28 },
  { sigma: 0.5, exponent: 25 },
];
const SUM_CONTROL: RowSumCell = { sigma: 1, exponent: 28 };
/** Quanta up to which entries are counted one level at a time; beyond, none are expected at these lengths. */
const LEVELS = 256;

/** What is left of the row's sum. */
export const storedSum: Claim = ratioClaim({
  id: "TA1-sum",
  item: "Takeaway 1",
  title: "What a row stored in float16 still sums to",
  provenance: "ours",
  hypotheses: [
    "Rows of i.i.d. $N(0,\\sigma^2)$ logits, $n = 2^{e}$, stored in float16 with gradual underflow, summed exactly.",
  ],
  scope: "Lengths at which typical entries are subnormal, $n > 2^{14}$.",
  statement:
    "The stored row sums to $q\\sum_{m\\ge1} N_{(m-1/2)q}$ with $q = 2^{-24}$; its mean is the same sum of the law. It stays near 1 while entries span many quanta, strays above 1 where most round up, and falls to 0 where they round to 0.",
  bound: fromFunction(
    "storedRowSum",
    "S = nq\\sum_{m\\ge1}\\bar\\Phi\\Bigl(\\frac{\\ln((m-\\frac12)qn)+\\sigma^2/2}{\\sigma}\\Bigr)",
  ),
  tolerance: 0.05,
  rule: "Student’s interval of the mean sum of 400 sampled rows, divided by the law, must lie within $1 \\pm 0.05$.",
  reason: "An entry is stored as at least $m$ quanta iff it exceeds $(m-\\frac12)q$.",
  grid: SUM_CELLS,
  law: (cell) => storedRowSum(cell.exponent * LN2, cell.sigma, smallestExponent("float16")),
  measure: measureSum,
  caption:
    "The sum of a row stored in float16 against its length, by the law (lines) and in sampled rows at $\\sigma = 1$ (points). Where typical entries lie between half a quantum and one, they round up and the sum exceeds 1; soon after, nothing is left.",
  chart: sumChart,
  control: {
    statement: "A stored row still sums to 1.",
    power: sumPower,
    how: "Markov’s inequality for the mean sum, which the law puts below a tenth at $n = 2^{28}$",
    grid: SUM_CONTROL,
    law: () => 1,
  },
});

function measureSum({ sigma, exponent }: RowSumCell, context: Context, role: string, law: number) {
  const quantum = 2 ** smallestExponent("float16");
  const thresholds = Array.from({ length: LEVELS }, (_, m) => (m + 0.5) * quantum);
  const counts = sampleCounts(context, ["TA1-sum", role], { n: 2 ** exponent, scale: { sigma } }, thresholds, ROWS);
  const sums = Float64Array.from({ length: ROWS }, (_, row) =>
    counts.reduce((sum, column) => sum + quantum * column[row]!, 0),
  );
  const measured = meanInterval(sums);
  return { draws: ROWS, ratio: over(measured, law), comparison: { measured, bound: law, trivial: null } } as const;
}

/** Pr[mean sum >= (1 - 2 tau)] by Markov's inequality; the interval's half-width is far below tau. */
function sumPower(): number {
  return 1 - storedRowSum(SUM_CONTROL.exponent * LN2, SUM_CONTROL.sigma, smallestExponent("float16")) / 0.9;
}

function sumChart({ cells }: ClaimResult): ChartSpec {
  const line = (sigma: number): ChartPoint[] =>
    Array.from({ length: 40 }, (_, i): ChartPoint => {
      const exponent = 19 + (11 * i) / 39;
      return { x: 2 ** exponent, y: storedRowSum(exponent * LN2, sigma, smallestExponent("float16")) };
    });
  return boundChart({
    series: [
      { kind: "law", label: "$\\sigma =$ 1/2", colour: "sky", points: line(0.5) },
      { kind: "law", label: "$\\sigma = 1$", colour: "blue", points: line(1) },
      { kind: "law", label: "$\\sigma = 2$", colour: "green", points: line(2) },
      {
        kind: "measured",
        label: "measured",
        points: cells
          .filter(({ parameters }) => parameters.sigma === 1)
          .map(({ parameters, measured }) => ({ x: 2 ** Number(parameters.exponent), y: measured!.value })),
      },
    ],
    x: { title: "$n$", scale: "log" },
    y: { title: "sum of the stored row" },
    description:
      "The sum of a row stored in float16 is 1 up to n = 10^7; at scale 1/2 it first rises above 1, then all fall to near 0 by n = 10^9.",
  });
}

/** For each format: its threshold, and the lengths from which half of a typical row is stored as 0, at scales 1, 2 and 4. */
export function precisionTable(): string[][] {
  return (["float16", "bfloat16", "float32", "float64"] as const).map((format) => {
    const exponent = flushExponent(format);
    const half = (sigma: number): string =>
      `$10^{${((-exponent * LN2 - 0.5 * sigma * sigma) / Math.LN10).toFixed(1)}}$`;
    return [format, `$2^{${exponent}}$`, half(1), half(2), half(4)];
  });
}
