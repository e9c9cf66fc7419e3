import type { Claim } from "../claims/claim.js";
import { findClaim } from "../claims/registry.js";
import { CLAIM_MIME, VEGALITE_MIME, type ClaimResult } from "../claims/result.js";
import { runClaim } from "../claims/run.js";
import { CHART_COLOURS, renderSvg, type ChartSpec } from "../figures/index.js";
import { emit } from "./emit.js";
import { cellSignal } from "./interrupt.js";
import { session } from "./session.js";
import { claimMarkdown, claimText } from "./summary.js";

/**
 * Run a claim and display it: its statement, verdict and control as one machine-readable record, then its figure.
 *
 * @param claimOrId a claim, or the id of one in the registry, e.g. "L4.2-part1"
 * @throws RangeError if no claim has that id; the reason of the cell's signal if the cell is interrupted
 */
export async function show(claimOrId: Claim | string): Promise<void> {
  const claim = typeof claimOrId === "string" ? findClaim(claimOrId) : claimOrId;
  const context = session();
  const result = await runClaim(claim, context);
  context.signal?.throwIfAborted();
  emitClaim(result);
  const { caption, chart } = claim.figure;
  await emitFigure(chart(result, context), { caption, claim: result.id, signal: context.signal });
}

/**
 * Display a figure that belongs to no claim.
 *
 * @param chart a Vega-Lite spec made by `boundChart` or `forestChart`
 * @param caption Markdown with $TeX$
 * @param place "front": the report sets it on its first screen, too
 */
export async function showFigure(chart: ChartSpec, caption: string, place?: "front"): Promise<void> {
  await emitFigure(chart, { caption, claim: null, place, signal: cellSignal() });
}

/** The claim's record under its own MIME type, with a readable form for whoever does not know that type. */
function emitClaim(result: ClaimResult): void {
  emit({
    data: { [CLAIM_MIME]: result, "text/markdown": claimMarkdown(result), "text/plain": claimText(result) },
    metadata: { ncsparse: { claim: result.id } },
  });
}

/** Figures are drawn in dark ink: in notebooks they bring their paper, or a dark theme would swallow them. */
const PAPER = CHART_COLOURS.halo.light;

interface FigureOptions {
  readonly caption: string;
  readonly claim: string | null;
  readonly place?: "front" | undefined;
  readonly signal: AbortSignal | undefined;
}

async function emitFigure(chart: ChartSpec, { caption, claim, place, signal }: FigureOptions): Promise<void> {
  const alt = descriptionOf(chart);
  const svg = await renderSvg({ ...chart, background: PAPER });
  signal?.throwIfAborted();
  emit({
    data: {
      [VEGALITE_MIME]: chart,
      "image/svg+xml": svg,
      "text/plain": alt,
    },
    metadata: {
      // JupyterLab hands these to its Vega renderer; the spec itself has no ground, so that a page can give it one.
      [VEGALITE_MIME]: { embed_options: { patch: [{ op: "add", path: "/background", value: PAPER }] } },
      ncsparse: { caption, alt, ...(claim === null ? {} : { claim }), ...(place ? { place } : {}) },
    },
  });
}

/** Fewer characters cannot say what a figure shows. */
const LEAST_DESCRIPTION = 20;

/** @throws RangeError for a figure that does not say in words what it shows */
function descriptionOf({ description }: ChartSpec): string {
  if (typeof description === "string" && description.trim().length >= LEAST_DESCRIPTION) return description;
  throw new RangeError(
    `showFigure: a figure's description must say what it shows in ${LEAST_DESCRIPTION} characters or more, got ${JSON.stringify(description ?? "")}`,
  );
}
