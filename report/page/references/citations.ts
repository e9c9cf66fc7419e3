/**
 * Citations: a link to an entry of the bibliography, `[Derrida, 1981](references.bib#derrida1981)`, which JupyterLab shows
 * and opens as it stands; or Pandoc's notation, `[@derrida1981]`, `[see @a; @b, Theorem 2]`, `[-@c]` for the year alone, and
 * `@d` within a sentence. Each becomes a link to the entry in the list of references, which links back.
 */
import type MarkdownIt from "markdown-it";
import type { RefusalContext } from "../refusals.js";
import type { Bibliography, Work } from "./bibliography.js";
import { citationMark, type CitationStyle } from "./csl-style.js";
import { anchorOf } from "../../document/anchors.js";
import { escapeHtml } from "../../text/escape.js";
import { inlineHtml, plainText, type Token, type TokenClass } from "../markdown/tokens.js";

/** What citations are rendered within. */
export interface CitationContext extends RefusalContext {
  chapter: string;
  bibliography: Bibliography;
  /** Null: by authors and year. */
  citationStyle: CitationStyle | null;
  /** Citations so far, in the order of the text. */
  citations: Citation[];
}

/** One mention of a work. */
export interface Citation {
  key: string;
  /** Of the mention, for the way back. */
  anchor: string;
}

/** One work in a group: "see @a, Theorem 2" has a prefix, a key and a suffix. */
interface Mention {
  key: string;
  prefix: string;
  suffix: string;
  yearOnly: boolean;
}

const KEY = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.+/-](?=[\p{L}\p{N}_]))*`;
const NARRATIVE = new RegExp(`^@(${KEY})`, "u");
const MENTION = new RegExp(`^((?:[^@]*\\s)?)(-?)@(${KEY})([^@]*)$`, "u");
const CITATION = "citation";

/** Reads citations into tokens of their own, which `setCitations` turns into links. */
export function parseCitations(md: MarkdownIt): void {
  md.inline.ruler.before("link", "ncsparse_citation", (state, silent) => {
    const rest = state.src.slice(state.pos, state.posMax);
    const found = group(rest) ?? narrative(rest, state.src[state.pos - 1] ?? "");
    if (found === null) return false;
    if (!silent) state.push(CITATION, "", 0).meta = found;
    state.pos += found.length;
    return true;
  });
}

interface Found {
  length: number;
  /** As it is written, for a project that cites nothing. */
  source: string;
  mentions: Mention[];
  isNarrative: boolean;
}

function group(rest: string): Found | null {
  const bracket = /^\[([^[\]]*@[^[\]]*)\](?![(:])/.exec(rest);
  if (bracket === null) return null;
  const mentions = bracket[1]!.split(";").map((part) => MENTION.exec(part));
  if (mentions.includes(null)) return null;
  return {
    length: bracket[0].length,
    source: bracket[0],
    isNarrative: false,
    mentions: mentions.map((parts) => ({
      prefix: parts![1]!.trimStart(),
      yearOnly: parts![2] === "-",
      key: parts![3]!,
      suffix: parts![4]!.trimEnd(),
    })),
  };
}

/** `@key` in a sentence; not the second half of an address. */
function narrative(rest: string, before: string): Found | null {
  const found = NARRATIVE.exec(rest);
  if (found === null || /[\p{L}\p{N}_.]/u.test(before)) return null;
  const mention = { key: found[1]!, prefix: "", suffix: "", yearOnly: false };
  return { length: found[0].length, source: found[0], isNarrative: true, mentions: [mention] };
}

/**
 * Inline tokens with citations as links. Without a bibliography there is none to cite, and `@name` is what it says. A work
 * that the bibliography lacks is refused.
 *
 * @param labelled what has a label of Quarto's, such as `@fig-phase`: it comes before a work of that key
 */
export function setCitations(
  tokens: Token[],
  env: CitationContext,
  labelled: (key: string) => Labelled | null,
  TokenOf: TokenClass,
): Token[] {
  return tokens.map((token) => {
    if (token.type !== CITATION) return token;
    const { mentions, isNarrative, source } = token.meta as Found;
    const found = mentions.map((mention) => labelled(mention.key));
    const hasLabels = found.some((target) => target !== null);
    if (!hasLabels && mentions.every(({ key }) => mayBeLabelled(key, env)))
      return inlineHtml(TokenOf, escapeHtml(source));
    if (!hasLabels && env.bibliography.size === 0) return plainText(TokenOf, source);
    const links = mentions.map((mention, index) => {
      const target = found[index] ?? null;
      return target === null ? mentionHtml(mention, isNarrative, env) : labelHtml(mention, target);
    });
    const areLabels = found.every((target) => target !== null);
    return inlineHtml(TokenOf, isNarrative || areLabels ? links.join("; ") : grouped(links, env.citationStyle));
  });
}

/** Several citations at one place. */
function grouped(links: readonly string[], style: CitationStyle | null): string {
  if (style === null) return `(${links.join("; ")})`;
  return around(links.join(escapeHtml(style.delimiter)), style);
}

function around(html: string, { opens, closes, isRaised }: CitationStyle): string {
  const group = `${escapeHtml(opens)}${html}${escapeHtml(closes)}`;
  return isRaised ? `<sup>${group}</sup>` : group;
}

/** What a label leads to. */
export interface Labelled {
  anchor: string;
  /** E.g. "Figure 3.2". */
  label?: string;
}

/** A figure or table that a cell is still to show. */
function mayBeLabelled(key: string, env: CitationContext): boolean {
  return /^(?:fig|tbl)-/.test(key) && env.mayCome(`#${key}`);
}

/** The place's name, linked; `[-@fig-phase]` has the number alone, and `[Fig. @fig-phase]` another word before it. */
function labelHtml({ prefix, suffix, yearOnly }: Mention, { anchor, label = "" }: Labelled): string {
  const text = yearOnly || prefix !== "" ? label.replace(/^(?:Figure|Table) /, "") : label;
  return `${escapeHtml(prefix)}<a href="#${anchor}">${escapeHtml(text)}</a>${escapeHtml(suffix)}`;
}

function mentionHtml({ key, prefix, suffix, yearOnly }: Mention, isNarrative: boolean, env: CitationContext): string {
  const cited = cite(key, env);
  if (cited === null) return escapeHtml(key);
  const { work, anchor } = cited;
  const html = shownHtml(work, { isNarrative, yearOnly }, env.citationStyle);
  const link = `<a class="cite" id="${anchor}" href="#${workAnchor(key)}" title="${escapeHtml(work.title)}">${html}</a>`;
  return `${escapeHtml(prefix)}${link}${escapeHtml(suffix)}`;
}

function shownHtml(
  work: Work,
  { isNarrative, yearOnly }: { isNarrative: boolean; yearOnly: boolean },
  style: CitationStyle | null,
): string {
  if (style === null) return escapeHtml(shown(work, isNarrative, yearOnly));
  const mark = citationMark(work.key, isNarrative || yearOnly);
  if (!isNarrative) return mark;
  return `${escapeHtml(work.authors)}${style.isRaised ? "" : " "}${around(mark, style)}`;
}

function shown({ authors, year }: Work, isNarrative: boolean, yearOnly: boolean): string {
  if (yearOnly) return year;
  return isNarrative ? `${authors} (${year})` : `${authors}, ${year}`;
}

/** The key of the work that a link leads to, or null: `references.bib#derrida1981`. */
export function citedByLink(href: string): string | null {
  return /^(?!https?:)[^#?]+\.bib#(.+)$/i.exec(href)?.[1] ?? null;
}

/**
 * Makes a link to a work a citation; a work that the bibliography lacks is refused.
 *
 * @returns the text for a link that has none of its own
 */
export function citeByLink(link: Token, key: string, env: CitationContext): string {
  const cited = cite(key, env);
  if (cited === null) return key;
  const { work, anchor } = cited;
  link.attrs = Object.entries({ class: "cite", id: anchor, href: `#${workAnchor(key)}`, title: work.title });
  return env.citationStyle === null ? shown(work, false, false) : citationMark(key, false);
}

/** Counts one more mention of a work; null for one that there is not. */
function cite(key: string, env: CitationContext): { work: Work; anchor: string } | null {
  const work = env.bibliography.get(key);
  if (work === undefined) {
    env.refuse(`${env.place}: the bibliography has no work "${key}"`);
    return null;
  }
  const anchor = `cite-${env.chapter}-${env.citations.length + 1}`;
  env.citations.push({ key, anchor });
  return { work, anchor };
}

/** The anchor of a work's entry in the list of references. */
export function workAnchor(key: string): string {
  return `ref-${anchorOf(key)}`;
}
