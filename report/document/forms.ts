/** Which of a display's forms the reader is shown: the first by JupyterLab's own ranks that a page can show. */
import { Parser } from "htmlparser2";
import { bundleText } from "../notebooks/cells.js";
import type { MimeBundle } from "../types.js";
import { RASTER_MIMES } from "./images.js";

export const JSON_MIME = "application/json";
/** Charts of JupyterLab's own renderer that a page draws, too. */
export const VEGALITE = /^application\/vnd\.vegalite\.v[3-6]\+json$/;

/**
 * JupyterLab 4.6 asks a display's forms in the order of their renderers' ranks: 0 JSON, 50 HTML, 57 charts, 60 Markdown,
 * 70 LaTeX, 80 SVG, 90 pictures, 110 what was printed as an error, 120 text. It has none for CSV, which here comes before text.
 */
const RANKED: readonly (readonly [form: RegExp, rank: number])[] = [
  [/^application\/json$/, 0],
  [/^text\/html$/, 50],
  [VEGALITE, 57],
  [/^text\/markdown$/, 60],
  [/^text\/latex$/, 70],
  [/^image\/svg\+xml$/, 80],
  [new RegExp(`^(?:${RASTER_MIMES.join("|")})$`), 90],
  [/^application\/vnd\.jupyter\.stderr$/, 110],
  [/^text\/csv$/, 115],
  [/^text\/plain$|^application\/vnd\.jupyter\.stdout$/, 120],
];

/** Whether the page can show a form that is not empty. */
export function isShowable(mime: string): boolean {
  return Number.isFinite(rankOf(mime));
}

/** The rank of text: what comes before says more than that. */
const TEXT_RANK = 115;

function rankOf(mime: string): number {
  return RANKED.find(([form]) => form.test(mime))?.[1] ?? Infinity;
}

/**
 * The forms that a page can show, the best first. HTML that wants a script or a frame is a poor form: whole ones but text come
 * before it, and text does where the HTML says nothing by itself.
 */
export function shownForms(bundle: MimeBundle): string[] {
  const { wants, says } = htmlFacts(bundleText(bundle["text/html"]));
  const htmlRank = !wants ? 50 : says ? TEXT_RANK - 1 : Infinity;
  const rank = (mime: string): number => (mime === "text/html" ? htmlRank : rankOf(mime));
  return Object.keys(bundle)
    .filter((mime) => isShowable(mime) && (mime === JSON_MIME || !isEmpty(bundle[mime])))
    .sort((one, other) => (rank(one) === rank(other) ? 0 : rank(one) - rank(other)));
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    ((typeof value === "string" || Array.isArray(value)) && bundleText(value).trim() === "")
  );
}

/** Elements that a page neither runs nor loads. */
const WANTING = new Set(["script", "iframe", "frame", "object", "embed", "applet", "canvas"]);
/** Elements that show something without a word in them. */
const SHOWING = new Set(["img", "svg", "hr"]);
/** Elements of which no word is shown. */
const SILENT = new Set([...WANTING, "style", "template", "title", "noscript"]);

/** Whether HTML wants what no page gives it, and whether it says something without that. */
function htmlFacts(html: string): { wants: boolean; says: boolean } {
  const facts = { wants: false, says: false };
  let silent = 0;
  const parser = new Parser({
    onopentag(name, { type = "" }) {
      if (WANTING.has(name) && !type.includes("json")) facts.wants = true;
      if (SILENT.has(name)) silent += 1;
      else if (silent === 0 && SHOWING.has(name)) facts.says = true;
    },
    ontext(text) {
      if (silent === 0 && text.trim() !== "") facts.says = true;
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
    },
  });
  parser.end(html);
  return facts;
}
