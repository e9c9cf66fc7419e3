/** Figures as SVG, drawn in Node: the same bytes for the same spec, and text measured by the embedded fonts. */
import { CHART_FONTS } from "./chart-text.js";
import { hatchDefinition } from "./hatch.js";
import { slimSvg } from "./slim-svg.js";
import { holdWidths, setRuns } from "./svg-text.js";
import { withNotes } from "./notes.js";
import { assertSelfContained } from "./self-contained.js";
import { textItemWidth } from "./text-metrics.js";
import { chartConfig, colour, type ChartSpec } from "./theme.js";
import { inUtc } from "./utc.js";

export interface SvgOptions {
  /** Prefix of the ids inside the SVG; needed where several are inlined in one page. */
  idPrefix?: string;
  /** The figure in words; by default the spec's own description. */
  description?: string;
  /** For a place without the page's fonts: text is fitted to the width that it has in them. */
  holdWidths?: boolean;
}

/** A compiled figure: the Vega spec that the page's client draws again. */
export type VegaSpec = Record<string, unknown>;

type VegaModule = typeof import("vega");

/**
 * Compiles Vega-Lite to Vega with the theme underneath (the spec's own config wins), all times in UTC, and a line for what
 * the figure leaves out.
 *
 * @throws RangeError where the spec would load something: figures carry their data
 */
export async function compileFigure(spec: ChartSpec): Promise<VegaSpec> {
  assertSelfContained(spec);
  // Imported here and not above: cells require this library, and vega has top-level awaits.
  const { compile } = await import("vega-lite");
  type Options = NonNullable<Parameters<typeof compile>[1]>;
  const quiet = { level: () => quiet, error: fail, warn: () => quiet, info: () => quiet, debug: () => quiet };
  const options = { config: chartConfig(), logger: quiet } as unknown as Options;
  const compiled = compile(withNotes(spec) as unknown as Parameters<typeof compile>[0], options)
    .spec as unknown as VegaSpec;
  assertSelfContained(compiled);
  return inUtc(compiled);
}

/** Draws a Vega-Lite spec; see `compileFigure` for what is refused. */
export async function renderSvg(spec: ChartSpec, options: SvgOptions = {}): Promise<string> {
  const described = options.description ?? (typeof spec.description === "string" ? spec.description : "");
  return drawVega(await compileFigure(spec), { ...options, description: described });
}

/** Draws a compiled figure. */
export async function drawVega(spec: VegaSpec, options: SvgOptions = {}): Promise<string> {
  return finishSvg(await vegaDrawing(spec), options);
}

/** Vega's own drawing of a compiled figure, of which `finishSvg` makes what is shown. */
export async function vegaDrawing(spec: VegaSpec): Promise<string> {
  const vega = await import("vega");
  const { expressionInterpreter } = await import("vega-interpreter");
  measureWithEmbeddedFonts(vega);
  vega.resetSVGDefIds();
  // Expressions are interpreted, never compiled to JavaScript: notebooks may hold specs from elsewhere.
  const runtime = vega.parse(spec, undefined, { ast: true });
  const view = new vega.View(runtime, {
    renderer: "none",
    loader: closedLoader(vega),
    expr: expressionInterpreter,
    logLevel: vega.Error,
  });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Vega guesses widths as 0.8 em a character where it has no canvas; axes and labels then clip or float. */
function measureWithEmbeddedFonts(vega: VegaModule): void {
  // Vega's typings leave this export out.
  const { textMetrics } = vega as unknown as { textMetrics: { width: typeof textItemWidth } };
  textMetrics.width = textItemWidth;
}

function closedLoader(vega: VegaModule): ReturnType<VegaModule["loader"]> {
  const loader = vega.loader();
  const refuse = (uri: string): Promise<never> => Promise.reject(new Error(`figure: loading ${uri} is refused`));
  return Object.assign(loader, { load: refuse, sanitize: refuse, http: refuse, file: refuse });
}

function fail(...messages: unknown[]): never {
  throw new RangeError(`figure: ${messages.map(String).join(" ")}`);
}

/** The drawing as it is shown: sets the text, prefixes ids, hatches the useless region and describes the whole. */
export function finishSvg(svg: string, options: SvgOptions): string {
  const prefix = options.idPrefix ?? "";
  const slim = slimSvg(svg.replace(/^<svg[^>]*>/, ""));
  const body = (options.holdWidths === true ? holdWidths(slim) : slim)
    .replace(/\b(id="|url\(#)((?:clip|gradient_)\d+)/g, `$1${prefix}$2`)
    .replaceAll(`fill="${colour("useless")}"`, `fill="url(#${prefix}hatch)"`)
    .replace(/>([^<>]+)</g, (_, text: string) => `>${setRuns(text)}<`);
  const [width, height] = viewSize(svg);
  const label =
    options.description === undefined || options.description === ""
      ? ""
      : ` aria-label="${attribute(options.description)}"`;
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"${label} width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" font-family="'${CHART_FONTS.text}', ${CHART_FONTS.symbols}, sans-serif">`;
  return open + (body.includes("hatch)") ? hatchDefinition(`${prefix}hatch`) : "") + body;
}

function viewSize(svg: string): [string, string] {
  const found = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (found === null) throw new Error("renderSvg: vega's SVG has no view box");
  return [found[1]!, found[2]!];
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
