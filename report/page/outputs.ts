/** What a cell printed, displayed or threw, as HTML. Text is escaped, HTML cleaned, errors shown loudly in place. */
import type { CellFailure, ErrorOutput, MimeBundle, Output } from "../types.js";
import { renderClaim } from "./claims/claim-box.js";
import { bundleOf, joinText } from "../notebooks/cells.js";
import { claimOf, type Chapter } from "./context.js";
import { isFigureCaption, isTable } from "./displays.js";
import { isFigure, renderFigure } from "./figures/figures.js";
import { htmlContext, renderMarkdown } from "./markdown/markdown.js";
import { renderLatex } from "./math/formulas.js";
import { cleanHtml } from "./html/html-cleaner.js";
import { fill } from "./assets/templates.js";
import { terminalText } from "./terminal.js";
import { boundText, bundleText } from "./text.js";
import { leftOut, type Warning } from "./warnings.js";

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
  if (claim !== null) return renderClaim(claim, chapter, claimFigures);
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
  const trace = boundText(terminalText(error.traceback.join("\n")));
  return fill("error", { ename: error.ename, evalue: terminalText(error.evalue), trace: trace.text });
}

/** How much deeper than in the notebook's HTML an output's headings stand: below those of the prose. */
const HEADING_SHIFT = 3;

/** The richest form of a bundle that the page can show; the next one where nothing of it can be shown. */
function renderBundle(bundle: MimeBundle, chapter: Chapter): string {
  const html = bundleText(bundle["text/html"]);
  const [plain, poorer] = [
    bundleText(bundle["text/plain"]),
    Object.keys(bundle).filter((mime) => mime !== "text/html"),
  ];
  if (html !== "") {
    const warnings: Warning[] = [];
    const clean = cleanHtml(html, { ...htmlContext(chapter.markdown, HEADING_SHIFT), warnings });
    const isShown = warnings.length === 0 || showsSomething(clean) || poorer.every((mime) => isEmpty(mime, bundle));
    if (isShown) chapter.markdown.warnings.push(...warnings);
    if (isShown) return fill("output", { html: clean });
  }
  const markdown = bundleText(bundle["text/markdown"]);
  if (markdown !== "") return fill("output", { html: renderMarkdown(markdown, chapter.markdown) });
  const latex = bundleText(bundle["text/latex"]);
  if (latex !== "") return fill("output", { html: renderLatex(latex, chapter.markdown) });
  if (plain !== "") return renderText(plain, "");
  if ("application/json" in bundle) return renderText(JSON.stringify(bundle["application/json"], null, 2), "");
  const [mime] = poorer;
  return mime === undefined
    ? ""
    : fill("output", { html: leftOut(`an output of type ${mime}`, UNKNOWN, chapter.markdown) });
}

const UNKNOWN = "the page has no way to show it";

/** Whether cleaned HTML has more to see than marks of what was left out. */
function showsSomething(clean: string): boolean {
  const rest = clean.replace(/<span class="left-out">[^<]*<\/span>/g, "");
  return /<(?:img|hr)\b/.test(rest) || rest.replace(/<[^>]*>/g, "").trim() !== "";
}

/** Whether a form of an output says nothing: other than text that shows something, or a kernel's name for an object. */
function isEmpty(mime: string, bundle: MimeBundle): boolean {
  const text = bundleText(bundle[mime]).trim();
  return (
    !["text/plain", "text/markdown", "text/latex"].includes(mime) || text === "" || /^<[\w.]+ object.*>$/.test(text)
  );
}

/** Printed text, bounded: the page is for reading, whole logs stay in the executed notebook. */
function renderText(text: string, stream: string): string {
  const bounded = boundText(terminalText(text));
  if (bounded.text.trim() === "") return "";
  const leftOff = bounded.linesLeftOff > 0 ? { lines: bounded.linesLeftOff } : null;
  return fill("output", { text: bounded.text, stream, leftOff });
}
