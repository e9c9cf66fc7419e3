/** A head's own figures, and the small multiples of a layer. */
import type { HeadFigures, KeyLaw, MeasuredHead } from "ncsparse";
import type { Plot, PlotSeries } from "./plot.js";

/** Captured mass, growth of the need, and row scale by position. */
export function headPlots(figures: HeadFigures): Plot[] {
  return [massPlot(figures), ...(figures.exponent === null ? [] : [growthPlot(figures)]), scalePlot(figures)];
}

function massPlot({ windows, keys }: HeadFigures): Plot {
  const points = (of: (w: HeadFigures["windows"][number]) => number): PlotSeries["points"] => [
    ...windows.map((w) => [w.k, of(w)] as const),
    [keys, 1],
  ];
  return {
    title: "captured mass, by keys kept",
    description:
      "Mean captured mass of the k largest entries: measured, and of Gaussian logits of the same row scales.",
    x: { title: "keys kept, k", min: 1, max: keys, log: true },
    y: { title: "captured mass", min: 0, max: 1, log: false },
    series: [
      { look: "predicted", points: points((w) => w.massPredicted) },
      { look: "measured", points: points((w) => w.mass) },
    ],
  };
}

function growthPlot({ exponent, outputExponent, keys }: HeadFigures): Plot {
  const { C, alpha, groups } = exponent!;
  const [first, last] = [groups[0]!.n, groups.at(-1)!.n];
  const dots = (some: typeof groups): PlotSeries["points"] => some.map(({ n, k }) => [n, k] as const);
  return {
    title: "needed keys, by length of the row",
    description: `Keys needed against the row's length: k = ${alpha.toPrecision(2)} n^${C.toFixed(2)}.`,
    x: { title: "keys that the row sees, n", min: first, max: last, log: true },
    y: { title: "needed keys", min: 1, max: keys, log: true },
    series: [
      { look: "law", points: [first, last].map((n) => [n, alpha * n ** C] as const) },
      ...(outputExponent === null
        ? []
        : [{ look: "output", dots: true, points: dots(outputExponent.groups) } as const]),
      { look: "measured", dots: true, points: dots(groups) },
    ],
  };
}

function scalePlot({ positions }: HeadFigures): Plot {
  const most = Math.max(0.5, ...positions.map(({ sigma }) => sigma));
  return {
    title: "row scale, by position",
    description: "Median row scale sigma of groups of rows against their position.",
    x: {
      title: "position of the query",
      min: positions[0]!.row,
      max: Math.max(positions[0]!.row + 1, positions.at(-1)!.row),
      log: false,
    },
    y: { title: "sigma", min: 0, max: Math.ceil(1.1 * most), log: false },
    series: [
      { look: "measured", points: positions.map(({ row, sigma }) => [row, sigma] as const) },
      { look: "measured", dots: true, points: positions.map(({ row, sigma }) => [row, sigma] as const) },
    ],
  };
}

/** Each layer's heads in one plot: the need against the row's length, and the law that serves most heads. */
export function layerPlots(heads: readonly MeasuredHead[], law: KeyLaw | null): Plot[] {
  const lines = heads.flatMap(({ layer, figures }) => {
    const exponent = law?.budget === "output" ? figures.outputExponent : figures.exponent;
    return exponent === null ? [] : [{ layer, points: exponent.groups.map(({ n, k }) => [n, k] as const) }];
  });
  const lengths = lines.flatMap(({ points }) => points.map(([n]) => n));
  if (lengths.length === 0) return [];
  const [first, last] = [Math.min(...lengths), Math.max(...lengths)];
  const most = Math.max(...heads.map(({ figures }) => figures.keys));
  const lawPoints = [first, last].map((n) => [n, law === null ? NaN : Math.max(1, law.alpha * n ** law.C)] as const);
  return [...new Set(lines.map(({ layer }) => layer))].map((layer) => ({
    title: `layer ${layer}`,
    description: `Needed keys against the row's length, a line for each head of layer ${layer}.`,
    x: { title: "row length n", min: first, max: last, log: true },
    y: { title: "needed keys", min: 1, max: most, log: true },
    size: { width: 210, height: 165 },
    series: [
      ...lines.filter((one) => one.layer === layer).map(({ points }) => ({ look: "many", points }) as const),
      { look: "law", points: lawPoints },
    ],
  }));
}
