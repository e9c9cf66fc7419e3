/** Markdown with mathematics, footnotes, anchors and cross references; no HTML passes through. */
import { tex } from "@mdit/plugin-tex";
import MarkdownIt from "markdown-it";
import type { ClaimResult } from "ncsparse";
import { labelOf, referenceOf, tagEquation, type EquationBook } from "./equations.js";
import { headingSlug, uniqueAnchor } from "./anchors.js";
import { parseCitations, setCitations, type CitationContext } from "./citations.js";
import { highlight } from "./code.js";
import type { ClaimLabel } from "../ledger/claim-labels.js";
import type { LabelBook, Numbered } from "./labels.js";
import { mendLinks } from "./links.js";
import { sideNotes, type NoteContext } from "./footnotes.js";
import { renderMath } from "./math.js";
import { holdTogether } from "./unbroken-math.js";
import { numberTables } from "./tables.js";
import { missing } from "./targets.js";
import { escapeHtml } from "./text.js";
import type { Tokens } from "./tokens.js";

/** A heading met while rendering, for the contents list. */
export interface Heading {
  /** Level in the page: 2 for a chapter's title, 3 for its sections, and so on. */
  level: number;
  html: string;
  anchor: string;
}

/** What a piece of Markdown is rendered within. `markdown.render(source, context)` also collects into `headings`. */
export interface MarkdownContext extends NoteContext, CitationContext {
  equations: EquationBook;
  /** What claims are called, by the anchors of their boxes: the text of links that have none. */
  claimLabels: ReadonlyMap<string, ClaimLabel>;
  /** What came out of each claim, by the same anchors: what a link with the title "outcome" tells beside it. */
  claimResults: ReadonlyMap<string, ClaimResult>;
  /** Anchors of the page's notebooks: links between notebooks become links inside the page. */
  chapters: ReadonlySet<string>;
  /** Anchors given so far, in the whole page. */
  anchors: Set<string>;
  headings: Heading[];
  labels: LabelBook;
  /** Numbers for the tables of this piece, in order; tables beyond them have none. */
  tables?: readonly Numbered[];
  /** False where notebooks were left out or failed: a reference may then lack its target without being wrong. */
  isWhole: boolean;
}

/** How much deeper a notebook's headings stand in the page: its `#` is the page's h2. */
const LEVEL_SHIFT = 1;
const DEEPEST_LEVEL = 6;

const markdown = createMarkdown();

/** Renders blocks of Markdown. */
export function renderMarkdown(source: string, context: MarkdownContext): string {
  // A copy, as plugins keep state in it; what the chapter shares is shared by reference.
  return markdown.render(source, { ...context });
}

/** Renders one line of Markdown, without a paragraph around it. */
export function renderInline(source: string, context: MarkdownContext): string {
  return markdown.renderInline(source, { ...context });
}

function createMarkdown(): MarkdownIt {
  const md = new MarkdownIt({ html: false, linkify: false, typographer: true, highlight });
  // The plugin passes the environment through untyped.
  md.use(tex, { render: (content, display, env) => renderTex(content, display, env as MarkdownContext) });
  parseCitations(md);
  md.core.ruler.push("ncsparse_tables", (state) => {
    const { tables = [] } = state.env as MarkdownContext;
    state.tokens = numberTables(state.tokens, tables, state.Token);
  });
  md.core.ruler.push("ncsparse_headings", (state) => anchorHeadings(state.tokens, state.env as MarkdownContext, md));
  md.core.ruler.push("ncsparse_links", (state) => {
    for (const token of state.tokens) {
      if (token.children !== null) {
        const env = state.env as MarkdownContext;
        const linked = mendLinks(token.children, env, state.Token);
        token.children = holdTogether(setCitations(linked, env, state.Token), state.Token);
      }
    }
  });
  sideNotes(md);
  md.renderer.rules.table_open = () => '<div class="table-scroll"><table>\n';
  md.renderer.rules.table_close = () => "</table></div>\n";
  // The page loads nothing: an image that is no data: URI is named instead of shown.
  md.renderer.rules.image = (tokens, index) => imageHtml(tokens[index]!);
  md.validateLink = (url) =>
    /^(?:https?:|mailto:|#|[^:]*$|[^:/?#]+\.ipynb#)/i.test(url) || /^data:image\/(?:png|jpeg|gif);base64,/i.test(url);
  return md;
}

function renderTex(content: string, displayMode: boolean, env: MarkdownContext): string {
  const referred = referenceOf(content);
  if (referred !== null) {
    const target = env.equations.get(referred);
    if (target === undefined) missing(referred, env);
    if (target === undefined) return `<span class="unresolved">(${escapeHtml(referred)}?)</span>`;
    return `<a href="#${target.anchor}">(${target.number})</a>`;
  }
  if (!displayMode) return renderMath(content, false);
  const label = labelOf(content);
  const equation = label === null ? undefined : env.equations.get(label);
  const id = equation === undefined ? "" : ` id="${equation.anchor}"`;
  return `<div class="equation"${id} tabindex="0">${renderMath(tagEquation(content, equation), true)}</div>\n`;
}

function imageHtml(token: Tokens[number]): string {
  const source = token.attrGet("src") ?? "";
  const alt = escapeHtml(token.content);
  return source.startsWith("data:")
    ? `<img src="${escapeHtml(source)}" alt="${alt}">`
    : `<span class="unresolved">[image: ${alt}]</span>`;
}

/** Gives each heading an anchor of its own in the page and shifts it below the chapter's title. */
function anchorHeadings(tokens: Tokens, env: MarkdownContext, md: MarkdownIt): void {
  tokens.forEach((token, index) => {
    const content = tokens[index + 1];
    if (token.type !== "heading_open" || content === undefined) return;
    const level = Math.min(Number(token.tag.slice(1)) + LEVEL_SHIFT, DEEPEST_LEVEL);
    const close = tokens.slice(index).find((later) => later.type === "heading_close");
    token.tag = `h${level}`;
    if (close !== undefined) close.tag = token.tag;
    const anchor = uniqueAnchor(`${env.chapter}-${headingSlug(content.content)}`, env.anchors);
    token.attrSet("id", anchor);
    const html = md.renderer.render(content.children ?? [], md.options, env);
    env.headings.push({ level, html, anchor });
  });
}
