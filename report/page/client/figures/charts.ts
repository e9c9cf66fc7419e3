/**
 * Replaces each static figure by the same figure as a Vega view, which has tooltips and fits narrow screens. Without
 * this script, and on paper, the static drawing stays.
 */
import { drawInto } from "../draw.js";
import { figureSource } from "./figure-source.js";
import { onReplaced } from "../live/replace.js";
import { addTools } from "./tools/tools.js";

/** The last of what waits to be drawn. */
let last: Promise<void> = Promise.resolve();

/**
 * Draws all figures, one after the other in idle time, and then those of every part that is put into the page; while none
 * waits, `data-figures="drawn"` is set on the root element.
 */
export async function drawFigures(): Promise<void> {
  onReplaced((part) => void drawAfterOthers(part));
  await drawAfterOthers(document);
}

async function drawAfterOthers(part: ParentNode): Promise<void> {
  delete document.documentElement.dataset.figures;
  const drawn = (last = last.then(() => drawWithin(part)));
  await drawn;
  if (drawn === last) document.documentElement.dataset.figures = "drawn";
}

async function drawWithin(part: ParentNode): Promise<void> {
  await document.fonts.ready;
  // Of a figure that stays as it is drawn the page has no source.
  for (const figure of part.querySelectorAll<HTMLElement>("figure:not(.still):has(> .drawing)")) {
    await idle();
    if (figure.isConnected) await drawFigure(figure);
  }
}

/** A figure that fails to draw keeps its static drawing; the console says why. */
async function drawFigure(figure: HTMLElement): Promise<void> {
  const drawing = figure.querySelector<HTMLElement>(".drawing");
  const still = drawing?.querySelector("svg");
  if (drawing == null || still == null) return;
  const stage = document.createElement("div");
  try {
    const { vega } = await figureSource(figure);
    await drawInto(stage, vega, still, { id: `${figure.id}-live`, available: drawing.clientWidth });
    drawing.replaceChildren(stage);
    drawing.dataset.interactive = "";
    addTools(figure, still);
  } catch (error) {
    console.error(`${figure.id}: ${String(error)}`);
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 0);
  });
}
