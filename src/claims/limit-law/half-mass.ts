import { halfMassWindow, rowScale } from "../../limit/finite-size.js";
import { LEVEL, quantileInterval } from "ncsparse-kit/probability";
import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { ratioClaim } from "ncsparse-kit/claims/kinds";
import type { Claim, Context } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import type { ClaimResult } from "ncsparse-kit/claims/result";
import { massRange, medianPower } from "./power.js";
import { lnLength } from "./rows.js";
import { DRAWN_ROWS, rowsOf, widenedBy, type Made } from "./window-rows.js";
import { SCALING_HYPOTHESIS } from "./words.js";

type HalfCell = { readonly c: number; readonly n: LengthName; readonly rows?: Made };
type LengthName = "10³" | "10⁶" | "10⁸" | "10¹⁰⁰" | "10¹⁰⁰⁰";

const POWERS: Readonly<Record<LengthName, number>> = { "10³": 3, "10⁶": 6, "10⁸": 8, "10¹⁰⁰": 100, "10¹⁰⁰⁰": 1000 };
const DRAWS = 400;
/** At n = 10^3, c = 1/2, where D varies by a fifth, the median is off by .03 and known to .04. */
const TOLERANCE = 0.1;

const CELLS: readonly HalfCell[] = [
  { c: 0.25, n: "10³" },
  { c: 0.5, n: "10³" },
  { c: 0.25, n: "10⁶" },
  { c: 0.5, n: "10⁶" },
  { c: 0.5, n: "10¹⁰⁰" },
  { c: 0.75, n: "10¹⁰⁰" },
  { c: 0.5, n: "10¹⁰⁰⁰" },
  { c: 0.75, n: "10¹⁰⁰⁰" },
  { c: 0.25, n: "10⁶", rows: "drawn" },
  { c: 0.5, n: "10⁶", rows: "drawn" },
];
const FULL: readonly HalfCell[] = [...CELLS, { c: 0.5, n: "10⁸", rows: "drawn" }];
const CONTROL_CELL: HalfCell = { c: 0.5, n: "10⁶" };
const CONTROL_SLACK = 0.25;

/** `ours`: the finite-n critical line. */
export const halfMass: Claim = ratioClaim({
  id: "LL-half-mass",
  title: "The critical line at a finite length",
  provenance: "ours",
  hypotheses: [SCALING_HYPOTHESIS],
  scope: "$c < 1$, and $n$ large against $e^{\\sigma^2}$ or at least a million.",
  statement:
    "The $k_{1/2} = n\\,\\overline\\Phi(\\sigma)$ largest entries hold half of a row’s mass: the critical window at length $n$ is $n^{C_{1/2}}$ with $C_{1/2} = 1 + \\ln\\overline\\Phi(\\sigma)/\\ln n$, below its limit $1 - c^2$.",
  bound: fromFunction("halfMassWindow", "C_{1/2} = 1 + \\frac{\\ln \\overline\\Phi(\\sigma)}{\\ln n}"),
  tolerance: TOLERANCE,
  rule: `The distribution-free interval of the median captured mass over 400 sampled rows, wider by the error that they state, or over ${DRAWN_ROWS} rows drawn logit by logit, times 2, must lie within $1 \\pm 0.1$.`,
  reason:
    "Under the weights $e^z$ the logits are $N(\\sigma^2,\\sigma^2)$: half of the mass stands above $\\sigma$ standard deviations, where $n\\overline\\Phi(\\sigma)$ logits are.",
  grid: { quick: CELLS, full: FULL },
  law: (cell) => halfMassWindow(lnLength(POWERS[cell.n]), cell.c),
  measure: measureAt,
  caption:
    "The window that holds half of the mass at three lengths (dashed), the limit $1 - c^2$ above them, and where the median captured mass of sampled rows was measured to be one half (points; their intervals are smaller than the points).",
  chart: halfMassChart,
  control: {
    statement:
      "The limit in place of the finite-$n$ line: at $n = 10^6$, half of the mass stands on $n^{1-c^2}$ entries.",
    power: () => controlPower(),
    grid: CONTROL_CELL,
    law: (cell) => 1 - cell.c * cell.c,
  },
});

function measureAt(cell: HalfCell, context: Context, role: string, window: number) {
  const { c, n, rows } = cell;
  const lnN = lnLength(POWERS[n]);
  const size = POWERS[n] < 15 ? 10 ** POWERS[n] : { ln: lnN };
  const law = { n: size, sigma: rowScale(lnN, c), k: { ln: window * lnN }, rows: DRAWS };
  const { lnMass, error } = rowsOf(rows, law, context, ["half", role, c, n]);
  const twice = quantileInterval(
    lnMass.map((ln) => 2 * Math.exp(ln)),
    0.5,
  );
  return { draws: lnMass.length, ratio: widenedBy(twice, error) } as const;
}

function controlPower() {
  const { c, n } = CONTROL_CELL;
  const lnN = lnLength(POWERS[n]);
  const range = massRange({ lnN, sigma: rowScale(lnN, c), lnK: (1 - c * c) * lnN }, CONTROL_SLACK);
  const caught = 2 * range.lowest > 1 + TOLERANCE;
  return {
    value: caught ? medianPower(DRAWS, range.missed, LEVEL) : 0,
    how: "Chebyshev’s inequality for the kept and the left sum of a row, the binomial law for the median",
  };
}

const LINE_POINTS = 40;

function halfMassChart(result: ClaimResult): ChartSpec {
  const scales = Array.from({ length: LINE_POINTS }, (_, i) => 0.02 + (0.86 * i) / (LINE_POINTS - 1));
  const lines = (["10³", "10⁶", "10¹⁰⁰"] as const).map((n, index): ChartSeries => ({
    kind: "bound",
    label: `$n = $${n}`,
    colour: (["orange", "vermillion", "sky"] as const)[index]!,
    points: scales.map((c) => ({ x: c, y: Math.max(0, halfMassWindow(lnLength(POWERS[n]), c)) })),
  }));
  const measured = result.cells.map(({ parameters }) => {
    const c = Number(parameters.c);
    return { x: c, y: halfMassWindow(lnLength(POWERS[parameters.n as LengthName]), c) };
  });
  return boundChart({
    series: [
      ...lines,
      { kind: "law", label: "limit $1 - c^2$", points: scales.map((c) => ({ x: c, y: 1 - c * c })) },
      { kind: "measured", label: "measured", points: measured },
    ],
    x: { title: "row scale $c$" },
    y: { title: "window exponent of half the mass", domain: [0, 1] },
    description:
      "The window exponent that holds half the mass falls with c; at n = 10^3 and 10^6 it lies up to .2 below the limit 1 - c^2, at 10^100 close to it.",
  });
}
