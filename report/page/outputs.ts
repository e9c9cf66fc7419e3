/** What a cell printed, displayed or threw, as HTML. Text is escaped, HTML cleaned, errors shown loudly in place. */
import type { CellFailure, ErrorOutput, MimeBundle, Output } from "../types.js";
import { renderClaim } from "./claim-box.js";
import { bundleOf, joinText } from "../notebooks/cells.js";
import { claimOf, type Chapter } from "./context.js";
import { isFigureCaption, isTable } from "./displays.js";
import { isFigure, renderFigure } from "./figures.js";
import { renderMarkdown } from "./markdown.js";
import { renderMath } from "./math.js";
import { sanitize } from "./sanitize.js";
import { fill } from "./templates.js";
import { boundText, bundleText, stripAnsi } from "./text.js";

/** HTML of one output. `claimFigures` are those that a claim's box takes in, by claim id. */
export async function renderOutput(
  output: Output,
  chapter: Chapter,
  claimFigures: ReadonlyMap<string, Output[]>,
): Promise<string> {
  if (output.output_type === "stream")
    return renderText(joinText(output.text), output.name === "stderr" ? "stderr" : "");
  if (output.output_type === "error") return renderError(output);
  if (isFigureCaption(output)) return "";
  const claim = claimOf(output);
  if (claim !== null) return renderClaim(claim, chapter, claimFigures.get(claim.id) ?? []);
  if (isTable(output)) return renderTable(output, chapter);
  if (isFigure(output)) return renderFigure(output, chapter);
  return renderBundle(bundleOf(output) ?? {}, chapter);
}

/** A numbered table, under the caption that the Markdown before it has set, if any. */
function renderTable(output: Output, chapter: Chapter): string {
  const table = bundleText(bundleOf(output)?.["text/markdown"]);
  const source = chapter.caption === null ? table : `${chapter.caption}\n\n${table}`;
  chapter.caption = null;
  const tables = [chapter.book.labels.ofOutput.get(output)!];
  return renderMarkdown(source, { ...chapter.markdown, tables });
}

/** A thrown error or a failure that the runner saw, with its traceback. */
export function renderError(error: Pick<ErrorOutput | CellFailure, "ename" | "evalue" | "traceback">): string {
  const trace = boundText(stripAnsi(error.traceback.join("\n")));
  return fill("error", { ename: error.ename, evalue: stripAnsi(error.evalue), trace: trace.text });
}

/** The richest form of a bundle that the page can show. */
function renderBundle(bundle: MimeBundle, chapter: Chapter): string {
  const html = bundleText(bundle["text/html"]);
  if (html !== "") return fill("output", { html: sanitize(html) });
  const markdown = bundleText(bundle["text/markdown"]);
  if (markdown !== "") return fill("output", { html: renderMarkdown(markdown, chapter.markdown) });
  const latex = bundleText(bundle["text/latex"]);
  if (latex !== "") return fill("output", { html: renderMath(latex.replace(/^\s*\$+|\$+\s*$/g, ""), true) });
  const plain = bundleText(bundle["text/plain"]);
  if (plain !== "") return renderText(plain, "");
  const [mime] = Object.keys(bundle);
  return mime === undefined ? "" : renderText(`(an output of type ${mime}, which the report cannot show)`, "stderr");
}

/** Printed text, bounded: the page is for reading, whole logs stay in the executed notebook. */
function renderText(text: string, stream: string): string {
  const bounded = boundText(stripAnsi(text));
  if (bounded.text.trim() === "") return "";
  const leftOff = bounded.linesLeftOff > 0 ? { lines: bounded.linesLeftOff } : null;
  return fill("output", { text: bounded.text, stream, leftOff });
}
