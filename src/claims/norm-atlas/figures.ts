/** The atlas as one figure, as a table, and how slowly its slopes reach their limits. */
import { ERROR_NORMS, limitExponent, lnNormLaw, type ErrorNorm, type Strategy } from "../../limit/atlas/index.js";
import { boundChart, type ChartPoint, type ChartSeries, type ChartSpec, type SeriesColour } from "ncsparse-kit/figures";
import type { Context } from "ncsparse-kit/claims/claim";
import { lawSecant } from "./exponents.js";
import { ATLAS, FIRST_LENGTH, LAST_LENGTH, lnLaw, measureNorm, measureTrend } from "./samples.js";
import { NORM_LABELS, NORM_WORDS, WINDOW_LABELS, WINDOW_WORDS } from "./words.js";

const COLOURS: Readonly<Partial<Record<Strategy, SeriesColour>>> = {
  "k = 4": "vermillion",
  "k = ln n": "ink",
  "k = √n": "blue",
};

const MEASURED_AT = [FIRST_LENGTH, 2048, LAST_LENGTH] as const;
/** Windows are rounded, k = ln n visibly so: the law is drawn where n is a power of two. */
const LAW_AT = [512, 1024, 2048, 4096, 8192, 16384] as const;

/**
 * Every norm under every strategy, in units of its law at n = 512: a panel a norm, so that slopes compare across panels.
 */
export function atlasChart(context: Context): ChartSpec {
  const series = ERROR_NORMS.flatMap((norm) => ATLAS.flatMap((window) => panel(norm, window, context)));
  return boundChart({
    series,
    x: { title: "length $n$", scale: "log2" },
    y: { title: "error / error at $n = 512$", scale: "log", domain: [0.28, 7] },
    columns: 3,
    height: 170,
    description:
      "Six norms of the error against n, relative to n = 512, for constant, logarithmic and square-root windows at row scale 1: entrywise max, l2 and the orthogonal output fall where the window grows; Frobenius, total variation and the output along the query rise under all three.",
  });
}

function panel(norm: ErrorNorm, window: Strategy, context: Context): ChartSeries[] {
  const at = (n: number) => ({ window, n, sigma: 1 });
  const unit = Math.exp(lnLaw(norm, at(FIRST_LENGTH), context));
  const measured = MEASURED_AT.map((n): ChartPoint => {
    const { value, low, high } = measureNorm(norm, at(n), context, "claim");
    return { x: n, y: value / unit, low: low / unit, high: high / unit };
  });
  const law = LAW_AT.map((n): ChartPoint => ({ x: n, y: Math.exp(lnLaw(norm, at(n), context)) / unit }));
  const shared = { facet: NORM_LABELS[norm], colour: COLOURS[window]! };
  return [
    { kind: "law", label: WINDOW_LABELS[window], points: law, ...shared },
    { kind: "measured", label: "measured", points: measured, ...shared },
  ];
}

/** The atlas in numbers: a line a norm and strategy. */
export function atlasTable(context: Context): (string | number)[][] {
  const span = Math.log(LAST_LENGTH / FIRST_LENGTH);
  return ERROR_NORMS.flatMap((norm) =>
    ATLAS.map((window) => {
      const trend = measureTrend(norm, { window, sigma: 1 }, context, "claim");
      const limit = limitExponent(norm, window);
      return [
        NORM_WORDS[norm],
        WINDOW_WORDS[window],
        measureNorm(norm, { window, n: LAST_LENGTH, sigma: 1 }, context, "claim").value,
        trend.value / span,
        lawSecant(norm, window, context),
        limit,
        verdict(norm, window, trend),
      ];
    }),
  );
}

/** Definition 3.5: decreasing on the range and of limit 0. */
function verdict(norm: ErrorNorm, window: Strategy, trend: { low: number; high: number }): string {
  if (trend.low > 0) return "unstable: grows";
  if (window === "k = 4") return "unstable: has a floor";
  if (trend.high >= 0) return "undecided";
  return limitExponent(norm, window) < 0 ? "stable: polynomial" : "stable: logarithmic";
}

/** Local slopes of the law's entrywise max error at k = n^(3/4), against log10 n. */
export function slopesChart(): ChartSpec {
  const decades = [2.5, 3, 3.5, 4, 4.5, 5, 6, 8, 10, 15, 20, 30, 50, 100, 200, 500, 1000];
  const slope = (sigma: number, decade: number): number => {
    const lnN = decade * Math.LN10;
    const at = (ln: number): number => lnNormLaw("max", { ln }, "k = n^(3/4)", sigma);
    return (at(lnN + Math.LN2) - at(lnN)) / Math.LN2;
  };
  const lines = ([1, 2, 4] as const).map((sigma, index): ChartSeries => ({
    kind: "law",
    label: `$\\sigma = ${sigma}$`,
    colour: (["sky", "blue", "vermillion"] as const)[index]!,
    points: decades.map((decade) => ({ x: decade, y: slope(sigma, decade) })),
  }));
  return boundChart({
    series: [...lines, { kind: "trivial", label: "exponent", points: decades.map((x) => ({ x, y: -0.75 })) }],
    x: { title: "decimal digits of $n$", scale: "log" },
    y: { title: "local slope of the error", domain: [-0.8, 0.4] },
    description:
      "Local slope of the entrywise max error at k = n^(3/4) against the decimal digits of n: at sigma = 4 it is positive below n = 10^5, and even at n = 10^1000 the slopes are above the exponent -3/4.",
  });
}
