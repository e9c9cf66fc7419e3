/** The picture of `ncsparse measure`: one HTML file that loads nothing. */
import {
  boundChart,
  renderSvg,
  type ChartSeries,
  type ChartSpec,
  type Measurement,
  type MeasuredWindow,
} from "ncsparse";

/** Below this a log axis would spend its length on rounding errors. */
const LEAST_SHOWN = 1e-12;

const STYLE = `
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font-family: sans-serif; color: #23262b; background: #fefefd; }
pre { overflow-x: auto; font-size: 0.85rem; line-height: 1.4; }
svg { max-width: 100%; height: auto; }`;

/** @param lines the plain-text answer, shown below the figures */
export async function measurePage(measured: Measurement, lines: readonly string[]): Promise<string> {
  const figures = await Promise.all(
    charts(measured).map((chart, i) => renderSvg(chart, { idPrefix: `f${i}-`, holdWidths: true })),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Attention measured beside the law</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Attention measured beside the law</h1>
${figures.map((figure) => `<figure>${figure}</figure>`).join("\n")}
<pre>${escaped(lines.join("\n"))}</pre>
</body>
</html>
`;
}

function charts(measured: Measurement): ChartSpec[] {
  const tail = chart(
    measured,
    "mean total variation $1 - m_k$",
    (w) => w.tv,
    (w) => w.tvPredicted,
  );
  const output = chart(
    measured,
    "relative output error",
    (w) => w.output,
    (w) => w.outputPredicted,
  );
  return [tail, output].filter((one) => one !== undefined);
}

function chart(
  { windows }: Measurement,
  title: string,
  measured: (w: MeasuredWindow) => number,
  predicted: (w: MeasuredWindow) => number,
): ChartSpec | undefined {
  const points = (of: (w: MeasuredWindow) => number): ChartSeries["points"] =>
    windows.filter((w) => of(w) > LEAST_SHOWN).map((w) => ({ x: w.k, y: of(w) }));
  const series: ChartSeries[] = [
    { kind: "law", label: "predicted", points: points(predicted) },
    { kind: "measured", label: "measured", points: points(measured) },
  ];
  const drawn = series.filter((one) => one.points.length > 0);
  if (drawn.length === 0) return undefined;
  return boundChart({
    series: drawn,
    x: { title: "window $k$", scale: "log2" },
    y: { title, scale: "log" },
    useless: "none",
    description: `${title.replaceAll("$", "")} against the window k, measured beside what normal logits of the same scale would give.`,
  });
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
