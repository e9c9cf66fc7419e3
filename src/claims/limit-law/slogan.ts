import { rowScale } from "../../limit/finite-size.js";
import { typicalRow } from "../../limit/typical-row.js";
import { LEVEL, quantileInterval } from "ncsparse-kit/probability";
import { boundChart, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import { trendClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { drawSet } from "ncsparse-kit/claims/draw-set";
import { subtract, widened } from "ncsparse-kit/claims/intervals";
import type { Interval } from "ncsparse-kit/claims/result";
import { massRange, medianPower } from "./power.js";
import { lnLength, forEachSample, statedError } from "./rows.js";
import { FIXED_HYPOTHESIS } from "./words.js";

/** How the row scale goes with n: sigma = c sqrt(2 ln n), or a fixed sigma. */
type ScaleName = "c = 1/2" | "σ = 1";
/** In which norm the error is read. */
type NormName = "total variation" | "entrywise max";
type SloganCell = { readonly norm: NormName; readonly scale: ScaleName; readonly C: number };

const DRAWS = 400;
/** From a million keys to 10^100. */
const FROM = 6;
const TO = 100;

const VARIATION: readonly SloganCell[] = (
  [
    ["c = 1/2", 0.25],
    ["c = 1/2", 0.5],
    ["c = 1/2", 0.65],
    ["c = 1/2", 0.9],
    ["σ = 1", 0.5],
    ["σ = 1", 0.9],
  ] as const
).map(([scale, C]) => ({ norm: "total variation", scale, C }));
const CELLS: readonly SloganCell[] = [
  ...VARIATION,
  { norm: "entrywise max", scale: "c = 1/2", C: 0.25 },
  { norm: "entrywise max", scale: "c = 1/2", C: 0.65 },
  { norm: "entrywise max", scale: "σ = 1", C: 0.5 },
];
/** A tenth above the critical line. */
const CONTROL_CELL: SloganCell = { norm: "total variation", scale: "c = 1/2", C: 0.85 };

/** The slogan read as the definition of a stable strategy reads, in total variation. */
export const slogan: Claim = trendClaim({
  id: "LL-slogan",
  restates: { label: "Conclusion", relation: "in one reading" },
  title: "“Naturally [$n^C$]-Sparse for any constant [$C$]”: in total variation as in a typical row’s max norm",
  provenance: "reconstructed",
  hypotheses: [FIXED_HYPOTHESIS, "$\\sigma$ fixed, or $\\sigma = c\\sqrt{2\\ln n}$."],
  scope:
    "The error of the $n^C$ largest entries of one row, in total variation, $1 - m_k$, and in the entrywise max norm. The formulas in brackets are lost in the text and restored. By Definition 3.2, which asks only that the entries left out be small, the sentence holds of every row ([T4.3-trivial](#T4.3-trivial)); that the error of leaving them out should vanish, and in which norm, is the reading on trial.",
  statement:
    "Attention is $n^C$-sparse for any constant $C \\in (0,1)$: the error of keeping the $n^C$ largest entries decreases in $n$, in total variation as in the entrywise max norm.",
  sign: "negative",
  rule: "The change of the logarithm of the median error over 400 rows from $n = 10^6$ to $n = 10^{100}$; its whole interval, wider by the error that the rows state, must lie below 0.",
  expects: "violated",
  reason:
    "Above the critical line the statement holds. Below it, and at any fixed $\\sigma$ (the line is then at $C = 1$), the error *grows* with $n$ and tends to 1. In the entrywise max norm of a typical row it holds; the largest error of all rows has [a line of its own](#LL-matrix-max). Which norm is meant decides.",
  grid: CELLS,
  measure: (cell, context, role) => ({ draws: 2 * DRAWS, trend: trend(cell, context, role) }),
  finding: () =>
    "The conclusion that attention is “Naturally [$n^C$]-Sparse for any constant [$C$]” holds by the paper’s Definition 3.2, as it does for every row of probabilities. Read as an error that vanishes, it holds for every $C$ in the entrywise max norm of a typical row; in total variation, which the paper does not name, it holds only above the line $C = 1 - c^2$.",
  caption:
    "Total variation left by the $n^C$ largest entries at $c = 1/2$, from $n = 10^3$ to $10^{1000}$: the finite-$n$ law and medians of sampled rows. The critical window is $C = 3/4$: below it the error rises to 1, above it falls to 0, on it it creeps up to one half.",
  chart: (_, context) => sloganChart(context),
  control: {
    statement: "In total variation it decreases a tenth above the critical line, at $C = 1 - c^2 + \\tfrac1{10}$.",
    expects: "holds",
    power: () => controlPower(),
    grid: CONTROL_CELL,
  },
});

/** Change of the median's logarithm: each end takes half the level from either length. */
function trend(cell: SloganCell, context: Context, role: string): Interval {
  const [from, to] = [FROM, TO].map((power) => lnError(cell, power, context, role));
  return subtract(to!, from!);
}

/** ln of the median error, wider by the error that the rows state. */
function lnError({ norm, scale, C }: SloganCell, power: number, context: Context, role: string): Interval {
  const { variation, max, error } = drawSet(context, ["LL", "slogan", role, scale, C, power], (path) => {
    const lnN = lnLength(power);
    const out = { variation: new Float64Array(DRAWS), max: new Float64Array(DRAWS), error: 0 };
    const law = { n: { ln: lnN }, scale: { sigma: scaleAt(scale, lnN) }, windows: [{ ln: C * lnN }] };
    forEachSample(law, DRAWS, context, path, (row, draw) => {
      out.variation[draw] = row.windows[0]!.lnTail;
      out.max[draw] = row.windows[0]!.lnLinf;
      out.error += statedError(row, lnN) / DRAWS;
    });
    return out;
  });
  return widened(quantileInterval(norm === "entrywise max" ? max : variation, 0.5, 0.5 * LEVEL), error);
}

function scaleAt(scale: ScaleName, lnN: number): number {
  return scale === "σ = 1" ? 1 : rowScale(lnN, 0.5);
}

function controlPower() {
  const { scale, C } = CONTROL_CELL;
  const [from, to] = [FROM, TO].map((power) => {
    const lnN = lnLength(power);
    return massRange({ lnN, sigma: scaleAt(scale, lnN), lnK: C * lnN }, 0.2);
  });
  // The error falls for certain where the mass rises even between the unfavourable ends.
  const falls = from!.highest < to!.lowest;
  const value = medianPower(DRAWS, from!.missed, 0.5 * LEVEL) * medianPower(DRAWS, to!.missed, 0.5 * LEVEL);
  return {
    value: falls ? value : 0,
    how: "Chebyshev’s inequality for the kept and the left sum of a row at both lengths, the binomial law for the medians",
  };
}

const CURVES: readonly { C: number; colour: SeriesColour }[] = [
  { C: 0.25, colour: "vermillion" },
  { C: 0.5, colour: "orange" },
  { C: 0.65, colour: "purple" },
  { C: 0.75, colour: "ink" },
  { C: 0.9, colour: "blue" },
];
const CURVE_POINTS = 40;

function sloganChart(context: Context): ChartSpec {
  const powers = Array.from({ length: CURVE_POINTS }, (_, i) => 3 * (1000 / 3) ** (i / (CURVE_POINTS - 1)));
  const law = (power: number, C: number): number => {
    const lnN = lnLength(power);
    return Math.exp(typicalRow(lnN, rowScale(lnN, 0.5), C * lnN).lnTail);
  };
  const lines = CURVES.map(({ C, colour }): ChartSeries => ({
    kind: "law",
    label: `$C = ${C}$`,
    colour,
    points: powers.map((power) => ({ x: power, y: law(power, C) })),
  }));
  const measured = VARIATION.filter(({ scale }) => scale === "c = 1/2").flatMap((cell) =>
    [FROM, TO].map((power) => {
      const { value, low, high } = lnError(cell, power, context, "claim");
      return { x: power, y: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
    }),
  );
  return boundChart({
    series: [...lines, { kind: "measured", label: "measured", points: measured }],
    x: { title: "decimal digits of $n$", scale: "log" },
    y: { title: "total variation left, $1 - m_k$", domain: [0, 1] },
    description:
      "Total variation of the n^C largest entries at c = 1/2 against the number of digits of n. At C = .25, .5 and .65 it rises to 1; at C = .9 it falls to 0; at the critical C = .75 it creeps towards 1/2.",
  });
}
