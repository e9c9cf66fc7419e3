/** Markdown with mathematics, footnotes, anchors and cross references; of HTML only what is harmless passes through. */
import MarkdownIt from "markdown-it";
import type { ClaimResult } from "ncsparse-kit";
import { tagEquation, type EquationContext } from "./equations.js";
import { checkReferences, referenceHtml, withReferences } from "./equation-references.js";
import { headingAnchor, uniqueAnchor } from "../../document/anchors.js";
import { setCitations, type CitationContext } from "../references/citations.js";
import { setAlerts } from "./alerts.js";
import { setDashes } from "./dashes.js";
import { markDiagrams } from "./diagrams.js";
import { renderFormula, type FormulaContext } from "../math/formulas.js";
import type { HtmlContext } from "../html/html-cleaner.js";
import { imageHtml, type ImageContext } from "../html/images.js";
import type { ClaimLabel } from "../../document/claim-labels.js";
import type { LabelBook, Numbered } from "../labels.js";
import { htmlLink, fixLinks } from "./links.js";
import {
  gatherNotes,
  MARKS,
  noteLabels,
  notesOf,
  parseUndefinedNotes,
  placeNotes,
  type NoteContext,
  type Notes,
} from "./footnotes.js";
import { DISPLAY_IN_TEXT, FORMULAS } from "../math/math-syntax.js";
import { cleanProse, printOwnHtmlAlone } from "./prose-html.js";
import { proseSyntax } from "./syntax.js";
import type { RowMeta } from "./table-rows.js";
import { holdTogether } from "./unbroken-math.js";
import { boundRows, numberTables } from "./tables.js";
import { findMentioned } from "./targets.js";
import { setTasks } from "./task-lists.js";
import type { Tokens } from "./tokens.js";
import { setValues, valuesInHtml, valuesInLine, valuesInTex, type ValueContext } from "./values.js";
import { warn } from "../warnings.js";

/** A heading met while rendering, for the contents list. */
export interface Heading {
  /** Level in the page: 2 for a chapter's title, 3 for its sections, and so on. */
  level: number;
  html: string;
  anchor: string;
}

/** What a piece of Markdown is rendered within. `markdown.render(source, context)` also collects into `headings`. */
export interface MarkdownContext
  extends NoteContext, CitationContext, ImageContext, FormulaContext, EquationContext, ValueContext {
  /** What claims are called, by the anchors of their boxes: the text of links that have none. */
  claimLabels: ReadonlyMap<string, ClaimLabel>;
  /** What came out of each claim, by the same anchors: what a link with the title "outcome" tells beside it. */
  claimResults: ReadonlyMap<string, ClaimResult>;
  /** Anchors given so far, in the whole page. */
  anchors: Set<string>;
  headings: Heading[];
  /** How much deeper headings stand than in the notebook; 1 by default. */
  headingShift?: number;
  labels: LabelBook;
  /** Numbers for the tables of this piece, in order; tables beyond them have none. */
  tables?: readonly Numbered[];
  /** How many rows of a table are shown; without it, all are: an author's own table is as long as it was written. */
  mostRows?: number;
}

/** How much deeper a notebook's headings stand in the page: its `#` is the page's h2. */
const LEVEL_SHIFT = 1;
/** The page's h1 is its title. */
const LEAST_LEVEL = 2;
const DEEPEST_LEVEL = 6;

const syntax = proseSyntax();
const markdown = createMarkdown();

/** Renders blocks of Markdown. */
export function renderMarkdown(source: string, context: MarkdownContext): string {
  return markdown.render(source, environment(context));
}

/** Resolves the references in blocks of Markdown, as rendering them does, and sets no formula. */
export function checkMarkdown(source: string, context: MarkdownContext): void {
  const env = environment(context);
  const visit = (tokens: Tokens): void => {
    for (const { type, content, children } of tokens) {
      if (FORMULAS.has(type)) checkReferences(valuesInTex(content, env), env);
      visit(children ?? []);
    }
  };
  visit(markdown.parse(source, env));
}

/** Renders one line of Markdown, without a paragraph around it. */
export function renderInline(source: string, context: MarkdownContext): string {
  return markdown.renderInline(source, environment(context));
}

/** A title: with the marks of its notes, without them, as the list of contents has it, and those notes. */
export interface Title {
  html: string;
  bare: string;
  notes: string;
}

/** Renders a chapter's title. */
export function renderTitle(source: string, context: MarkdownContext): Title {
  const env = environment(context);
  const [line, ...notes] = markdown.parseInline(source, env);
  const render = (tokens: Tokens): string => markdown.renderer.render(tokens, markdown.options, env);
  return {
    html: render(line === undefined ? [] : [line]),
    bare: renderInline(withoutMarks(source), { ...context, headings: [], citations: [], warnings: [] }),
    notes: render(notes),
  };
}

/** Markdown without the marks of notes. */
export function withoutMarks(source: string): string {
  return source.replace(/\[\^[^\]\s]+\](?![(:])/g, "");
}

/** The notes of a notebook whose Markdown cells have these sources. */
export function readNotes(sources: readonly string[]): Notes {
  return notesOf(sources, syntax);
}

/** A copy, as plugins keep state in it; what the chapter shares is shared by reference. */
function environment(context: MarkdownContext): MarkdownContext {
  return { ...context, ...noteLabels(context.notes) };
}

/** What HTML within the Markdown is cleaned within. */
export function htmlContext(env: MarkdownContext, headingShift = env.headingShift ?? LEVEL_SHIFT): HtmlContext {
  return { ...env, headingShift, link: (attributes) => htmlLink(attributes, env) };
}

/** The same for Markdown itself, whose headings are listed among the contents. */
function proseContext(env: MarkdownContext): HtmlContext {
  const heading = (level: number, html: string): string => {
    const anchor = uniqueAnchor(headingAnchor(env.chapter, html), env.anchors);
    env.headings.push({ level, html, anchor });
    return anchor;
  };
  return { ...htmlContext(env), heading, text: (text) => valuesInHtml(text, env) };
}

function createMarkdown(): MarkdownIt {
  const md = proseSyntax((content, display, env) => renderTex(content, display, env as MarkdownContext));
  parseUndefinedNotes(md);
  md.core.ruler.after("inline", "ncsparse_notes", gatherNotes);
  md.core.ruler.after("ncsparse_notes", "ncsparse_html", (state) => {
    state.tokens = cleanProse(state.tokens, proseContext(state.env as MarkdownContext), state.Token);
  });
  md.core.ruler.push("ncsparse_values", (state) => {
    for (const token of state.tokens)
      if (token.children !== null)
        token.children = setValues(token.children, state.env as MarkdownContext, state.Token);
  });
  md.core.ruler.push("ncsparse_lists", (state) => setTasks(state.tokens, state.Token));
  md.core.ruler.push("ncsparse_alerts", (state) => {
    state.tokens = setAlerts(state.tokens, state.Token);
  });
  md.core.ruler.push("ncsparse_dashes", (state) => setDashes(state.tokens));
  md.core.ruler.push("ncsparse_tables", (state) => {
    const env = state.env as MarkdownContext;
    tellExtraCells(state.tokens, env);
    if (env.mostRows !== undefined) state.tokens = boundRows(state.tokens, env.mostRows, state.Token);
    state.tokens = numberTables(state.tokens, env.tables ?? [], state.Token);
  });
  md.core.ruler.push("ncsparse_headings", (state) => anchorHeadings(state.tokens, state.env as MarkdownContext, md));
  md.core.ruler.push("ncsparse_links", (state) => {
    for (const token of state.tokens) {
      if (token.children !== null) {
        const env = state.env as MarkdownContext;
        const renderLine = (source: string): string => renderInline(source, env);
        const linked = fixLinks(token.children, env, { TokenOf: state.Token, renderLine });
        token.children = holdTogether(
          setCitations(linked, env, (key) => findMentioned(key, env), state.Token),
          state.Token,
        );
      }
    }
  });
  md.core.ruler.push("ncsparse_place_notes", (state) => placeNotes(state, md));
  setRenderers(md);
  return md;
}

function setRenderers(md: MarkdownIt): void {
  printOwnHtmlAlone(md);
  markDiagrams(md);
  md.renderer.rules.table_open = () => '<div class="table-scroll"><table>\n';
  md.renderer.rules.table_close = () => "</table></div>\n";
  md.renderer.rules.image = (tokens, index, _options, env) => {
    const token = tokens[index]!;
    const title = token.attrGet("title");
    const attributes = {
      src: token.attrGet("src") ?? "",
      alt: valuesInLine(token.content, env as MarkdownContext),
      ...(title !== null && { title }),
    };
    return imageHtml(attributes, env as MarkdownContext);
  };
  md.renderer.rules[DISPLAY_IN_TEXT] = (tokens, index, _options, env) =>
    renderDisplay(valuesInTex(tokens[index]!.content, env as MarkdownContext), "span", env as MarkdownContext);
}

function renderTex(written: string, displayMode: boolean, env: MarkdownContext): string {
  const content = valuesInTex(written, env);
  if (displayMode) return `${renderDisplay(content, "div", env)}\n`;
  return referenceHtml(content, env) ?? renderFormula(withReferences(content, env), false, env, content);
}

/** A displayed formula, in an element that may stand where it does. */
function renderDisplay(content: string, element: "div" | "span", env: MarkdownContext): string {
  const reference = referenceHtml(content, env);
  if (reference !== null) return reference;
  const { tex, anchor } = tagEquation(content, env);
  const id = anchor === null ? "" : ` id="${anchor}"`;
  const html = renderFormula(withReferences(tex, env), true, env, content);
  return html === "" ? "" : `<${element} class="equation"${id} tabindex="0">${html}</${element}>`;
}

/** Rows that are longer than their table's head are shown whole; what the author meant was something else. */
function tellExtraCells(tokens: Tokens, env: MarkdownContext): void {
  for (const token of tokens) {
    if (token.type !== "tr_open" || token.meta === null) continue;
    const { extraCells } = token.meta as RowMeta;
    warn(
      `a row of a table has ${extraCells} more ${extraCells === 1 ? "cell" : "cells"} than its head: a pipe that parts no cells is written \\|`,
      env,
    );
  }
}

/** Gives each heading an anchor of its own in the page and shifts it below the chapter's title. */
function anchorHeadings(tokens: Tokens, env: MarkdownContext, md: MarkdownIt): void {
  tokens.forEach((token, index) => {
    const content = tokens[index + 1];
    if (token.type !== "heading_open" || content === undefined) return;
    const wished = Number(token.tag.slice(1)) + (env.headingShift ?? LEVEL_SHIFT);
    const level = Math.min(Math.max(wished, LEAST_LEVEL), DEEPEST_LEVEL);
    const close = tokens.slice(index).find((later) => later.type === "heading_close");
    token.tag = `h${level}`;
    if (close !== undefined) close.tag = token.tag;
    const anchor = uniqueAnchor(headingAnchor(env.chapter, content.content), env.anchors);
    token.attrSet("id", anchor);
    const words = (content.children ?? []).filter(({ type }) => !MARKS.has(type));
    const html = md.renderer.render(words, md.options, env);
    env.headings.push({ level, html, anchor });
  });
}
