import { countCells, statementsOf, type Claim, type Context } from "../claims/claim.js";
import { definedIn } from "../claims/origin.js";
import { statementResults } from "../claims/parts.js";
import { CLAIM_MIME, VEGALITE_MIME, type ClaimResult } from "../claims/result.js";
import { runClaim } from "../claims/run.js";
import { drawOnPaper, MARGIN, notebookChartCss, PAPER, withNotes, type ChartSpec } from "../figures/index.js";
import { claimHtml } from "./claim-html.js";
import { emit, type DisplayContent } from "./emit.js";
import { cellSignal } from "./interrupt.js";
import { showProgress } from "./progress.js";
import { session, type Session } from "./session.js";
import { claimMarkdown, claimText } from "./summary.js";
import { watchedSignal } from "./watched-signal.js";

/**
 * Run a claim and display it: its statement, verdict and control as one machine-readable record, then its figures:
 * those of its parts, too, each drawing once.
 *
 * @throws the reason of the cell's signal if the cell is interrupted
 */
export async function showClaim(claim: Claim): Promise<void> {
  const context = session();
  const result = await runAndEmit(claim, context);
  const results = statementResults(result);
  const shown = new Set<string>();
  for (const [i, statement] of statementsOf(claim).entries()) {
    const { id, figure } = statement;
    const { caption } = figure;
    const spec = chartOf(statement, results[i]!, context);
    const drawing = JSON.stringify(spec);
    if (!shown.has(drawing)) await emitFigure(spec, { caption, claim: id, signal: context.signal });
    shown.add(drawing);
  }
}

/** Runs a claim, with how far it is shown, and then its record in the place of that. */
async function runAndEmit(claim: Claim, context: Session): Promise<ClaimResult> {
  const { signal, profile, showsProgress } = context;
  const progress = showProgress(claim.id, countCells(claim, profile), showsProgress);
  // An interrupt ends the cell at once; what the work itself notices of it comes too late to be shown there.
  signal?.addEventListener("abort", progress.stop, { once: true });
  try {
    const watched = watchedSignal(signal, progress.goesOn);
    const result = await runClaim(claim, { ...context, signal: watched, onCell: progress.cellDone });
    signal?.throwIfAborted();
    progress.finish(recordOf(result));
    return result;
  } catch (error) {
    if (signal?.aborted !== true) progress.stop();
    throw error;
  } finally {
    signal?.removeEventListener("abort", progress.stop);
  }
}

/** A claim's chart, from what it is made of: the result, and draws that the claim's own module names. */
function chartOf(claim: Claim, result: ClaimResult, context: Context): ChartSpec {
  const { records, profile, seed } = context;
  const make = (): ChartSpec => claim.figure.chart(result, context);
  if (records === undefined) return make();
  const [modules, parts] = [
    [definedIn(claim), import.meta.url],
    [profile, String(seed), JSON.stringify(result)],
  ];
  return records.once({ kind: "chart", label: claim.id, modules, parts }, make);
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
function recordOf(result: ClaimResult): DisplayContent {
  return {
    data: {
      [CLAIM_MIME]: result,
      "text/html": claimHtml(result),
      "text/markdown": claimMarkdown(result),
      "text/plain": claimText(result),
    },
    metadata: { ncsparse: { claim: result.id } },
  };
}

interface FigureOptions {
  readonly caption: string;
  readonly claim: string | null;
  readonly place?: "front" | undefined;
  readonly signal: AbortSignal | undefined;
}

async function emitFigure(spec: ChartSpec, { caption, claim, place, signal }: FigureOptions): Promise<void> {
  const alt = descriptionOf(spec);
  // What every front end gets is JSON, in which dates are text and what is not finite is null.
  const chart = withNotes(JSON.parse(JSON.stringify(spec)) as ChartSpec);
  const drawing = session().drawsFigures ? { "image/svg+xml": await drawOnPaper(chart) } : {};
  signal?.throwIfAborted();
  // JupyterLab hands these to its Vega renderer; the spec itself has neither, so that a page can give it its own.
  const patch = [
    { op: "add", path: "/background", value: PAPER },
    { op: "add", path: "/padding", value: MARGIN },
  ];
  emit({
    data: { [VEGALITE_MIME]: chart, ...drawing, "text/plain": alt },
    metadata: {
      [VEGALITE_MIME]: { embed_options: { patch, renderer: "svg", defaultStyle: notebookChartCss() } },
      ncsparse: { caption, alt, ...(claim === null ? {} : { claim }), ...(place ? { place } : {}) },
    },
  });
  emitCaption(caption);
}

/** The caption for readers of the notebook itself, as tables have theirs; the report sets the figure's own beside it. */
function emitCaption(caption: string): void {
  const line = `Figure: ${caption}`;
  emit({ data: { "text/markdown": line, "text/plain": line }, metadata: { ncsparse: { figureCaption: true } } });
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
