/** Figures: a numbered, captioned, static SVG in the page, which the page's script upgrades to a Vega view. */
import type { ChartSpec } from "ncsparse-kit";
import { figuresOf, type Chapter, type FigureBlock } from "../../document/model.js";
import type { MimeBundle } from "../../types.js";
import { altText } from "./alt-text.js";
import { proseContext, type Book, type ChapterContext } from "../context.js";
import { bundleImage, remoteMarks } from "../html/images.js";
import { renderInline } from "../markdown/markdown.js";
import { fill } from "../assets/templates.js";
import { placeDrawing } from "./place-drawing.js";
import { warnOfLoss } from "../warnings.js";

/** The numbered figure. */
export async function renderFigure(figure: FigureBlock, chapter: ChapterContext): Promise<string> {
  const { spec, bundle, about, size, isStill = false } = figure;
  const { label, anchor: id } = chapter.book.labels.ofBlock.get(figure)!;
  const caption = about.caption === undefined ? null : renderInline(about.caption, proseContext(chapter));
  const alt = altText(figure, chapter.book);
  const drawn = spec === null ? null : await drawing({ spec, id, alt, isStill }, chapter.book);
  // A chart that loads its data elsewhere is shown by the picture of it that its display brought along.
  const isPictured = drawn === null || ("refused" in drawn && bundleImage(bundle) !== null);
  const body = isPictured ? picture(bundle, alt, chapter) : drawn;
  if ("refused" in body) {
    warnOfLoss(`${label} was not drawn: ${body.refused}`, chapter.markdown);
    chapter.book.notDrawn.push({ label, anchor: id, reason: body.refused });
  }
  const html = fill("figure", { id, label, caption, isStill, ...size, ...body });
  if (about.place !== "front") return html;
  chapter.book.front.push(html);
  return `<p class="moved"><a href="#${id}">${label}</a> stands at the head of the report.</p>`;
}

/** An image as a data: URI. SVG from a notebook goes into an <img>, where browsers run no script of it and load nothing. */
function picture(
  bundle: MimeBundle,
  alt: string,
  chapter: ChapterContext,
): { image: string; alt: string; marks: string[] } {
  const { uri, remote } = bundleImage(bundle)!;
  return { image: uri, alt, marks: remoteMarks(remote, chapter.markdown) };
}

type Drawn = { svg: string } | { refused: string };

interface Drawing {
  spec: ChartSpec;
  id: string;
  alt: string;
  isStill: boolean;
}

/** The static drawing and the data for the interactive one; a spec that cannot be drawn is reported in its place. */
async function drawing({ spec, id, alt, isStill }: Drawing, book: Book): Promise<Drawn> {
  try {
    const { svg, vega } = await book.drawings.draw(spec, id);
    const placed = placeDrawing(svg, { id, description: alt });
    if (!isStill) book.sources.set(id, { vegaLite: JSON.stringify(spec), vega });
    return { svg: placed };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

/** Has the figures of a chapter drawn before it is rendered. */
export function drawAhead(chapter: Chapter, book: Book): void {
  for (const figure of figuresOf(chapter)) {
    // What cannot be drawn is told where the figure is rendered.
    if (figure.spec !== null)
      book.drawings.draw(figure.spec, book.labels.ofBlock.get(figure)!.anchor).catch(() => undefined);
  }
}
