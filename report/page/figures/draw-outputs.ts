/** The drawings of a notebook's figures: kernels of a report leave them to it, so that each figure is drawn once. */
import type { ChartSpec } from "ncsparse-kit";
import { VEGALITE_MIME } from "ncsparse-kit/claims/result";
import { bundleOf, codeCellsOf } from "../../notebooks/cells.js";
import type { ExecutedNotebook, MimeBundle, Output } from "../../types.js";
import { REMEMBERED_PIECES, type Pieces } from "../pieces.js";
import { Drawings } from "./drawings.js";

const SVG = "image/svg+xml";

/**
 * Has notebooks executed, and their figures drawn meanwhile.
 *
 * @param execute calls `draw` for each notebook that it executed
 * @param pieces where drawings come from: the page takes them from there, too
 */
export async function drawingOutputs<T>(
  execute: (draw: (executed: ExecutedNotebook) => Promise<void>) => Promise<T>,
  pieces: Pieces = REMEMBERED_PIECES,
): Promise<T> {
  const drawings = new Drawings(pieces);
  try {
    return await execute((executed) => drawOutputs(executed, drawings));
  } finally {
    await drawings.close();
  }
}

/**
 * Draws the figures that the kit displayed without a drawing and sets it beside their specs, as the kit does in other kernels.
 * What cannot be drawn stays without: the page says so where it shows the figure.
 */
async function drawOutputs({ name, notebook }: ExecutedNotebook, drawings: Drawings): Promise<void> {
  const undrawn = codeCellsOf(notebook).flatMap(({ outputs }) =>
    outputs.flatMap((output) => {
      const bundle = bundleOf(output);
      return bundle !== null && lacksDrawing(bundle) && isOfTheKit(output) ? [bundle] : [];
    }),
  );
  await Promise.all(undrawn.map((bundle) => setDrawing(bundle, name, drawings)));
}

/** What others display stays as they display it. */
function isOfTheKit(output: Output): boolean {
  return "metadata" in output && Object.hasOwn(output.metadata, "ncsparse");
}

function lacksDrawing(bundle: MimeBundle): boolean {
  return Object.hasOwn(bundle, VEGALITE_MIME) && !Object.hasOwn(bundle, SVG);
}

/** In the bundle itself, at the place where a kernel's drawing is. */
async function setDrawing(bundle: MimeBundle, label: string, drawings: Drawings): Promise<void> {
  const { [VEGALITE_MIME]: spec, ...others } = bundle;
  try {
    const { onPaper } = await drawings.draw(spec as ChartSpec, label);
    for (const name of Object.keys(others)) Reflect.deleteProperty(bundle, name);
    Object.assign(bundle, { [SVG]: onPaper }, others);
  } catch {
    return;
  }
}
