import { boundChart, type ChartSeries, type ChartSpec } from "ncsparse-kit/figures";
import { certain, inequalityClaim, type MeasuredExcess } from "ncsparse-kit/claims/kinds";
import type { Claim } from "ncsparse-kit/claims/claim";
import { fromFunction } from "ncsparse-kit/claims/display";
import { exactly } from "ncsparse-kit/claims/intervals";
import { ULP } from "ncsparse-kit/claims/rounding";

type ProxyCell = { readonly law: keyof typeof LAWS; readonly lambda: number };

/** ln E e^(lambda x) of laws on [-1, 1] with mean 0, and the proxies tau^2 that the setting gives them (B = 1). */
const LAWS = {
  uniform: { proxy: 1 / 3, lnMoment: lnUniformMoment },
  signs: { proxy: 1, lnMoment: (lambda: number) => lnTwoPointMoment(lambda, 1) },
  "−1/3 or 1": { proxy: 1, lnMoment: (lambda: number) => lnTwoPointMoment(lambda, 1 / 3) },
} as const;

/** ln(sinh(l) / l) = |l| + ln((1 - e^(-2|l|)) / (2|l|)). */
export function lnUniformMoment(lambda: number): number {
  const size = Math.abs(lambda);
  return size + Math.log(-Math.expm1(-2 * size) / (2 * size));
}

/** x = 1 with probability a / (1 + a), else -a. */
export function lnTwoPointMoment(lambda: number, a: number): number {
  const up = a / (1 + a);
  return -a * lambda + Math.log1p(up * Math.expm1((1 + a) * lambda));
}

const CELLS: readonly ProxyCell[] = (Object.keys(LAWS) as (keyof typeof LAWS)[]).flatMap((law) =>
  [-4, -0.5, 0.1, 1, 4, 16].map((lambda) => ({ law, lambda })),
);
const CONTROL: readonly ProxyCell[] = [{ law: "uniform", lambda: 0.1 }];

function measureProxy({ law, lambda }: ProxyCell, proxy: number): MeasuredExcess {
  const value = LAWS[law].lnMoment(lambda);
  const bound = (lambda * lambda * proxy) / 2;
  return {
    excess: value - bound,
    roundingBound: 8 * ULP * (1 + 2 * Math.abs(lambda)), // a product, an exponential, a logarithm and a sum of that size
    comparison: { measured: exactly(value), bound, trivial: null },
  };
}

/** The variance proxies that all bounds are given. */
export const variance: Claim = inequalityClaim({
  id: "S0-proxy",
  item: "Definition C.1, bounded entries; Hoeffding’s lemma",
  title: "Bounded inputs have the proxy B², uniform ones B²/3",
  provenance: "ours",
  hypotheses: ["$x \\in [-B, B]$ with mean 0; measured at $B = 1$, to which all scales."],
  scope: "Every $\\lambda$. The third law takes the values $-B/3$ and $B$: bounded, centred and lopsided.",
  statement:
    "$\\mathbb E\\,e^{\\lambda x} \\le e^{\\lambda^2\\tau^2/2}$ for every $\\lambda$, with $\\tau = B$ for any law on $[-B,B]$ with mean 0, and $\\tau = B/\\sqrt3$ for the uniform one.",
  bound: fromFunction("varianceProxy", "\\ln\\mathbb E\\,e^{\\lambda x} \\le \\tfrac12\\lambda^2\\tau^2"),
  rule: "$\\ln\\mathbb E\\,e^{\\lambda x} - \\lambda^2\\tau^2/2$, in closed form, must not exceed its rounding error.",
  reason:
    "Hoeffding’s lemma; for the uniform law $\\sinh(\\lambda B)/(\\lambda B) \\le e^{\\lambda^2B^2/6}$, term by term.",
  useScale: "exponent to exponent",
  grid: CELLS,
  measure: (cell) => measureProxy(cell, LAWS[cell.law].proxy),
  caption:
    "The proxy that each $\\lambda$ asks for, $2\\ln\\mathbb E\\,e^{\\lambda x}/\\lambda^2$ over $B^2$. Its supremum is the best proxy: the variance itself for the uniform law and for signs ($1/3$ and 1, at $\\lambda = 0$); for the lopsided law it lies at a $\\lambda > 0$, above the variance and below 1.",
  chart: proxyChart,
  control: {
    statement: "Half the range for the uniform law: $\\tau = B/2$.",
    power: certain("$\\tau^2 = B^2/4$ is below the variance $B^2/3$, so small $\\lambda$ fail"),
    grid: CONTROL,
    measure: (cell: ProxyCell) => measureProxy(cell, 1 / 4),
  },
});

function proxyChart(): ChartSpec {
  const lambdas = Array.from({ length: 41 }, (_, i) => 0.4 * (i - 20)).map((lambda) => (lambda === 0 ? 1e-3 : lambda));
  const line = (law: keyof typeof LAWS, label: string, colour: ChartSeries["colour"]): ChartSeries => ({
    kind: "law",
    label,
    ...(colour ? { colour } : {}),
    points: lambdas.map((x) => ({ x, y: (2 * LAWS[law].lnMoment(x)) / (x * x) })),
  });
  const level = (y: number) => [-8, 8].map((x) => ({ x, y }));
  return boundChart({
    series: [
      { kind: "bound", label: "$\\tau = B$", points: level(1) },
      { kind: "bound", label: "$\\tau = B/\\sqrt\\,3$", colour: "purple", points: level(1 / 3) },
      line("signs", "signs", "blue"),
      line("−1/3 or 1", "lopsided", "green"),
      line("uniform", "uniform", "orange"),
    ],
    x: { title: "$\\lambda\\,B$" },
    y: { title: "proxy asked for, over $B^2$", domain: [0, 1.1] },
    height: 240,
    description:
      "The variance proxy needed at each lambda for three laws on [-B, B]: at most 1/3 for the uniform law, at most 1 for signs and the lopsided law.",
  });
}
