/** The page of `ncsparse measure`: one HTML file in the report's look that loads nothing. */
import {
  boundChart,
  renderSvg,
  type ChartSeries,
  type ChartSpec,
  type Measurement,
  type MeasuredWindow,
} from "ncsparse";
import type { Theme } from "../../../config/project.js";
import { chartCss } from "../../../page/figures/chart-css.js";
import { contentSecurityPolicy } from "../../../page/assets/csp.js";
import { pageFonts } from "../../../page/fonts/fonts.js";
import { readTemplate } from "../../../page/assets/files.js";
import { fill } from "../../../page/assets/templates.js";
import { themeCss } from "../../../page/assets/theme-css.js";
import { answerSentence, budgetTable, rowsTable, settingFacts, windowsTable } from "./measure-text.js";
import { tableView } from "./table-view.js";

/** Below this a log axis would spend its length on rounding errors. */
const LEAST_SHOWN = 1e-12;
/** Stands for the style while the rest is filled in, as fonts are chosen by what the page says. */
const STYLE_SLOT = "/*style*/";

/**
 * @param withOutput whether values were given
 * @param theme a project's own look; the report's where there is no project
 */
export async function measurePage(measured: Measurement, withOutput: boolean, theme: Theme | null): Promise<string> {
  const figures = await Promise.all(
    charts(measured).map(async ({ caption, spec }, i) => ({
      id: `figure-${i + 1}`,
      svg: await renderSvg(spec, { idPrefix: `f${i}-` }),
      label: `Figure ${i + 1}.`,
      caption,
    })),
  );
  const tables = [budgetTable(measured), windowsTable(measured, withOutput), rowsTable(measured)];
  const html = fill("measure", {
    title: "Your attention beside the law",
    answer: answerSentence(measured),
    facts: settingFacts(measured),
    figures,
    tables: tables.map(tableView),
    policy: contentSecurityPolicy(),
    style: STYLE_SLOT,
  });
  const style = [
    (await pageFonts(html)).css,
    chartCss(),
    readTemplate("page.css"),
    readTemplate("measure.css"),
    ...(theme === null ? [] : [themeCss(theme)]),
  ].join("\n");
  return html.replace(STYLE_SLOT, () => style);
}

interface CaptionedChart {
  readonly caption: string;
  readonly spec: ChartSpec;
}

function charts(measured: Measurement): CaptionedChart[] {
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
): CaptionedChart | undefined {
  const points = (of: (w: MeasuredWindow) => number): ChartSeries["points"] =>
    windows.filter((w) => of(w) > LEAST_SHOWN).map((w) => ({ x: w.k, y: of(w) }));
  const series: ChartSeries[] = [
    { kind: "law", label: "predicted", points: points(predicted) },
    { kind: "measured", label: "measured", points: points(measured) },
  ];
  const drawn = series.filter((one) => one.points.length > 0);
  if (drawn.length === 0) return undefined;
  const name = title.replace(/ \$.*\$/, "");
  const description = `The ${name} against the window k: measured, beside what normal logits of the same row scales would give.`;
  const spec = boundChart({
    series: drawn,
    x: { title: "window $k$", scale: "log2" },
    y: { title, scale: "log" },
    description,
  });
  return { caption: description, spec };
}
