import { drawSet, type DrawPath } from "ncsparse-kit/claims/draw-set";
import { largestEntryLaw } from "../../bounds/largest-entry.js";
import { entryLaw } from "../../bounds/theorem-4.3.js";
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { binomialTail, normalTail, quantileInterval } from "ncsparse-kit/probability";
import { stream } from "ncsparse-kit/random";
import { drawInputs } from "../../kernels/index.js";
import { ratioClaim, type MeasuredRatio } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import type { ClaimResult } from "ncsparse-kit/claims/result";

type RowsCell = { readonly n: number; readonly sigma: number; readonly k: number };

/** The median of 160 draws: its interval is a fraction of the spread, which is at most 10 % on this grid. */
const DRAWS = 160;
const TOLERANCE = 0.1;
const WINDOWS = [1, 16, 64];
const SCALES = [0.25, 0.5];

const QUICK: readonly RowsCell[] = SCALES.flatMap((sigma) => WINDOWS.map((k) => ({ n: 256, sigma, k })));
const FULL: readonly RowsCell[] = [...QUICK, ...WINDOWS.map((k) => ({ n: 1024, sigma: 0.5, k }))];
const CONTROL: readonly RowsCell[] = [{ n: 256, sigma: 0.5, k: 1 }];

/** The law of the maximum that Theorem 4.3 bounds, for independent rows. */
export const rowsLaw: Claim = ratioClaim({
  id: "T4.3-rows",
  item: "the law behind Theorem 4.3, all rows",
  title: "The largest (k+1)-th entry of n rows",
  provenance: "ours",
  hypotheses: [
    "$n$ independent rows of $n$ i.i.d. $N(0,\\sigma^2)$ logits: the row law, each row with keys of its own.",
  ],
  scope: "$\\sigma \\le 1/2$ and $n \\ge 256$, so that the normaliser of the row that wins is still near its mean.",
  inScope: ({ n, sigma }) => sigma <= 0.5 && n >= 256,
  statement:
    "The median of $\\max_i p_{(k+1)}$ is $e^{\\sigma t-\\sigma^2/2}/n$ up to a relative error that vanishes as $n$ grows, with $\\Pr[\\mathrm{Bin}(n,\\bar\\Phi(t)) \\le k]^n = \\tfrac12$.",
  bound: fromFunction("largestEntryLaw", "\\Pr\\bigl[\\mathrm{Bin}(n,\\bar\\Phi(t)) \\le k\\bigr]^n = \\tfrac12"),
  tolerance: TOLERANCE,
  rule: "The distribution-free interval of the median over 160 draws of $n$ rows, over the law, must lie within $1 \\pm 0.1$.",
  reason:
    "A row has $p_{(k+1)}$ below the level if and only if at most $k$ of its logits exceed it; rows are independent, so the $n$-th power counts them. The normaliser is put at its mean, which is 2 to 5 % too small for the winning row.",
  grid: { quick: QUICK, full: FULL },
  law: (cell) => largestEntryLaw({ ...cell, rows: cell.n }),
  measure: medianOver,
  caption:
    "The largest $p_{(k+1)}$ of 256 rows: measured medians, the law, and the law of a typical row below it. The maximum over rows costs a factor that falls as the window grows.",
  chart: rowsChart,
  control: {
    statement: "One row’s median for the maximum over all rows.",
    power: () => controlPower(CONTROL[0]!),
    how: "binomial bounds: for a row's second largest logit with Cantelli's inequality for its normaliser, for 256 rows, and for the rank that ends the median's interval",
    grid: CONTROL,
    law: (cell) => entryLaw.evaluate({ ...cell }),
  },
});

function medianOver(cell: RowsCell, context: Context, role: string, law: number): MeasuredRatio {
  const columns = drawSet(context, ["T4.3-rows", role, cell.n], (path) => sample(path, cell.n, context));
  const column = columns[SCALES.indexOf(cell.sigma)]![WINDOWS.indexOf(cell.k)]!;
  return {
    draws: DRAWS,
    ratio: quantileInterval(
      column.map((entry) => entry / law),
      0.5,
    ),
  };
}

/** max_i p_(k+1) of each draw, [scale][window]; the scales share their standard normal logits. */
function sample(path: DrawPath, n: number, { seed, signal }: Context): Float64Array[][] {
  const largest = SCALES.map(() => WINDOWS.map(() => new Float64Array(DRAWS)));
  const units = new Float64Array(n);
  for (let draw = 0; draw < DRAWS; draw++) {
    signal?.throwIfAborted();
    const source = stream(seed, ...path, draw);
    for (let row = 0; row < n; row++) {
      drawInputs(source, "gaussian", units);
      units.sort();
      for (let s = 0; s < SCALES.length; s++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += Math.exp(SCALES[s]! * units[j]!);
        for (let w = 0; w < WINDOWS.length; w++) {
          const entry = Math.exp(SCALES[s]! * units[n - 1 - WINDOWS[w]!]!) / sum;
          const column = largest[s]![w]!;
          if (entry > column[draw]!) column[draw] = entry;
        }
      }
    }
  }
  return largest;
}

const CANTELLI = 4;

/** A lower bound on the probability that the median's interval lies above the band around one row's median. */
function controlPower({ n, sigma, k }: RowsCell): number {
  const level = (1 + TOLERANCE) * entryLaw.evaluate({ n, sigma, k });
  const deviation = Math.sqrt(Math.expm1(sigma * sigma) / n);
  const normaliser = n * Math.exp((sigma * sigma) / 2) * (1 + CANTELLI * deviation);
  const oneRow = binomialTail(k + 1, n, normalTail(Math.log(level * normaliser) / sigma)) - 1 / (1 + CANTELLI ** 2);
  const someRow = 1 - (1 - Math.max(0, oneRow)) ** n;
  const ranks = Float64Array.from({ length: DRAWS }, (_, i) => i + 1);
  const lowRank = quantileInterval(ranks, 0.5).low;
  return binomialTail(DRAWS - lowRank + 1, DRAWS, someRow);
}

function rowsChart({ cells }: ClaimResult): ChartSpec {
  const n = 256;
  const curve = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
  const series = SCALES.flatMap((sigma): ChartSeries[] => {
    const facet = `$\\sigma = ${sigma}$`;
    const own = cells.filter(({ parameters }) => parameters.n === n && parameters.sigma === sigma);
    return [
      {
        kind: "law",
        label: "largest of $n$ rows",
        facet,
        points: curve.map((k) => ({ x: k, y: n * largestEntryLaw({ n, k, sigma, rows: n }) })),
      },
      {
        kind: "bound",
        label: "typical row",
        colour: "green",
        facet,
        points: curve.map((k) => ({ x: k, y: n * entryLaw.evaluate({ n, k, sigma }) })),
      },
      {
        kind: "measured",
        label: "measured",
        facet,
        points: own.map(({ parameters, estimate }) => {
          const law = n * largestEntryLaw({ n, k: Number(parameters.k), sigma, rows: n });
          return {
            x: Number(parameters.k),
            y: law * estimate.value,
            low: law * estimate.low,
            high: law * estimate.high,
          };
        }),
      },
    ];
  });
  return boundChart({
    series,
    x: { title: "window $k$", scale: "log2" },
    y: { title: "$n$ times the largest $p_{(k+1)}$", scale: "log" },
    description:
      "Largest (k+1)-th entry of 256 independent rows, measured on the curve of its law, above the law of a typical row.",
  });
}
