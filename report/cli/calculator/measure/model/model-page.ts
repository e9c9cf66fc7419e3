/** The page of `ncsparse measure` for a model: one HTML file that loads nothing and runs no script. */
import type { HeadFigures, MeasuredHead, MeasureHeadSettings, ModelSummary, Quartiles } from "ncsparse";
import type { Theme } from "../../../../config/project.js";
import { contentSecurityPolicy } from "../../../../page/assets/csp.js";
import { readTemplate } from "../../../../page/assets/files.js";
import { fill } from "../../../../page/assets/templates.js";
import { themeCss } from "../../../../page/assets/theme-css.js";
import { pageFonts } from "../../../../page/fonts/fonts.js";
import { tableView } from "../table-view.js";
import { escapeHtml } from "../../../../text/escape.js";
import { headId, mapViews } from "./head-map.js";
import { headPlots, layerPlots } from "./head-plots.js";
import { comparedTables, headsTable } from "./model-table.js";
import { sayNumber } from "../../../../text/numbers.js";
import { Plotter } from "./plot.js";
import { headWords, modelWords } from "./words.js";

/** Stands for the style while the rest is filled in, as fonts are chosen by what the page says. */
const STYLE_SLOT = "/*style*/";

/** @param heads of the first batch are shown; all are in the sentences and in the table */
export async function modelPage(
  heads: readonly MeasuredHead[],
  {
    summary,
    settings,
    facts,
    theme,
  }: {
    summary: ModelSummary;
    settings: MeasureHeadSettings;
    facts: readonly string[];
    theme: Theme | null;
  },
): Promise<string> {
  const shown = heads.filter(({ batch }) => batch === heads[0]!.batch);
  const { answer, sentences } = modelWords(heads, summary, settings);
  const plotter = new Plotter();
  const plots = layerPlots(shown, summary.law).map((plot) => plotter.plot(plot));
  const views = shown.map((head, h) => headView(head, plotter, [shown[h - 1], shown[h + 1]]));
  const html = fill("measure-model", {
    title: "Your model's attention",
    answer: withPowers(answer),
    sentences: sentences.map(withPowers),
    facts,
    maps: mapViews(shown),
    plots,
    hasPlots: plots.length > 0,
    law: summary.law === null ? "" : withPowers(`k = ${sayNumber(summary.law.alpha)} n^${summary.law.C.toFixed(2)}`),
    tables: comparedTables(heads).map(tableView),
    all: tableView(headsTable(heads)),
    heads: views,
    frames: plotter.shared(),
    policy: contentSecurityPolicy(),
    style: STYLE_SLOT,
  });
  const style = [
    (await pageFonts(html)).css,
    readTemplate("page.css"),
    readTemplate("measure.css"),
    readTemplate("measure-model.css"),
    ...(theme === null ? [] : [themeCss(theme)]),
  ].join("\n");
  return html.replace(STYLE_SLOT, () => style);
}

function headView(
  head: MeasuredHead,
  plotter: Plotter,
  [before, after]: readonly [MeasuredHead | undefined, MeasuredHead | undefined],
): object {
  return {
    id: headId(head),
    name: `Layer ${head.layer}, head ${head.head}`,
    keyHead: head.keyHead === head.head ? "" : `reads the keys of key head ${head.keyHead}`,
    words: withPowers(headWords(head)),
    plots: headPlots(head.figures).map((plot) => plotter.plot(plot)),
    rows: sayNumber(head.figures.rows),
    quartiles: quartileLines(head.figures),
    tables: comparedTables([head]).map(tableView),
    before: before === undefined ? null : headId(before),
    after: after === undefined ? null : headId(after),
  };
}

/** As HTML: n^0.61 with its exponent raised. */
function withPowers(text: string): string {
  return escapeHtml(text).replace(
    /n\^([\d.]+|C)/g,
    (_, power: string) => `<i>n</i><sup>${power.replace(/^C$/, "<i>C</i>")}</sup>`,
  );
}

/** Lines of a table whose columns need no classes of their own: there are a thousand such tables. */
function quartileLines(f: HeadFigures): object[] {
  const lines: (readonly [string, Quartiles | null])[] = [
    ["row scale σ", f.sigma],
    ["c = σ / √(2 ln n)", f.c],
    ["freezing, by gaps", f.freezing],
    ["skewness", f.skewness],
    ["excess kurtosis", f.excessKurtosis],
    ["entropy (nats)", f.entropy],
    ["participation ratio", f.participation],
    ["needed k", f.needed.tv],
    ["needed k, Gaussian", f.needed.tvPredicted],
    ["needed k, certified", f.needed.tvCertified],
    ["needed k for the output", f.needed.output],
  ];
  return lines.flatMap(([name, q]) =>
    q === null ? [] : [{ name, values: [q.least, q.lower, q.median, q.upper, q.most].map(sayNumber) }],
  );
}
