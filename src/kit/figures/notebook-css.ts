import { CHART_COLOURS } from "./theme.js";

/**
 * The style sheet by which a chart in JupyterLab follows the page's theme, as a chart in the report does: colours are
 * tokens, and rules replace each where it stands in the SVG. Figures are drawn on paper, which becomes the page's own ground.
 */
export function notebookChartCss(): string {
  const { halo, ...inks } = CHART_COLOURS;
  const dark = Object.values(inks).flatMap((tone) => rules(`${DARK} `, tone.light, tone.dark));
  return [GROUND, ...rules("", halo.light, PAGE), ...dark, MENU].join("\n");
}

/** JupyterLab's colour of the page. */
const PAGE = "var(--jp-layout-color0)";

/** Vega writes the chart's ground into the style of its SVG, which browsers give back so. */
const GROUND = `.vega-embed svg[style*="background-color: ${rgb(CHART_COLOURS.halo.light)}"]{background-color:${PAGE}!important}`;

function rgb(hex: string): string {
  return `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
}

const DARK = 'body[data-jp-theme-light="false"]';

function rules(theme: string, from: string, to: string): string[] {
  return ["fill", "stroke"].map((paint) => `${theme}.vega-embed svg [${paint}="${from}"]{${paint}:${to}}`);
}

/** The chart's menu, which vega-embed's own sheet, in the place of which this one stands, would lay over its corner. */
const MENU = `
.vega-embed{position:relative;display:inline-block;padding-right:38px}
.vega-embed summary{position:absolute;top:0;right:0;padding:4px 6px;list-style:none;cursor:pointer;opacity:.4}
.vega-embed summary:hover,.vega-embed details[open] summary{opacity:1}
.vega-embed summary svg{width:14px;height:14px;fill:var(--jp-content-font-color1)}
.vega-embed .vega-actions{position:absolute;top:28px;right:0;z-index:1;display:flex;flex-direction:column;padding:6px 12px;
border:1px solid var(--jp-border-color1);background:var(--jp-layout-color1)}
.vega-embed .vega-actions a{padding:4px 0;font-size:13px;color:var(--jp-content-font-color1)}`;
