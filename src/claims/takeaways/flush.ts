import {
  effectiveEntries,
  flushExponent,
  roundToFormat,
  smallestExponent,
  softmax,
  stagnantSum,
  STORAGE_FORMATS,
  type StorageFormat,
} from "../../attention/index.js";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { certain, exactDifferenceClaim, inequalityClaim } from "ncsparse-kit/claims/kinds";
import { differenceForest } from "ncsparse-kit/claims/charts";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { boundChart, type ChartSpec } from "ncsparse-kit/figures";
import { exactly } from "ncsparse-kit/claims/intervals";

type FlushCell = { readonly format: StorageFormat; readonly n: number; readonly sigma: number };

const ROWS = 20;

const CELLS: readonly FlushCell[] = [
  { format: "float16", n: 4096, sigma: 4 },
  { format: "float16", n: 65_536, sigma: 2 },
  { format: "bfloat16", n: 4096, sigma: 40 },
  { format: "float32", n: 4096, sigma: 40 },
];

/** Takeaway 1 in Theorem 5.1's terms: a format is a threshold. */
export const flushClaim: Claim = inequalityClaim({
  id: "TA1-threshold",
  item: "Takeaway 1",
  title: "A floating-point format is a threshold ε",
  provenance: "ours",
  hypotheses: ["Any row; its probabilities are stored with rounding to nearest and gradual underflow."],
  scope: "float16, bfloat16, float32 (float64 likewise, at $2^{-1075}$).",
  statement:
    "A stored row has exactly $N_\\varepsilon$ entries other than 0, with $\\varepsilon = 2^{-25}$ (float16), $2^{-134}$ (bfloat16), $2^{-150}$ (float32): half of the smallest subnormal. “A high precision in attention computation means choosing [$\\varepsilon$] with smaller value”, says the paper; here is which.",
  bound: fromFunction(
    "flushExponent",
    "\\log_2\\varepsilon = e_{\\min} - p,\\quad p\\ \\text{bits},\\ 2^{e_{\\min}}\\ \\text{the smallest normal number}",
  ),
  rule: "The largest difference between the two counts over 20 rows must be 0.",
  reason: "Rounding is monotone, and half of the smallest subnormal is a tie, which goes to the even 0.",
  grid: CELLS,
  law: (cell) => flushExponent(cell.format),
  measure: measureFlush,
  caption:
    "What float16 makes of a small probability: nothing up to $2^{-25}$, up to twice its value just above, and less than one part in a thousand of error only from $2^{-14}$ on.",
  chart: flushChart,
  control: {
    statement: "As if everything below the smallest subnormal were lost: $\\varepsilon = 2^{-24}$ for float16.",
    power: 0.999,
    how: "some hundreds of the entries of 20 rows lie between the two thresholds on average, so that none does with probability far below $0.001$",
    grid: CELLS.slice(0, 2),
    law: (cell) => smallestExponent(cell.format),
  },
});

function measureFlush({ format, n, sigma }: FlushCell, context: Context, role: string, exponent: number) {
  const source = stream(context.seed, "TA1-threshold", role, format, n, sigma);
  const row = new Float64Array(n);
  let most = 0;
  for (let draw = 0; draw < ROWS; draw++) {
    drawInputs(source, "gaussian", row, sigma);
    softmax(row, row);
    const stored = row.reduce((count, p) => (roundToFormat(p, format) > 0 ? count + 1 : count), 0);
    most = Math.max(most, Math.abs(stored - effectiveEntries(row, 2 ** exponent)));
  }
  return { draws: ROWS, excess: most, roundingBound: 0 } as const;
}

/** Stored value over true value of an entry, in float16. */
function flushChart(): ChartSpec {
  const points = Array.from({ length: 240 }, (_, i) => {
    const p = 2 ** (-26 + (6 * i) / 239);
    return { x: p, y: roundToFormat(p, "float16") / p };
  });
  return boundChart({
    series: [
      { kind: "trivial", label: "exact", points: [points[0]!, points.at(-1)!].map(({ x }) => ({ x, y: 1 })) },
      { kind: "law", label: "float16", points },
    ],
    x: { title: "entry $p$", scale: "log2" },
    y: { title: "stored / true" },
    description:
      "The stored value over the true one in float16: 0 up to 2^-25, twice the truth just above, then a saw-tooth around 1 that narrows as the entry grows.",
  });
}

type SumCell = { readonly format: "float16" | "bfloat16" | "float32" };

const SUM_CELLS: readonly SumCell[] = [{ format: "float16" }, { format: "bfloat16" }, { format: "float32" }];

/** Sums fail before entries do. */
export const stagnation: Claim = exactDifferenceClaim({
  id: "TA1-accumulation",
  item: "Takeaway 1",
  title: "A sum kept in a narrow format stops growing",
  provenance: "ours",
  hypotheses: ["$n$ equal weights, added one by one to a normaliser that is rounded to the format each time."],
  scope: "float16, bfloat16, float32.",
  statement:
    "The normaliser stops at $2^p$: at 2,048 in float16, 256 in bfloat16, 16,777,216 in float32. Beyond that length the row sums to $n/2^p$, whatever the entries' own format.",
  bound: fromFunction("stagnantSum", "D \\le 2^{p},\\quad p = 11,\\ 8,\\ 24\\ \\text{significand bits}"),
  tolerance: 1e-6,
  rule: "$\\log_2$ of where the sum stops, minus $p$, must be 0.",
  reason: "From $2^p$ on, 1 is half of the spacing: the tie goes to the even neighbour, which is the sum itself.",
  grid: SUM_CELLS,
  measure: (cell) => measureSum(cell, 0),
  caption: "Where a sum of ones stops, against $2^p$.",
  chart: (result) => differenceForest(result, "log₂ of the sum, less $p$"),
  control: {
    statement: "It stops at $2^{p-1}$, the stored bits alone.",
    power: certain("the hidden bit counts"),
    grid: SUM_CELLS.slice(0, 2),
    measure: (cell) => measureSum(cell, 1),
  },
});

function measureSum({ format }: SumCell, fewer: number) {
  const { precision } = STORAGE_FORMATS[format];
  const excess = Math.log2(stagnantSum(format, 2 ** (precision + 1))) - (precision - fewer);
  return { difference: exactly(excess) } as const;
}
