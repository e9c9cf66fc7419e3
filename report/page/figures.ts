/** Figures: a numbered, captioned, static SVG in the page, which the page's script upgrades to a Vega view. */
import { compileFigure, drawVega, VEGALITE_MIME, type ChartSpec, type VegaSpec } from "ncsparse-kit";
import type { MimeBundle, Output } from "../types.js";
import { bundleOf } from "../notebooks/cells.js";
import { altText } from "./alt-text.js";
import type { Book, Chapter } from "./context.js";
import { compactSvg } from "./compact-svg.js";
import { figureMetadata } from "./figure-metadata.js";
import { bundleImage, remoteMarks } from "./images.js";
import { renderInline } from "./markdown.js";
import { fill } from "./templates.js";
import { warnOfLoss } from "./warnings.js";

/** True for an output that is drawn as a figure. */
export function isFigure(output: Output): boolean {
  const bundle = bundleOf(output);
  return bundle !== null && (specOf(bundle) !== null || bundleImage(bundle) !== null);
}

/** The numbered figure of an output for which `isFigure` holds. */
export async function renderFigure(output: Output, chapter: Chapter): Promise<string> {
  const bundle = bundleOf(output) ?? {};
  const metadata = figureMetadata(output);
  const { label, anchor: id } = chapter.book.labels.ofOutput.get(output)!;
  const caption = metadata.caption === undefined ? null : renderInline(metadata.caption, chapter.markdown);
  const spec = specOf(bundle);
  const alt = altText(metadata, spec, chapter);
  const body = spec === null ? picture(bundle, alt, chapter) : await drawing(spec, id, alt, chapter.book);
  if ("refused" in body) {
    warnOfLoss(`${label} was not drawn: ${body.refused}`, chapter.markdown);
    chapter.book.notDrawn.push({ label, anchor: id, reason: body.refused });
  }
  const html = fill("figure", { id, label, caption, ...body });
  if (metadata.place !== "front") return html;
  chapter.book.front.push(html);
  return `<p class="moved"><a href="#${id}">${label}</a> stands at the head of the report.</p>`;
}

/** An image as a data: URI. SVG from a notebook goes into an <img>, where browsers run no script of it and load nothing. */
function picture(bundle: MimeBundle, alt: string, chapter: Chapter): { image: string; alt: string; marks: string[] } {
  const { uri, remote } = bundleImage(bundle)!;
  return { image: uri, alt, marks: remoteMarks(remote, chapter.markdown) };
}

type Drawn = { svg: string } | { refused: string };

/** The static drawing and the data for the interactive one; a spec that cannot be drawn is reported in its place. */
async function drawing(spec: ChartSpec, id: string, description: string, book: Book): Promise<Drawn> {
  try {
    const vegaLite = JSON.stringify(spec);
    const drawn = await book.pieces.once("figure", id, [vegaLite, id, description], () => draw(spec, id, description));
    const { svg, vega } = JSON.parse(drawn) as { svg: string; vega: string };
    book.sources.set(id, { vegaLite, vega });
    return { svg };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** The drawing, and the compiled spec as JSON; as JSON. */
async function draw(spec: ChartSpec, id: string, description: string): Promise<string> {
  const vega = await compileFigure(spec);
  if (description === "") throw new RangeError("it has no description, which readers who do not see it need");
  const svg = assertInert(compactSvg(await drawVega(vega, { idPrefix: `${id}-`, description })));
  return JSON.stringify({ svg, vega: JSON.stringify(clientSpec(vega)) });
}

/** The page's client describes figures by their caption and label; of Vega's metadata it wants only how to fit them. */
function clientSpec(vega: VegaSpec): VegaSpec {
  const { usermeta, ...rest } = Object.fromEntries(Object.entries(vega).filter(([key]) => key !== "$schema"));
  const own = (usermeta as { ncsparse?: { fit?: unknown } } | undefined)?.ncsparse;
  return own?.fit === "scroll" ? { ...rest, usermeta: { ncsparse: { fit: "scroll" } } } : rest;
}

/** Vega escapes all text; this guards against a spec that makes it draw links, images or handlers all the same. */
function assertInert(svg: string): string {
  const tags = svg
    .replace(/>[^<]*</g, "><")
    .replace(/="[^"]*"/g, (value) => (/javascript:|data:/i.test(value) ? value : '=""'));
  const found = /<(?:a|image|script|foreignObject|use|style)\b|\son\w+=|javascript:/i.exec(tags);
  if (found !== null) throw new Error(`the figure would contain ${JSON.stringify(found[0].trim())}`);
  return svg;
}

function specOf(bundle: MimeBundle): ChartSpec | null {
  const key = Object.keys(bundle).find(
    (mime) => mime === VEGALITE_MIME || /^application\/vnd\.vegalite\.v[3-6]\+json$/.test(mime),
  );
  const spec = key === undefined ? null : bundle[key];
  return typeof spec === "object" && spec !== null ? (spec as ChartSpec) : null;
}
